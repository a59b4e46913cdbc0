"""
The emulated link: a router between the far side (the namespace this runs in) and near sides.

    link.py --far DEVICE=ADDRESS --near NAME=PREFIX ...      e.g. --far link0=198.18.0.1 --near patient=198.18.1

Makes a namespace for each near side, with `lo` up and `eth0` at PREFIX.2, and moves packets between their TUN devices
and the one of the far side. Each near side has its own link, and each link two directions, `up` (to the far side) and
`down`, with delay, loss, rate, queue and a switch of their own.

Commands are lines of JSON on stdin, each answered by one line on stdout:

    {"side": "patient", "up": {"delayMs": 100, "loss": 0.1, "kbit": 300, "queueMs": 300}, "down": {...}}
    {"side": "patient", "up": {"on": false, "udp": false}, "down": {...}}

The answer has the counters of all directions. The end of stdin ends the link; the namespaces have no name, so they go
with the last process in them.
"""

import argparse
import ctypes
import fcntl
import heapq
import json
import os
import random
import select
import signal
import struct
import subprocess
import sys
import time

MTU = 1400
NEW_NETWORK = 0x40000000  # CLONE_NEWNET
UDP = 17  # https://www.iana.org/assignments/protocol-numbers
TUN_WITHOUT_HEADER = 0x1001  # IFF_TUN | IFF_NO_PI
SET_INTERFACE = 0x400454CA  # TUNSETIFF

libc = ctypes.CDLL(None, use_errno=True)


def checked(result):
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def namespace():
    return os.open("/proc/self/ns/net", os.O_RDONLY)


def run(*command):
    subprocess.run(command, check=True)


def open_device(name, *commands):
    """A TUN device of the namespace that we are in."""
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, SET_INTERFACE, struct.pack("16sH22x", name.encode(), TUN_WITHOUT_HEADER))
    try:
        with open(f"/proc/sys/net/ipv6/conf/{name}/disable_ipv6", "w") as switch:
            switch.write("1")
    except OSError:
        pass  # a kernel without IPv6, or one that we may not ask
    run("ip", "link", "set", "lo", "up")
    run("ip", "link", "set", name, "mtu", str(MTU), "up")
    for command in commands:
        run("ip", *command.split())
    return device


class Direction:
    """One way of one link: a bounded queue in front of a rate, then the delay; nothing overtakes."""

    def __init__(self):
        self.settings = {"delayMs": 0, "loss": 0, "kbit": 0, "queueMs": 300, "on": True, "udp": True}
        self.counts = {"packets": 0, "bytes": 0, "lost": 0, "overflowed": 0}
        self.free_at = 0.0
        self.last_at = 0.0

    def arrival(self, packet, now):
        """When the packet gets there; None when it does not."""
        settings = self.settings
        blocked = not settings["on"] or (packet[9] == UDP and not settings["udp"])
        if blocked or (settings["loss"] and random.random() < settings["loss"]):
            self.counts["lost"] += 1
            return None
        leaves = now
        if settings["kbit"]:
            begins = max(now, self.free_at)
            if begins - now > settings["queueMs"] / 1000:
                self.counts["overflowed"] += 1
                return None
            leaves = self.free_at = begins + len(packet) * 8 / (settings["kbit"] * 1000)
        self.last_at = max(self.last_at, leaves + settings["delayMs"] / 1000)
        return self.last_at

    def change(self, settings):
        self.settings.update(settings)
        # What a slower setting held back does not hold back what comes after the change.
        self.free_at = self.last_at = 0.0


class Side:
    def __init__(self, name, prefix, far, home):
        self.name = name
        self.prefix = bytes(int(part) for part in prefix.split("."))
        checked(libc.unshare(NEW_NETWORK))
        self.namespace = namespace()
        self.device = open_device("eth0", f"addr add {prefix}.2/32 dev eth0", "route add default dev eth0")
        checked(libc.setns(home, NEW_NETWORK))
        run("ip", "route", "add", f"{prefix}.0/24", "dev", far)
        self.up = Direction()
        self.down = Direction()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--far", required=True)
    parser.add_argument("--near", action="append", required=True)
    arguments = parser.parse_args()
    # Whoever is stopped at the keyboard closes our stdin in its own time.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        # A real link does not wait for a busy processor.
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
    except OSError:
        pass
    home = namespace()
    far_device, far_address = arguments.far.split("=")
    far = open_device(far_device, f"addr add {far_address}/32 dev {far_device}")
    sides = [Side(*near.split("="), far_device, home) for near in arguments.near]
    by_name = {side.name: side for side in sides}
    by_prefix = {side.prefix: side for side in sides}
    by_device = {side.device: side for side in sides}
    tell({"pid": os.getpid(), "namespaces": {side.name: side.namespace for side in sides}})

    sequence = 0
    under_way = []  # (arrives at, order, direction, device, packet)
    commands = b""
    sources = [0, far, *by_device]
    while True:
        wait = max(0.0, under_way[0][0] - time.monotonic()) if under_way else None
        readable, _, _ = select.select(sources, [], [], wait)
        now = time.monotonic()
        for source in readable:
            if source == 0:
                heard = os.read(0, 65536)
                if not heard:
                    return
                *lines, commands = (commands + heard).split(b"\n")
                for line in lines:
                    obey(json.loads(line), by_name, sides)
                continue
            for _ in range(64):
                try:
                    packet = os.read(source, 2048)
                except BlockingIOError:
                    break
                if source == far:
                    side = by_prefix.get(packet[16:19])
                    direction, target = (side.down, side.device) if side else (None, None)
                else:
                    direction, target = by_device[source].up, far
                arrival = direction.arrival(packet, now) if direction and packet[0] >> 4 == 4 else None
                if arrival is not None:
                    sequence += 1
                    heapq.heappush(under_way, (arrival, sequence, direction, target, packet))
        now = time.monotonic()
        while under_way and under_way[0][0] <= now:
            _, _, direction, target, packet = heapq.heappop(under_way)
            if not direction.settings["on"]:
                direction.counts["lost"] += 1
                continue
            try:
                os.write(target, packet)
                direction.counts["packets"] += 1
                direction.counts["bytes"] += len(packet)
            except OSError:
                direction.counts["lost"] += 1


def obey(command, by_name, sides):
    side = by_name.get(command.get("side"))
    if side:
        side.up.change(command.get("up", {}))
        side.down.change(command.get("down", {}))
    tell({side.name: {"up": side.up.counts, "down": side.down.counts} for side in sides})


def tell(answer):
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

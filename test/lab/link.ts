import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** One way of a link. */
export interface DirectionSettings {
  /** ms */
  readonly delayMs?: number;
  /** Part of the packets that is lost at random, 0…1. */
  readonly loss?: number;
  /** kbit/s; 0: no limit. */
  readonly kbit?: number;
  /** So much may wait in front of a limited rate, ms; what comes on top is dropped. */
  readonly queueMs?: number;
  readonly on?: boolean;
  /** False: UDP does not get through, as where a workplace's firewall lets only TCP out. */
  readonly udp?: boolean;
}

export interface LinkSettings {
  /** Towards the gateway. */
  readonly up?: DirectionSettings;
  readonly down?: DirectionSettings;
}

/** Of one direction, since the start. */
export interface DirectionCounts {
  readonly packets: number;
  readonly bytes: number;
  readonly lost: number;
  readonly overflowed: number;
}

export type LinkCounts<Side extends string> = Readonly<Record<Side, { up: DirectionCounts; down: DirectionCounts }>>;

/** Labs that a machine can have at a time, each with a block of addresses and a device of its own. */
const blocks = 64;
const deviceOf = (block: number): string => `visit-lab${block}`;

/**
 * The emulated network: near sides, each with a link of its own to the far side, which is where this process is.
 *
 * All addresses are of the range for measuring networks (RFC 2544, C.2.2).
 */
export class Link<Side extends string> {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  readonly #sides: readonly Side[];
  readonly #namespaces: Readonly<Record<Side, string>>;
  readonly #addresses: Map<Side, string>;
  readonly #block: number;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(
    child: ChildProcess,
    answers: AsyncIterator<string>,
    sides: readonly Side[],
    namespaces: Readonly<Record<Side, string>>,
    block: number,
  ) {
    this.#child = child;
    this.#answers = answers;
    this.#sides = sides;
    this.#namespaces = namespaces;
    this.#block = block;
    this.#addresses = new Map(sides.map((side) => [side, `${this.#prefix(side)}.2`]));
  }

  /** Makes the near sides in namespaces without a name: they are gone with the last process in them. */
  static async start<Side extends string>(sides: readonly Side[]): Promise<Link<Side>> {
    const block = freeBlock();
    const near = sides.flatMap((side, index) => ['--near', `${side}=${prefixOf(block, index + 1)}`]);
    const far = ['--far', `${deviceOf(block)}=${prefixOf(block, 0)}.1`];
    const child = spawn('/usr/bin/python3', [join(import.meta.dirname, 'link.py'), ...far, ...near], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.once('error', () => {});
    const answers = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
    const first = await answers.next();
    if (first.done) throw new Error('the emulated link did not start; what it said is above');
    const { pid, namespaces } = JSON.parse(first.value) as { pid: number; namespaces: Record<Side, number> };
    const paths = Object.fromEntries(sides.map((side) => [side, `/proc/${pid}/fd/${namespaces[side]}`]));
    return new Link(child, answers, sides, paths as Record<Side, string>, block);
  }

  /** The near side's address, as it is now. */
  addressOf(side: Side): string {
    const address = this.#addresses.get(side);
    if (address === undefined) throw new Error(`no address of ${side}`);
    return address;
  }

  /** The far side's only address. */
  get farAddress(): string {
    return `${prefixOf(this.#block, 0)}.1`;
  }

  /** The device of the far side's end. */
  get farInterface(): string {
    return deviceOf(this.#block);
  }

  /** How to begin a command that is to run on a near side. */
  enter(side: Side): readonly string[] {
    return ['nsenter', `--net=${this.#namespaces[side]}`, '--'];
  }

  /** Changes what is named, from now on; what is not named stays. */
  async set(side: Side, settings: LinkSettings): Promise<LinkCounts<Side>> {
    return this.#ask({ side, ...settings });
  }

  /** Both directions of every link alike. */
  async setAll(settings: DirectionSettings): Promise<void> {
    for (const side of this.#sides) await this.set(side, { up: settings, down: settings });
  }

  /** A plain network of this round-trip time, ms, on every side. */
  reset(roundTripMs: number): Promise<void> {
    return this.setAll({ delayMs: roundTripMs / 2, loss: 0, kbit: 0, queueMs: 300, on: true, udp: true });
  }

  counts(): Promise<LinkCounts<Side>> {
    return this.#ask({});
  }

  /** The side gets another address and loses the one it had, as when a phone leaves the Wi-Fi. Returns the new one. */
  async swapAddress(side: Side): Promise<string> {
    const before = this.#addresses.get(side) ?? '';
    const host = Number(before.split('.').at(-1));
    const after = `${this.#prefix(side)}.${host === 2 ? 3 : 2}`;
    this.#addresses.set(side, after);
    const commands = `addr del ${before}/32 dev eth0\naddr add ${after}/32 dev eth0\nroute replace default dev eth0 src ${after}\n`;
    const [program = '', ...args] = [...this.enter(side), 'ip', '-batch', '-'];
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'inherit'] });
    child.stdin!.end(commands);
    const [code] = (await once(child, 'exit')) as [number];
    if (code !== 0) throw new Error(`the address of ${side} could not be swapped`);
    return after;
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.stdin!.end();
    const patience = new AbortController();
    void sleep(2_000, undefined, { signal: patience.signal }).then(
      () => this.#child.kill('SIGKILL'),
      () => {},
    );
    await ended;
    patience.abort();
  }

  #prefix(side: Side): string {
    return prefixOf(this.#block, this.#sides.indexOf(side) + 1);
  }

  #ask(command: object): Promise<LinkCounts<Side>> {
    const answer = this.#turn.then(async () => {
      this.#child.stdin!.write(`${JSON.stringify(command)}\n`);
      const { value, done } = await this.#answers.next();
      if (done) throw new Error('the emulated link has ended');
      return JSON.parse(value) as LinkCounts<Side>;
    });
    this.#turn = answer.catch(() => {});
    return answer;
  }
}

/** The first three numbers of an address: of the far side (0) or of a near side (1…3). */
const prefixOf = (block: number, index: number): string => `198.18.${block * 4 + index}`;

function freeBlock(): number {
  const taken = networkInterfaces();
  // Two that start at the same moment are not to find the same one.
  const first = randomInt(blocks);
  for (let index = 0; index < blocks; index++) {
    const block = (first + index) % blocks;
    if (!(deviceOf(block) in taken)) return block;
  }
  throw new Error('every block of addresses for emulated networks is taken');
}

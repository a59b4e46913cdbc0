import { existsSync } from 'node:fs';

/** Why this machine cannot have the emulated network, in words for the person who would run it; null where it can. */
export function whyNoLab(): string | null {
  if (process.platform !== 'linux') return 'the emulated network is made of Linux network namespaces';
  if (process.getuid?.() !== 0) return 'network namespaces are made as root';
  if (!existsSync('/dev/net/tun'))
    return 'there is no /dev/net/tun; in a container: --device /dev/net/tun --cap-add NET_ADMIN,SYS_ADMIN';
  return null;
}

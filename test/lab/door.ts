import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type ListenOptions, type Socket, connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const loopback = '127.0.0.1';

/** Makes a server of one side appear at the same address, loopback, of another side: no link is between. */
export interface Door {
  close(): Promise<void>;
}

/**
 * `out`: a server of this side appears on the side that `enter` leads to; `in`: a server of that side appears here, whether
 * it runs already or not.
 */
export type DoorWay = 'out' | 'in';

interface DoorPlan {
  readonly way: DoorWay;
  readonly port: number;
  /** A socket of the file system is seen from every network namespace: it is the way through. */
  readonly path: string;
}

/** Opens a door to the side that `enter` leads to; `path` becomes a socket while it is open. */
export async function openDoor(plan: DoorPlan, enter: readonly string[]): Promise<Door> {
  const { way, port, path } = plan;
  const [program = '', ...args] = [...enter, process.execPath, fileURLToPath(import.meta.url), JSON.stringify(plan)];
  const closeHere = way === 'out' ? await pass({ path }, { port, host: loopback }) : null;
  const there: ChildProcess = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  await Promise.race([
    once(there.stdout!, 'data'),
    once(there, 'exit').then(() => Promise.reject(new Error('a door of the lab did not open'))),
  ]);
  const close = closeHere ?? (await pass({ port, host: loopback }, { path }));
  return {
    async close() {
      const ended = there.exitCode === null ? once(there, 'exit') : null;
      there.stdin!.end();
      close();
      await ended;
    },
  };
}

type Place = { readonly path: string } | { readonly port: number; readonly host: string };

/** Passes every connection on; returns what ends that. */
async function pass(from: ListenOptions & Place, to: Place): Promise<() => void> {
  const server = createServer((socket) => join(socket, connect(to)));
  server.listen(from);
  await once(server, 'listening');
  return () => server.close();
}

function join(a: Socket, b: Socket): void {
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    from.setNoDelay?.(true);
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
}

/** The other end, on the other side. Ends with stdin. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { way, port, path } = JSON.parse(process.argv[2] ?? '') as DoorPlan;
  const tcp = { port, host: loopback };
  await (way === 'out' ? pass(tcp, { path }) : pass({ path }, tcp));
  process.stdout.write('open\n');
  process.stdin.on('end', () => process.exit()).resume();
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Server, type Socket, connect, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const loopback = '127.0.0.1';

/** Makes a server of this side appear at the same address, loopback, of another side: no link is between. */
export interface Door {
  close(): Promise<void>;
}

/** A socket of the file system is seen from every network namespace: it is the way through. */
export async function openDoor(port: number, path: string, enter: readonly string[]): Promise<Door> {
  const inner = await listen(
    createServer((socket) => join(socket, connect(port, loopback))),
    { path },
  );
  const [program = '', ...args] = [...enter, process.execPath, fileURLToPath(import.meta.url), path, String(port)];
  const outer: ChildProcess = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  await Promise.race([
    once(outer.stdout!, 'data'),
    once(outer, 'exit').then(() => Promise.reject(new Error('a door of the lab did not open'))),
  ]);
  return {
    async close() {
      const ended = outer.exitCode === null ? once(outer, 'exit') : null;
      outer.stdin!.end();
      inner.close();
      await ended;
    },
  };
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

async function listen(server: Server, where: { path: string } | { port: number; host: string }): Promise<Server> {
  server.listen(where);
  await once(server, 'listening');
  return server;
}

/** The other end, on the near side. Ends with stdin. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [path = '', port = ''] = process.argv.slice(2);
  await listen(
    createServer((socket) => join(socket, connect(path))),
    { port: Number(port), host: loopback },
  );
  process.stdout.write('open\n');
  process.stdin.on('end', () => process.exit()).resume();
}

import { createServer } from 'node:net';

/** Whether the port is free on loopback right now. */
export async function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return (await listenOnce(port, host)) !== null;
}

/** `preferred` where it is free, else any free port. */
export async function freePort(preferred = 0, host = '127.0.0.1'): Promise<number> {
  const port = (await listenOnce(preferred, host)) ?? (await listenOnce(0, host));
  if (port === null) throw new Error(`no free port on ${host}`);
  return port;
}

function listenOnce(port: number, host: string): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : null));
    });
  });
}

import { esbuildPlugin } from '@web/dev-server-esbuild';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { resolve } from 'node:path';
import { JanusWorldServer } from './janus-world-server.ts';

const worlds = new JanusWorldServer();

export default {
  rootDir: resolve(import.meta.dirname, '../..'),
  files: ['test/contract/*.contract.ts'],
  nodeResolve: true,
  concurrency: 1,
  testsFinishTimeout: 240_000,
  testFramework: { config: { timeout: 60_000 } },
  browsers: [
    playwrightLauncher({
      product: 'chromium',
      launchOptions: {
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: [
          ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--autoplay-policy=no-user-gesture-required',
          '--disable-features=WebRtcHideLocalIpsWithMdns',
        ],
      },
    }),
  ],
  plugins: [
    esbuildPlugin({ ts: true, target: 'es2023' }),
    {
      name: 'gateway-world',
      executeCommand: ({ command, payload }) =>
        command === 'gateway-world' ? worlds.handle(payload).then((result) => result ?? true) : undefined,
      serverStop: () => worlds.stop(),
    },
  ],
};

import { esbuildPlugin } from '@web/dev-server-esbuild';
import { playwrightLauncher } from '@web/test-runner-playwright';
import { findChromium, quietFlags } from './test/support/chromium.ts';

const args = [
  ...quietFlags,
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  // Sound plays; the test of a browser that refuses it refuses by itself.
  '--autoplay-policy=no-user-gesture-required',
];

export default {
  files: ['src/components/**/*.test.ts', 'src/context/**/*.test.ts', 'test/components/browser/*.test.ts'],
  // Development builds of Lit warn of updates within updates: such a warning fails the test. See harness.ts.
  nodeResolve: { exportConditions: ['development', 'browser'] },
  concurrency: 1,
  plugins: [esbuildPlugin({ ts: true, target: 'es2023', tsconfig: 'tsconfig.json' })],
  browsers: [playwrightLauncher({ product: 'chromium', launchOptions: { executablePath: findChromium(), args } })],
  testFramework: { config: { timeout: 5000 } },
  testRunnerHtml: (testFramework) => `<!doctype html>
    <html lang="en">
      <head>
        <title>Element tests</title>
        <script>
          // Before any module runs: what a page writes to its console is a fault, and counted from the start.
          globalThis.consoleMessages = [];
          for (const level of ['log', 'info', 'warn', 'error', 'debug']) {
            const write = console[level].bind(console);
            console[level] = (...parts) => {
              globalThis.consoleMessages.push(level + ': ' + parts.join(' '));
              write(...parts);
            };
          }
          // The page's day begins at noon in Stockholm or near it, so that "today" is today whenever the tests are run.
          const RealDate = Date;
          const ahead = new Date().setUTCHours(11, 0, 0, 0) - RealDate.now();
          globalThis.Date = class extends RealDate {
            constructor(...parts) {
              parts.length ? super(...parts) : super(RealDate.now() + ahead);
            }
            static now() {
              return RealDate.now() + ahead;
            }
          };
          // This one is only the hint that it is the development build.
          globalThis.litIssuedWarnings = new Set(['dev-mode']);
        </script>
      </head>
      <body><script type="module" src="${testFramework}"></script></body>
    </html>`,
};

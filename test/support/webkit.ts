import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../demo/stack/free-port.ts';
import { findProgram } from './programs.ts';

/** Where Debian and its kin keep the browser that comes with the library, one folder for each kind of processor. */
const browserOfLibrary = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map(
  (machine) => `/usr/lib/${machine}/webkit2gtk-4.1/MiniBrowser`,
);

const findBrowser = (): string | null => browserOfLibrary.find((file) => existsSync(file)) ?? null;

/** Whether this machine has WebKitGTK and what drives it: `node demo/stack/install.mjs --webkit` brings it where it can. */
export const hasWebKit = (): boolean => Boolean(findProgram('WebKitWebDriver') && findProgram('Xvfb') && findBrowser());

/** What a session of WebDriver is asked for: the small browser that comes with the library, without its bars. */
export const webKitCapabilities = (): object => ({
  'webkitgtk:browserOptions': { binary: findBrowser(), args: ['--automation', '--full-screen'] },
});

/** Of which the pointer is in the middle, px. */
export const webKitScreen = { width: 1400, height: 1000 } as const;

export interface WebKit {
  /** Of the driver, which speaks W3C WebDriver. */
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts the driver, with a screen of its own, in a home of its own. */
export async function startWebKit(): Promise<WebKit> {
  const home = await mkdtemp(join(tmpdir(), 'webkit-'));
  const screen = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${webKitScreen.width}x${webKitScreen.height}x24`, '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const driver: { process: ChildProcess | null } = { process: null };
  const stop = async (): Promise<void> => {
    for (const process of [driver.process, screen]) {
      if (process?.exitCode !== null || process.signalCode !== null || !process.kill()) continue;
      await once(process, 'exit');
    }
    await rm(home, { recursive: true, force: true });
  };
  try {
    const port = await freePort();
    driver.process = spawn('WebKitWebDriver', ['--host=127.0.0.1', `--port=${port}`], {
      stdio: 'ignore',
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        XDG_RUNTIME_DIR: home,
        DISPLAY: `:${await displayOf(screen)}`,
        TZ: 'Europe/Stockholm',
        // Neither the settings nor the bus of whoever runs the test.
        GSETTINGS_BACKEND: 'memory',
        DBUS_SESSION_BUS_ADDRESS: 'disabled:',
        // It needs rights that a container does not give; the pages are our own.
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      },
    });
    const address = `http://127.0.0.1:${port}`;
    await untilAnswers(address);
    return { address, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The number that the X server has taken, which it writes when it is ready. */
async function displayOf(screen: ChildProcess): Promise<string> {
  const [said] = (await Promise.race([
    once(screen.stdio[3]!, 'data'),
    once(screen, 'exit').then(() => Promise.reject(new Error('Xvfb ended at once'))),
  ])) as [Buffer];
  return said.toString().trim();
}

async function untilAnswers(address: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await fetch(`${address}/status`);
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await sleep(50);
    }
  }
}

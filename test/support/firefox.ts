import puppeteer, { type Browser } from 'puppeteer-core';
import { findProgram } from './programs.ts';

const firefoxOrNull = (): string | null => process.env['FIREFOX'] || findProgram('firefox-esr', 'firefox');

/** Whether this machine has Firefox: `node demo/stack/install.mjs --firefox` brings it where it can. */
export const hasFirefox = (): boolean => firefoxOrNull() !== null;

/** The machine's Firefox: what `FIREFOX` names, else the first on PATH. Throws with what to do where there is none. */
export function findFirefox(): string {
  const found = firefoxOrNull();
  if (!found)
    throw new Error(
      'There is no Firefox. Run `node demo/stack/install.mjs --firefox`, or set FIREFOX to one of yours.',
    );
  return found;
}

export interface FirefoxOptions {
  /** Default: the machine's own. */
  readonly program?: string;
  /** Where it listens for WebDriver BiDi; default: a free port. */
  readonly debuggingPort?: number;
}

/** A browser whose camera gives a picture that changes and whose microphone gives a tone, and that asks nobody for them. */
export function launchFirefox({ program = findFirefox(), debuggingPort }: FirefoxOptions = {}): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: program,
    headless: true,
    ...(debuggingPort === undefined ? {} : { debuggingPort }),
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    extraPrefsFirefox: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.autoplay.default': 0,
      // The gateway and the page are on one machine.
      'media.peerconnection.ice.loopback': true,
      'media.peerconnection.ice.obfuscate_host_addresses': false,
      'network.proxy.type': 0,
    },
  });
}

import puppeteer, { type Browser } from 'puppeteer-core';
import { findProgram } from './programs.ts';

/** The machine's Firefox: what `FIREFOX` names, else the first on PATH; null where there is none. */
export const findFirefox = (): string | null => process.env['FIREFOX'] || findProgram('firefox-esr', 'firefox');

export interface FirefoxOptions {
  /** Default: the machine's own. */
  readonly program?: string;
  /** Where it listens for WebDriver BiDi; default: a free port. */
  readonly debuggingPort?: number;
}

/** A browser whose camera gives a picture that changes and whose microphone gives a tone, and that asks nobody for them. */
export function launchFirefox({ program, debuggingPort }: FirefoxOptions = {}): Promise<Browser> {
  const executablePath = program ?? findFirefox();
  if (!executablePath)
    throw new Error(
      'There is no Firefox. Run `node demo/stack/install.mjs --firefox`, or set FIREFOX to one of yours.',
    );
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
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

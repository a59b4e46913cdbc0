import { findProgram } from './programs.ts';

/** The machine's Chromium: what `CHROMIUM` names, else the first on PATH. Throws with what to do where there is none. */
export function findChromium(): string {
  const found = process.env['CHROMIUM'] || findProgram('chromium', 'chromium-browser', 'google-chrome');
  if (!found)
    throw new Error(
      'There is no Chromium. Run `node demo/stack/install.mjs --browser`, or set CHROMIUM to one of yours.',
    );
  return found;
}

/** For a browser that stays on this machine, also as root in a container without a graphics card. */
export const quietFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-proxy-server',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

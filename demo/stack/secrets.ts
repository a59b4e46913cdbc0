import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { GatewaySecrets } from './janus-config.ts';
import { makeGatewaySecrets } from './janus.ts';

/** All that must be kept secret in one installation. No browser ever sees any of it. */
export interface StackSecrets {
  /** What the host (portal, journal system) shows the visit service. */
  readonly apiKey: string;
  /** Signs the service's own tokens. */
  readonly tokenSecret: string;
  readonly gateway: GatewaySecrets;
}

export const makeSecrets = (): StackSecrets => ({
  apiKey: randomBytes(24).toString('base64url'),
  tokenSecret: randomBytes(32).toString('base64url'),
  gateway: makeGatewaySecrets(),
});

/** Reads the secrets, or makes them once; only the owner may read the file. */
export async function loadSecrets(file: string): Promise<StackSecrets> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as StackSecrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secrets = makeSecrets();
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, file);
  return secrets;
}

import { createHmac, randomBytes } from 'node:crypto';
import type { GatewayCredentials } from '../../../src/contract/index.ts';
import type { ServiceConfig } from '../config.ts';

type IceServer = GatewayCredentials['iceServers'][number];

/**
 * A name and a password that a TURN server takes until `expiry` (Unix time, s), and that it checks with nothing but the
 * secret: coturn's `use-auth-secret` (https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00, 2.2).
 *
 * The server writes names into its log, so `id` says nothing of the person.
 */
export function signTurnCredential(
  secret: string,
  expiry: number,
  id: string,
): { username: string; credential: string } {
  const username = `${expiry}:${id}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}

/**
 * The servers that a page may use to find a path, at `now` (ms): those that are the same for all, and TURN servers with
 * a name and password of this page's own. Each call makes new ones.
 */
export function iceServersAt(
  config: ServiceConfig,
  now: number,
  lifeSeconds: number = config.turnCredentialSeconds,
): IceServer[] {
  const expiry = Math.floor(now / 1000) + lifeSeconds;
  return [
    ...config.iceServers,
    ...config.turnServers.map(({ urls, secret }) => ({
      urls: [...urls],
      ...signTurnCredential(secret, expiry, randomBytes(12).toString('base64url')),
    })),
  ];
}

import { createHmac, timingSafeEqual } from 'node:crypto';

const videoRoom = 'janus.plugin.videoroom';
const echoTest = 'janus.plugin.echotest';
/** Begins what stands in place of a member in tokens that were given out outside a visit. */
const selfTester = 'self-test~';

/** What a signed gateway token says. */
export interface GatewayToken {
  /** Unix time, s. */
  readonly expiry: number;
  readonly realm: string;
  readonly descriptors: readonly string[];
  /** The member that it was made for, from our own `sub=`. */
  readonly memberId: string | null;
}

/** Signs as Janus's auth.c does: `expiry,realm,descriptor…:base64(HMAC-SHA1)`. Descriptors that Janus does not know are signed too. */
export function signGatewayToken(
  secret: string,
  expiry: number,
  realm: string,
  descriptors: readonly string[],
): string {
  const data = [expiry, realm, ...descriptors].join(',');
  return `${data}:${signatureOf(secret, data)}`;
}

/** Lets its bearer use the VideoRoom plugin; checked by the gateway with every request. */
export const signApiToken = (secret: string, expiry: number, memberId: string): string =>
  signGatewayToken(secret, expiry, 'janus', [videoRoom, `sub=${memberId}`]);

/** Lets its bearer use the EchoTest plugin, and no room of any visit. */
export const signSelfTestToken = (secret: string, expiry: number, id: string): string =>
  signGatewayToken(secret, expiry, 'janus', [echoTest, `sub=${selfTester}${id}`]);

/** The id that a token was made with by `signSelfTestToken`; null for any other. */
export const selfTestIdOf = ({ memberId }: GatewayToken): string | null =>
  memberId?.startsWith(selfTester) ? memberId.slice(selfTester.length) : null;

/** Lets its bearer join one room; checked by the gateway at the join. */
export const signRoomToken = (secret: string, expiry: number, room: string, memberId: string): string =>
  signGatewayToken(secret, expiry, videoRoom, [`room=${room}`, `sub=${memberId}`]);

/** Reads a token whose signature holds, expired or not; null for any other. */
export function readGatewayToken(secret: string, token: string): GatewayToken | null {
  const at = token.lastIndexOf(':');
  if (at < 0) return null;
  const data = token.slice(0, at);
  const given = Buffer.from(token.slice(at + 1));
  const right = Buffer.from(signatureOf(secret, data));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const [expiry, realm, ...descriptors] = data.split(',');
  if (expiry === undefined || realm === undefined) return null;
  const memberId = descriptors.find((descriptor) => descriptor.startsWith('sub='))?.slice('sub='.length) ?? null;
  return { expiry: Number(expiry), realm, descriptors, memberId };
}

const signatureOf = (secret: string, data: string): string => createHmac('sha1', secret).update(data).digest('base64');

import { SignJWT, errors, jwtVerify } from 'jose';
import type { Clock } from '../../../src/core/clock.ts';
import type { Actor } from './actor.ts';
import { ServiceProblem } from '../errors/service-problem.ts';

/** Who a token speaks for, and until when. */
export interface Bearer {
  readonly actor: Exclude<Actor, { kind: 'host' }>;
  readonly expiresAt: Date;
}

export interface TokenAuthority {
  /** `gateway`: WebSocket address that the person will most likely need, for the page to read; it proves nothing. */
  mint(
    actor: Bearer['actor'],
    ttlSeconds: number,
    hint?: { readonly gateway: string | null },
  ): Promise<{ token: string; expiresAt: Date }>;
  /** Throws `token-expired`, or `token-invalid` for all else that is wrong with it. */
  verify(token: string): Promise<Bearer>;
}

const issuer = 'video-visit';
const algorithm = 'HS256';

/** Signs and checks the tokens of people (RFC 7519, HS256). The expiry is looked at only when the signature holds. */
export function createTokenAuthority(secret: string, clock: Clock): TokenAuthority {
  const key = new TextEncoder().encode(secret);
  return {
    async mint(actor, ttlSeconds, { gateway } = { gateway: null }) {
      const issuedAt = Math.floor(clock.now() / 1000);
      const expiresAt = issuedAt + ttlSeconds;
      const token = await new SignJWT({ ...actor, ...(gateway === null ? {} : { gateway }) })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(issuer)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(key);
      return { token, expiresAt: new Date(expiresAt * 1000) };
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: [algorithm],
          issuer,
          audience: issuer,
          requiredClaims: ['exp'],
          currentDate: new Date(clock.now()),
        });
        return { actor: readActor(payload), expiresAt: new Date((payload.exp ?? 0) * 1000) };
      } catch (error) {
        if (error instanceof errors.JWTExpired) throw new ServiceProblem('token-expired', 'the token has expired');
        throw new ServiceProblem('token-invalid', 'the token is not one of ours', { cause: error });
      }
    },
  };
}

function readActor(claims: Record<string, unknown>): Bearer['actor'] {
  const { kind, visitId, participantId, role, handover, subject, name, units, assignment } = claims;
  const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
  if (kind === 'participant' && isText(visitId) && isText(participantId)) {
    if (role === 'patient' || role === 'interpreter' || role === 'companion') {
      const person = { kind, visitId, participantId, role } as const;
      return handover === 'signed-in' || handover === 'handover-only' ? { ...person, handover } : person;
    }
  }
  if (isText(subject) && isText(name) && Array.isArray(units) && units.length > 0 && units.every(isText)) {
    // N16: a clinician without care assignment opens nothing.
    if (kind === 'clinician' && isText(assignment)) return { kind, subject, name, units, assignment };
    if (kind === 'unit-staff') return { kind, subject, name, units };
  }
  throw new Error('the claims are not ours');
}

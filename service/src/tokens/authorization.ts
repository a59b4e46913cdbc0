import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { ServiceProblem } from '../errors/service-problem.ts';
import type { Actor } from './actor.ts';
import type { Bearer, TokenAuthority } from './visit-token.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null where the route asks nobody, or before it is known. */
    actor: Actor | null;
    /** Set where a person's token was shown. */
    bearer: Bearer | null;
  }
}

/** What of a request says who sends it. */
interface Asking {
  readonly headers: IncomingHttpHeaders;
  actor: Actor | null;
  bearer: Bearer | null;
}

/** Hooks for `onRequest`, so that nobody learns anything of a request's form without a right to send it. */
export interface Authorization {
  readonly host: (request: Asking) => Promise<void>;
  readonly person: (request: Asking) => Promise<void>;
  readonly hostOrPerson: (request: Asking) => Promise<void>;
  /** A token is looked at where one is shown; without one nobody has been made out. */
  readonly anyone: (request: Asking) => Promise<void>;
}

export function createAuthorization(
  app: FastifyInstance,
  options: { hostApiKey: string; tokens: TokenAuthority },
): Authorization {
  const { hostApiKey, tokens } = options;
  app.decorateRequest('actor', null);
  app.decorateRequest('bearer', null);

  async function person(request: Asking): Promise<void> {
    request.bearer = await tokens.verify(demandCredential(request));
    request.actor = request.bearer.actor;
  }
  async function hostOrPerson(request: Asking): Promise<void> {
    if (isSame(demandCredential(request), hostApiKey)) request.actor = { kind: 'host' };
    else await person(request);
  }
  return {
    person,
    hostOrPerson,
    async anyone(request) {
      if (request.headers.authorization !== undefined) await person(request);
    },
    async host(request) {
      await hostOrPerson(request);
      if (request.actor?.kind !== 'host') throw new ServiceProblem('forbidden', 'only the host may do this');
    },
  };
}

/** What the request shows in `Authorization: Bearer` (RFC 6750, 2.1). */
function demandCredential(request: Asking): string {
  const header = request.headers.authorization;
  if (header === undefined || header.trim() === '')
    throw new ServiceProblem('token-missing', 'Authorization: Bearer is missing');
  const [, credential] = /^Bearer +([^\s]+) *$/i.exec(header) ?? [];
  if (credential === undefined) throw new ServiceProblem('token-invalid', 'Authorization is not a bearer token');
  return credential;
}

/** Takes the same time wherever the two differ. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** The actor of a route that demands one. */
export function actorOf(request: Pick<Asking, 'actor'>): Actor {
  if (!request.actor) throw new ServiceProblem('token-missing', 'nobody has been made out');
  return request.actor;
}

/** The bearer of a route that demands a person's token. */
export function bearerOf(request: Pick<Asking, 'bearer'>): Bearer {
  if (!request.bearer) throw new ServiceProblem('token-missing', 'no token was shown');
  return request.bearer;
}

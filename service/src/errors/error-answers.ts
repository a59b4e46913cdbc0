import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Actor } from '../tokens/actor.ts';
import { describeError } from './describe-error.ts';
import { ServiceProblem } from './service-problem.ts';

/** Makes every answer that is not 2xx a `ServiceError`, also for what Fastify itself turns down. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = toProblem(error);
    if (problem.code === 'internal')
      request.log.error({ reqId: request.id, error: describeError(error) }, 'request failed');
    return answerProblem(reply, problem, request.actor);
  });
  app.setNotFoundHandler((_request, reply) =>
    answerProblem(reply, new ServiceProblem('not-found', 'no such address'), null),
  );
}

/**
 * Answers with the problem's status and body; a 401 says which scheme would do (RFC 9110, 11.6.1), a 429 when to come back
 * (10.2.3).
 */
export function answerProblem(reply: FastifyReply, problem: ServiceProblem, reader: Actor | null): FastifyReply {
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
  if (problem.retryAfterSeconds !== null) reply.header('retry-after', problem.retryAfterSeconds);
  return reply.code(problem.status).type('application/json; charset=utf-8').send(problem.toBody(reader));
}

/** What any error that reaches the HTTP edge is in the contract's words. */
export function toProblem(error: unknown): ServiceProblem {
  if (error instanceof ServiceProblem) return error;
  const { validation, validationContext, statusCode } = error as Partial<FastifyError>;
  if (validation)
    return new ServiceProblem('bad-request', describeValidation(validationContext ?? 'request', validation));
  if (statusCode === 429) return new ServiceProblem('too-many-requests', 'too many requests');
  if (statusCode === 404) return new ServiceProblem('not-found', 'no such address');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    const code = (error as FastifyError).code;
    return new ServiceProblem('bad-request', `the request cannot be read (${code ?? statusCode})`, {
      status: statusCode,
    });
  }
  return new ServiceProblem('internal', 'the service failed');
}

/** Names the places that do not fit, never the values: they may be names or free text. */
function describeValidation(
  part: string,
  failures: readonly { instancePath?: string; keyword?: string; message?: string }[],
): string {
  const first = failures[0];
  if (failures.length !== 1 || !first) return `${part} does not fit the contract`;
  return `${part}${first.instancePath ?? ''} ${first.message ?? 'does not fit the contract'}`;
}

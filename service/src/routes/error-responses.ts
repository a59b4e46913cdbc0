import { type ServiceErrorCode } from '../../../src/contract/index.ts';
import { ServiceErrorSchema } from '../../../src/contract/error-schema.ts';
import { statusOfCode } from '../errors/service-problem.ts';

/** The `response` part of a route's schema for the codes it may answer with besides what every route may. */
export function errorResponses(...codes: readonly ServiceErrorCode[]): Record<number, typeof ServiceErrorSchema> {
  const all: readonly ServiceErrorCode[] = ['internal', ...codes];
  return Object.fromEntries(all.map((code) => [statusOfCode[code], ServiceErrorSchema]));
}

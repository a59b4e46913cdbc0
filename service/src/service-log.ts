import type { FastifyBaseLogger } from 'fastify';

/** Where the service writes: ids, codes and counts; never a token, a name or free text. */
export type ServiceLog = Pick<FastifyBaseLogger, 'debug' | 'info' | 'warn' | 'error'>;

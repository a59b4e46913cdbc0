import type { FastifyInstance } from 'fastify';
import Type from 'typebox';

/** Whether the service answers. */
export function healthRoutes(app: FastifyInstance): void {
  app.get('/v1/health', {
    schema: {
      summary: 'Whether the service answers',
      tags: ['service'],
      security: [],
      response: { 200: Type.Object({ status: Type.Literal('ok') }) },
    },
    handler: () => ({ status: 'ok' as const }),
  });
}

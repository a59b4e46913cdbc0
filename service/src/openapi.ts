import type { FastifyInstance } from 'fastify';
import swagger from '@fastify/swagger';

/** Describes the routes that come after it in OpenAPI 3.1, at `/openapi.json`. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Visit service', version: '1', description: 'Video visits: booking, commands, events, credentials for the gateway.' },
      components: {
        securitySchemes: {
          host: { type: 'http', scheme: 'bearer', description: "The host's API key" },
          person: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: "A person's token" },
        },
      },
      security: [{ person: [] }],
    },
  });
  let document: unknown = null;
  app.get('/openapi.json', { schema: { hide: true } }, () => (document ??= withNamedSchemas(app.swagger())));
}

type Json = Record<string, unknown>;

/** Moves each schema that has an `$id` to `components.schemas` once, and refers to it elsewhere. */
export function withNamedSchemas(document: unknown): unknown {
  const named: Json = {};
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    const { $id, ...rest } = value as Json;
    const copy = Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, visit(part)]));
    if (typeof $id !== 'string') return copy;
    named[$id] = copy;
    return { $ref: `#/components/schemas/${$id}` };
  };
  const root = visit(document) as Json;
  const components = (root['components'] ?? {}) as Json;
  return { ...root, components: { ...components, schemas: { ...(components['schemas'] as Json | undefined), ...named } } };
}

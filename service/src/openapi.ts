import type { FastifyInstance, FastifySchema } from 'fastify';
import swagger from '@fastify/swagger';

/** Describes the routes that come after it in OpenAPI 3.1, at `/openapi.json`. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Visit service',
        version: '1',
        description: 'Video visits: booking, commands, events, credentials for the gateway.',
      },
      components: {
        securitySchemes: {
          host: { type: 'http', scheme: 'bearer', description: "The host's API key" },
          person: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: "A person's token" },
        },
      },
      security: [{ person: [] }],
    },
    transform: ({ schema, url }) => ({ schema: withNameMarks(schema) as FastifySchema, url }),
  });
  let document: unknown = null;
  app.get('/openapi.json', { schema: { hide: true } }, () => (document ??= withNamedSchemas(app.swagger())));
}

type Json = Record<string, unknown>;

/** The plugin drops `$id` where a schema is used, so the name travels under another key. */
const nameMark = 'x-schema-name';

function withNameMarks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNameMarks);
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key === '$id' ? nameMark : key, withNameMarks(part)]),
  );
}

/** Moves each named schema to `components.schemas` once, and refers to it elsewhere. */
function withNamedSchemas(document: unknown): unknown {
  const named: Json = {};
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (!isPlain(value)) return value;
    const { [nameMark]: name, ...rest } = value;
    const copy = Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, visit(part)]));
    if (typeof name !== 'string') return copy;
    named[name] = copy;
    return { $ref: `#/components/schemas/${name}` };
  };
  const root = visit(document) as Json;
  return { ...root, components: { ...(root['components'] as Json), schemas: named } };
}

const isPlain = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

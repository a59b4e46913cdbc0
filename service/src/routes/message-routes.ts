import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import {
  MessageReceiptSchema,
  MessageSchema,
  type NewMessage,
  NewMessageSchema,
} from '../../../src/contract/message-schema.ts';
import { type Writer, readMessages, saveMessage } from '../store/messages.ts';
import { type Actor, nameOfActor } from '../tokens/actor.ts';
import { errorResponses } from './error-responses.ts';
import { RequestLimit } from './request-limit.ts';
import type { RouteContext } from './route-context.ts';

const windowMs = 10 * 60_000;
/** What one person may write within the window. */
const perPerson = 10;
/** What may come from one address without a token: a whole clinic may be behind it. */
const perAddress = 30;
/** Without a token altogether, wherever from. */
const withoutToken = 300;
const dayMs = 24 * 3600_000;

const PeriodQuery = Type.Object(
  {
    from: Type.Optional(Type.String({ format: 'date-time', description: 'Received at or after; default: a day ago' })),
    to: Type.Optional(Type.String({ format: 'date-time', description: 'Received before; default: no end' })),
  },
  { additionalProperties: false },
);

/** What people write in the help: a fault, an opinion, a question. */
export function messageRoutes(app: FastifyInstance, { authorization, clock, store }: RouteContext): void {
  const limit = new RequestLimit(clock, windowMs);

  app.post<{ Body: NewMessage }>('/v1/messages', {
    onRequest: authorization.anyone,
    schema: {
      summary: 'Write to those who run the video visits, with a token or without',
      tags: ['visits'],
      security: [{ person: [] }, {}],
      body: NewMessageSchema,
      response: { 201: MessageReceiptSchema, ...errorResponses('bad-request', 'token-invalid', 'too-many-requests') },
    },
    handler: async (request, reply) => {
      const { actor, body, ip } = request;
      if (actor) {
        limit.count(nameOfActor(actor), perPerson);
      } else {
        limit.count(`address:${ip}`, perAddress);
        limit.count('without token', withoutToken);
      }
      const receivedAt = new Date(clock.now());
      await saveMessage(store.database, body, writerOf(actor), receivedAt);
      return reply.code(201).send({ id: body.id, receivedAt: receivedAt.toISOString() });
    },
  });

  app.get<{ Querystring: { from?: string; to?: string } }>('/v1/messages', {
    onRequest: authorization.host,
    schema: {
      summary: 'Read what people have written',
      tags: ['host'],
      security: [{ host: [] }],
      querystring: PeriodQuery,
      response: { 200: Type.Array(MessageSchema), ...errorResponses('bad-request', 'token-invalid', 'forbidden') },
    },
    handler: ({ query: { from, to } }) =>
      readMessages(store.database, new Date(from ?? clock.now() - dayMs), to === undefined ? null : new Date(to)),
  });
}

function writerOf(actor: Actor | null): Writer {
  switch (actor?.kind) {
    case 'participant':
      return { visitId: actor.visitId, role: actor.role };
    case 'clinician':
    case 'unit-staff':
      return { visitId: null, role: actor.kind };
    default:
      return { visitId: null, role: null };
  }
}

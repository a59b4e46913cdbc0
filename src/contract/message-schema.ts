import { Type, type Static } from 'typebox';
import { MESSAGE_MAX_LENGTH } from './limits.ts';
import { RoleSchema } from './visit-schema.ts';

/** The three ways to write: something does not work, what one thinks, how to. */
export const MessageKindSchema = Type.Enum(['fault', 'opinion', 'question']);
export type MessageKind = Static<typeof MessageKindSchema>;

/** Where the writer was: a phase of the visit, or a page without one. */
export const SupportStepSchema = Type.Enum([
  'help-page',
  'self-test',
  'before',
  'opening',
  'checking',
  'waiting',
  'called-in',
  'on-stage',
  'over',
  'taken-over',
  'failed',
  'day-list',
]);
export type SupportStep = Static<typeof SupportStepSchema>;

/** `POST /v1/messages`, with a person's token or without any. */
export const NewMessageSchema = Type.Object(
  {
    id: Type.String({
      pattern: '^[0-9a-f-]{36}$',
      description: 'A UUID that the page chooses: the same message sent again is kept once',
    }),
    kind: MessageKindSchema,
    text: Type.String({ minLength: 1, maxLength: MESSAGE_MAX_LENGTH }),
    step: SupportStepSchema,
    problems: Type.Array(Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }), {
      maxItems: 12,
      description: 'Codes of what was wrong at the time',
    }),
    language: Type.String({ pattern: '^[a-z]{2,3}$', description: 'In which the writer read' }),
  },
  { $id: 'NewMessage', additionalProperties: false },
);
export type NewMessage = Static<typeof NewMessageSchema>;

/** What the writer gets back. */
export const MessageReceiptSchema = Type.Object(
  { id: Type.String(), receivedAt: Type.String({ format: 'date-time' }) },
  { $id: 'MessageReceipt' },
);
export type MessageReceipt = Static<typeof MessageReceiptSchema>;

/** A message as the host reads it. Nobody's name: `visitId` and `role` are those of the token, null where none was shown. */
export const MessageSchema = Type.Object(
  {
    ...NewMessageSchema.properties,
    receivedAt: Type.String({ format: 'date-time' }),
    visitId: Type.Union([Type.String(), Type.Null()]),
    role: Type.Union([RoleSchema, Type.Literal('unit-staff'), Type.Null()]),
  },
  { $id: 'Message' },
);
export type Message = Static<typeof MessageSchema>;

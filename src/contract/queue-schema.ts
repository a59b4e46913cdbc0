import { Type, type Static } from 'typebox';

/** The drop-in queue of a unit (N33): visits without a booked time or clinician. A unit has one, with the unit's id. */

const Instant = Type.String({ format: 'date-time', description: 'An instant in UTC, ISO 8601' });
const orNull = <T extends import('typebox').TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const place = {
  position: Type.Integer({
    minimum: 1,
    description: '1: the next. Counted by arrival; a page that is lost keeps its place',
  }),
  estimateMinutes: orNull(
    Type.Integer({ minimum: 1, description: 'To the call-in, about; null: too little is known to say' }),
  ),
};

/** Where one who waits stands. */
export const PlaceSchema = Type.Object({ visitId: Type.String(), ...place });
export type Place = Static<typeof PlaceSchema>;

/**
 * The queue as it stands: `GET /v1/units/:unit/queue`, and the stream (SSE `event: queue`), each time it has changed. One
 * message for the whole queue: when one leaves, everybody behind moves, and none of their visits has changed.
 */
export const QueueSchema = Type.Object(
  {
    queueId: Type.String({ description: "The unit's id" }),
    isOpen: Type.Boolean({ description: 'Takes new patients. Those who wait when it closes keep their place' }),
    closesAt: orNull(Instant),
    places: Type.Array(PlaceSchema, {
      description: 'Those who wait, in order; a participant sees their own place only',
    }),
  },
  { $id: 'Queue' },
);
export type QueueView = Static<typeof QueueSchema>;

/** `PUT /v1/units/:unit/queue`, by clinicians and staff of the unit, and the host. */
export const QueueRequestSchema = Type.Union(
  [
    Type.Object({ open: Type.Literal(false) }, { additionalProperties: false }),
    Type.Object(
      {
        open: Type.Literal(true),
        closesAt: Type.Optional({ ...Instant, description: 'Closes by itself; not given: stays open until closed' }),
      },
      { additionalProperties: false },
    ),
  ],
  { $id: 'QueueRequest' },
);
export type QueueRequest = Static<typeof QueueRequestSchema>;

/** What makes a visit a drop-in visit, as its view has it. `bookedStart` is then the time of entry. */
export const DropInSchema = Type.Object({
  queueId: Type.String(),
  place: orNull(
    Type.Object(
      { position: orNull(place.position), estimateMinutes: place.estimateMinutes, isOpen: Type.Boolean() },
      {
        description: '`position` null: not in the queue. Null as a whole in commands and events: the `queue` news tell',
      },
    ),
  ),
});
export type DropIn = Static<typeof DropInSchema>;

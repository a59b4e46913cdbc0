import type { GatewayCredentials } from '../../contract/index.ts';
import { VisitError, type VisitErrorCode } from '../errors.ts';
import type { PictureChoice } from './gateway.ts';

/** A frame of the Janus WebSocket API, as far as it is read here (https://janus.conf.meetecho.com/docs/rest.html). */
export interface JanusFrame {
  readonly janus: string;
  readonly transaction?: string;
  readonly session_id?: number;
  readonly sender?: number;
  readonly token?: string;
  readonly reason?: string;
  readonly error?: { readonly code: number; readonly reason: string };
  readonly plugindata?: { readonly plugin: string; readonly data: RoomData };
  readonly jsep?: Jsep;
  readonly data?: unknown;
}

export interface Jsep {
  readonly type: 'offer' | 'answer';
  readonly sdp: string;
}

/** A publisher of the room, as `joined` and `event` list it. */
export interface Publisher {
  readonly id: string;
  readonly dummy?: boolean;
}

/** One m-line of the subscriber's PeerConnection. */
export interface SubscribedStream {
  readonly mid: string;
  readonly type: 'audio' | 'video' | 'data';
  readonly feed_id?: string;
  readonly active: boolean;
}

/** `plugindata.data` of VideoRoom (https://janus.conf.meetecho.com/docs/videoroom.html). */
export interface RoomData {
  readonly videoroom?: string;
  readonly error_code?: number;
  readonly error?: string;
  readonly id?: string;
  readonly private_id?: number;
  readonly publishers?: readonly Publisher[];
  readonly streams?: readonly SubscribedStream[];
  /** With `substream`: that m-line is now relayed from that layer of simulcast. */
  readonly mid?: string;
  readonly substream?: number;
  /** An id, or `'ok'` to the one who left itself. */
  readonly unpublished?: string;
  readonly leaving?: string;
  readonly kicked?: string;
  readonly reason?: string;
  readonly room?: string;
}

/**
 * Maps the numeric codes of Janus's core (janus.h, 403–490) and of VideoRoom (421–437) to ours.
 * Both may be met after any request.
 */
export function fromJanusError(code: number, request: string): VisitError {
  const detail = `${request} ${code}`;
  const known: Readonly<Record<number, VisitErrorCode>> = {
    403: 'gateway-refused',
    405: 'gateway-refused',
    425: 'gateway-session-gone', // the handle is dead
    426: 'room-gone',
    432: 'room-full',
    433: 'gateway-refused',
    436: 'gateway-session-gone', // an earlier self still holds the place
    437: 'media-failed',
    458: 'gateway-session-gone',
    459: 'gateway-session-gone',
  };
  return new VisitError(known[code] ?? 'unknown', { detail, cause: new JanusRefusal(code) });
}

/** The gateway's own number, kept as the cause of our error. */
class JanusRefusal extends Error {
  readonly janusCode: number;

  constructor(janusCode: number) {
    super(`Janus ${janusCode}`);
    this.janusCode = janusCode;
  }
}

const refusedWith = (error: unknown, code: number): boolean =>
  error instanceof VisitError && error.cause instanceof JanusRefusal && error.cause.janusCode === code;

/** The publisher that was to be subscribed to is gone. */
export const isNoSuchFeed = (error: unknown): boolean => refusedWith(error, 428);
/** Someone already joined under this id: a former connection of our own. */
export const isMemberIdTaken = (error: unknown): boolean => refusedWith(error, 436);

export const joinAsPublisher = (credentials: GatewayCredentials): object => ({
  request: 'joinandconfigure',
  ptype: 'publisher',
  room: credentials.room,
  id: credentials.memberId,
  token: credentials.roomToken,
  bitrate: credentials.bitrate,
});

export const joinAsSubscriber = (
  credentials: GatewayCredentials,
  privateId: number,
  feeds: readonly string[],
): object => ({
  request: 'join',
  ptype: 'subscriber',
  room: credentials.room,
  token: credentials.roomToken,
  private_id: privateId,
  autoupdate: false,
  // Sound and picture of one member belong together, and are played in step.
  use_msid: true,
  streams: feeds.map((feed) => ({ feed })),
});

export const subscribeTo = (feeds: readonly string[]): object => ({
  request: 'subscribe',
  streams: feeds.map((feed) => ({ feed })),
});
export const unsubscribeFrom = (feeds: readonly string[]): object => ({
  request: 'unsubscribe',
  streams: feeds.map((feed) => ({ feed })),
});
/** The layers of simulcast count from 0, the lowest; Janus takes the highest that there is. */
export const choosePicture = (mid: string, choice: PictureChoice): object => ({
  request: 'configure',
  streams: [choice === 'none' ? { mid, send: false } : { mid, send: true, substream: choice === 'small' ? 0 : 2 }],
});
export const startReceiving = (): object => ({ request: 'start' });

/** What a room event says of who publishes: ids that came, ids that went. */
export function publisherChanges(data: RoomData): { came: string[]; went: string[] } {
  const went = [data.unpublished, data.leaving, data.kicked].filter(
    (id): id is string => typeof id === 'string' && id !== 'ok',
  );
  const came = (data.publishers ?? []).filter((p) => !p.dummy).map((p) => String(p.id));
  return { came, went };
}

/** Whether the event tells us that we ourselves are out: kicked, or the room destroyed. */
export function ownRemoval(data: RoomData): VisitError | null {
  if (data.videoroom === 'destroyed') return new VisitError('room-gone', { detail: 'destroyed' });
  if (data.leaving === 'ok' && data.reason === 'kicked') return new VisitError('removed-from-room');
  return null;
}

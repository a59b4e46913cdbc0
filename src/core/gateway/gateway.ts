import type { GatewayCredentials } from '../../contract/index.ts';
import type { VisitError } from '../errors.ts';
import type { ReadableStore } from '../store.ts';

/**
 * `connecting` → `ready` (in the room, own PeerConnection up, nothing sent yet) ⇄ `interrupted` (the signalling is
 * lost; media may still flow; it mends itself) → `closed` (by `close()`, or for good: `error` says why).
 */
export type LinkState = 'connecting' | 'ready' | 'interrupted' | 'closed';

/**
 * What is received from one member of the room. Tracks are there as soon as the PeerConnection is, sending or not; a
 * later snapshot may hold others.
 */
export interface RemoteMedia {
  /** `<participantId>~<incarnation>` */
  readonly memberId: string;
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

export interface LinkSnapshot {
  readonly state: LinkState;
  /** Other members of the room, warm or sending, in order of appearance. */
  readonly remotes: readonly RemoteMedia[];
  /** Why it is `interrupted` or `closed`; null otherwise, and after `close()`. */
  readonly error: VisitError | null;
}

export interface LocalTracks {
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
}

/** How much of the camera's picture is sent, and of the sound beside it. */
export interface PictureShape {
  /** False: nothing of it, for now. */
  readonly active: boolean;
  /** bit/s; null: as much as the room allows. */
  readonly maxBitrate: number | null;
  /** Each side of the picture is divided by this, ≥ 1. */
  readonly shrink: number;
  /** The encoder is to give up sharpness and nothing else: else it makes the picture smaller by itself. */
  readonly keepsSize: boolean;
  /** A small copy is sent beside it, for those who have no room for the large one; null: none. */
  readonly small: { readonly shrink: number } | null;
  /** The sound takes no more than this, bit/s; null: as the browser likes. */
  readonly soundBitrate: number | null;
}

/**
 * As the camera gives it, and no copy: until `shape()` says otherwise. At the start a browser thinks little of the way out,
 * and would take seconds to enlarge what it has made small.
 */
export const WHOLE_PICTURE: PictureShape = {
  active: true,
  maxBitrate: null,
  shrink: 1,
  keepsSize: true,
  small: null,
  soundBitrate: null,
};

/** Which picture of another member is received: the small copy only comes where that member sends one. */
export type PictureChoice = 'large' | 'small' | 'none';

/** One connection's place in the visit's room. */
export interface GatewayLink {
  readonly store: ReadableStore<LinkSnapshot>;
  /**
   * Sends these tracks from now on; null sends nothing. Costs no message to the gateway, and may be called before
   * `ready`: the tracks then start with it. The tracks stay the caller's: the link never stops them.
   */
  send(tracks: LocalTracks): Promise<void>;
  /** From now on, also after joining anew; costs no message to the gateway. */
  shape(shape: PictureShape): Promise<void>;
  /**
   * Asks the gateway for that picture of the member. To be repeated, once a second or so: not every try comes at a good
   * moment, and one who joins anew is received large.
   */
  choosePicture(memberId: string, choice: PictureChoice): void;
  /** The picture that is sent begins anew with a frame that needs no other: somebody waits for one. */
  renewPicture(): void;
  /** Plays sound no sooner than so long after it came, ms; 0: as the browser likes. Where the browser can. */
  holdSound(ms: number): void;
  /**
   * Tells all other members, on the path of the media. False when there is no way yet: nothing is kept for later. Who
   * subscribes afterwards never hears of it.
   */
  tell(message: string): boolean;
  /** Calls `listener` with what other members tell. */
  listen(listener: (memberId: string, message: string) => void, options: { signal: AbortSignal }): void;
  /** The network may have changed: looks at once whether all still works, and mends what does not. */
  check(): void;
  /** Both PeerConnections' `getStats`, publisher first; empty before they exist. */
  stats(): Promise<readonly RTCStatsReport[]>;
  /** Leaves the room and closes all it holds. Never rejects; safe to call twice. */
  close(): Promise<void>;
}

export type CredentialsSource = (purpose: 'join' | 'renew') => Promise<GatewayCredentials>;

/** The port to the gateway. Errors are `VisitError` with a `gateway-*`, `room-*`, `removed-from-room` or `media-failed` code. */
export interface Gateway {
  /** What keeps this page from any visit whatever it does, e.g. a browser without WebRTC; known without a connection. */
  readonly obstacle: VisitError | null;
  /**
   * Starts to take the place; returns at once, the link's store tells how it goes.
   *
   * `credentials` is called with `join` each time the room is entered, and with `renew` before the token expires.
   * Nothing is sent before `send()`. `hint`: an address that the credentials will most likely name, so that the socket
   * may open while they are fetched. `group`: more than two people are expected; only then a small copy can be sent.
   */
  connect(options: { credentials: CredentialsSource; hint?: string | null; group?: boolean }): GatewayLink;
}

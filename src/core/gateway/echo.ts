import type { SelfTestCredentials } from '../../contract/index.ts';
import type { VisitError } from '../errors.ts';
import type { LinkSample } from '../quality/link-sample.ts';

/** A picture on its way to the gateway and back. */
export interface EchoLink {
  /** Resolves with why it broke off; never after `close()`. */
  readonly lost: Promise<VisitError>;
  /** What has gone there and come back so far. */
  sample(): Promise<LinkSample>;
  /** Closes all that it holds. Never rejects; safe to call twice. */
  close(): Promise<void>;
}

/** The port to a gateway that sends back what it gets. Errors are `VisitError` with a `gateway-*` code or `media-failed`. */
export interface EchoGateway {
  /**
   * Resolves when there is a path: `picture` is then on its way, at no more than `maxBitrate` (bit/s), and stays the
   * caller's. Rejects with `media-failed` where none is found within 10 s; when `signal` aborts, with its reason.
   */
  openEcho(options: {
    credentials: SelfTestCredentials;
    picture: MediaStreamTrack;
    maxBitrate: number;
    signal: AbortSignal;
  }): Promise<EchoLink>;
}

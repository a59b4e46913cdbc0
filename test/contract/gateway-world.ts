import type { CredentialsSource, Gateway } from '../../src/core/gateway/gateway.ts';

/** What can go wrong with a gateway. Each works on the fake and on the real one. */
export interface GatewayFaults {
  /** From now on every answer comes before the acknowledgement of its request. */
  answerBeforeAck(): Promise<void>;
  /** The answer to the next request of this name never comes. */
  swallowAnswerTo(request: string): Promise<void>;
  /** What the member joins with is refused from now on (VideoRoom 433). */
  revoke(member: string): Promise<void>;
  /** Throws the member out of the room. */
  kick(member: string): Promise<void>;
  /** The room is gone (426; who is in it hears `destroyed`); the next credentials are for a new one. */
  destroyRoom(): Promise<void>;
  /** The gateway has forgotten all sessions (458), as after a restart, with the room still there. */
  forgetSessions(): Promise<void>;
  /** All sockets break off. */
  cutSockets(): Promise<void>;
  /** Nothing passes through the sockets that are open now, and nobody is told; new ones work. */
  freezeSockets(): Promise<void>;
  /** The frozen sockets close at last. */
  closeFrozenSockets(): Promise<void>;
}

export interface MemberCredentials {
  readonly source: CredentialsSource;
  /** How often each was asked for. */
  readonly asked: { join: number; renew: number };
}

/** A room and its gateway for one test. */
export interface GatewayWorld {
  readonly gateway: Gateway;
  readonly faults: GatewayFaults;
  /** `tokenSeconds`: life of the API token, s. */
  credentials(member: string, options?: { tokenSeconds?: number }): MemberCredentials;
  close(): Promise<void>;
}

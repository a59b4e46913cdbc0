import type { Jsep } from './janus-messages.ts';

/**
 * The part of janus.js that is used, as it really behaves. The package's own types are inaccurate in places and declare
 * globals, so they stay behind `janus-gateway.ts`.
 */
export interface LibraryConstructor {
  new (options: {
    server: string;
    iceServers: readonly RTCIceServer[];
    token: string;
    destroyOnUnload: false;
    keepAlivePeriod: number;
    success: () => void;
    error: (reason: string) => void;
    destroyed: () => void;
  }): LibrarySession;
  readonly sessions: Map<number, unknown>;
  init(options: { debug: false; dependencies: unknown; callback: () => void }): void;
  useDefaultDependencies(dependencies: unknown): unknown;
}

export interface LibrarySession {
  getSessionId(): number | null;
  isConnected(): boolean;
  reconnect(callbacks: { success: () => void; error: (reason: string) => void }): void;
  attach(callbacks: {
    plugin: string;
    opaqueId: string;
    success: (handle: LibraryHandle) => void;
    error: (reason: string) => void;
    connectionState: (state: RTCPeerConnectionState) => void;
    ondataopen: () => void;
    ondata: (data: unknown, label: string) => void;
  }): void;
  destroy(callbacks: { notifyDestroyed: false; cleanupHandles: true; success: () => void; error: () => void }): void;
}

/** One item of `tracks` in `createOffer` and `createAnswer`. */
export type LibraryTrack =
  | { type: 'audio'; capture: MediaStreamTrack; recv: false }
  | {
      type: 'video';
      capture: MediaStreamTrack;
      recv: boolean;
      /** Else the library ends the track with the connection. */
      dontStop?: true;
      simulcast?: boolean;
      sendEncodings?: RTCRtpEncodingParameters[];
    }
  | { type: 'data' };

export interface LibraryHandle {
  readonly id: number;
  /** Mutable: every later frame of the handle carries it. */
  token: string;
  readonly webrtcStuff: {
    readonly pc: RTCPeerConnection | null;
    /** By label; the library's own is `JanusDataChannel`. */
    readonly dataChannel: Readonly<Record<string, RTCDataChannel | undefined>>;
  };
  send(request: { message: object; jsep?: Jsep; success?: () => void; error?: (reason: string) => void }): void;
  createOffer(options: {
    tracks: LibraryTrack[];
    iceRestart?: boolean;
    /** Changes what it is given, before it is set. */
    customizeSdp?: (jsep: { sdp: string }) => void;
    success: (jsep: Jsep) => void;
    error: (error: unknown) => void;
  }): void;
  createAnswer(options: {
    jsep: Jsep;
    tracks: LibraryTrack[];
    customizeSdp?: (jsep: { sdp: string }) => void;
    success: (jsep: Jsep) => void;
    error: (error: unknown) => void;
  }): void;
  handleRemoteJsep(options: { jsep: Jsep; success: () => void; error: (error: unknown) => void }): void;
  /** Closes the PeerConnection and tells Janus. */
  detach(callbacks: { success?: () => void; error?: () => void }): void;
}

import { systemClock, type Clock } from '../clock.ts';
import { VisitError } from '../errors.ts';
import { silentLogger, type Logger } from '../logger.ts';
import { defaultReconnectPolicy, type ReconnectPolicy } from '../reconnect-policy.ts';
import type { EchoGateway, EchoLink } from './echo.ts';
import type { CredentialsSource, Gateway, GatewayLink } from './gateway.ts';
import { GatewaySocket } from './gateway-socket.ts';
import { JanusLink } from './janus-link.ts';
import type { LibraryConstructor } from './janus-library.ts';

export interface JanusGatewayOptions {
  readonly clock?: Clock;
  readonly policy?: ReconnectPolicy;
  readonly logger?: Logger;
}

/** The gateway port over janus.js, which is loaded when the first connection is made. */
export class JanusGateway implements Gateway, EchoGateway {
  readonly obstacle = withoutWebRtc();
  readonly #options: Required<JanusGatewayOptions>;

  constructor(options: JanusGatewayOptions = {}) {
    this.#options = {
      clock: options.clock ?? systemClock,
      policy: options.policy ?? defaultReconnectPolicy,
      logger: options.logger ?? silentLogger,
    };
  }

  /** Somebody may need that gateway at once: its connection and the library are fetched meanwhile. */
  prepare(address: string): void {
    if (this.obstacle) return;
    GatewaySocket.openEarly(address, this.#options.clock);
    // Whoever needs it meets the same and tells.
    loadLibrary().catch(() => {});
  }

  connect({
    credentials,
    hint = null,
    group = false,
  }: {
    credentials: CredentialsSource;
    hint?: string | null;
    group?: boolean;
  }): GatewayLink {
    if (hint !== null) GatewaySocket.openEarly(hint, this.#options.clock);
    return new JanusLink({ ...this.#options, credentials, group, library: loadLibrary });
  }

  async openEcho(options: Parameters<EchoGateway['openEcho']>[0]): Promise<EchoLink> {
    const [library, { JanusEcho }] = await Promise.all([loadLibrary(), import('./janus-echo.ts')]);
    return JanusEcho.open({ ...options, library, clock: this.#options.clock });
  }
}

const withoutWebRtc = (): VisitError | null =>
  typeof RTCPeerConnection === 'undefined' ? new VisitError('unsupported-browser', { detail: 'no WebRTC' }) : null;

let loading: Promise<LibraryConstructor> | null = null;

/** janus.js has one set of dependencies for the whole page, so it is set up once. */
function loadLibrary(): Promise<LibraryConstructor> {
  loading ??= setUp().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function setUp(): Promise<LibraryConstructor> {
  const obstacle = withoutWebRtc();
  if (obstacle) throw obstacle;
  const module = await import('janus-gateway').catch((cause: unknown) => {
    throw new VisitError('gateway-unreachable', { cause, detail: 'library not loaded' });
  });
  const library = module.default as unknown as LibraryConstructor;
  await new Promise<void>((resolve) =>
    library.init({
      debug: false,
      dependencies: library.useDefaultDependencies({
        WebSocket: GatewaySocket,
        adapter: { browserDetails: browserDetails() },
        // Without this the library listens for an extension of 2014.
        extension: { isInstalled: () => true, init: () => {}, getScreen: () => {} },
      }),
      callback: resolve,
    }),
  );
  return library;
}

/** All that janus.js reads of webrtc-adapter: it has paths of its own for Firefox and for old Safari. */
function browserDetails(): { browser: string; version: number } {
  const agent = navigator.userAgent;
  const version = (pattern: RegExp): number => Number(pattern.exec(agent)?.[1] ?? 0);
  if (/Firefox\//.test(agent)) return { browser: 'firefox', version: version(/Firefox\/(\d+)/) };
  if (/Chrom(e|ium)\//.test(agent)) return { browser: 'chrome', version: version(/Chrom(?:e|ium)\/(\d+)/) };
  return { browser: 'safari', version: version(/AppleWebKit\/(\d+)/) };
}

import type { SelfTestCredentials } from '../../contract/index.ts';
import type { Clock } from '../clock.ts';
import { VisitError } from '../errors.ts';
import { readSample, type LinkSample } from '../quality/link-sample.ts';
import type { EchoLink } from './echo.ts';
import type { LibraryConstructor } from './janus-library.ts';
import { JanusSession, type JanusHandle } from './janus-session.ts';

/** The path is found within this, or none is, ms. */
const PATH_LIMIT_MS = 10_000;

export interface JanusEchoOptions {
  readonly library: LibraryConstructor;
  readonly clock: Clock;
  readonly credentials: SelfTestCredentials;
  readonly picture: MediaStreamTrack;
  readonly maxBitrate: number;
  readonly signal: AbortSignal;
}

/** An {@link EchoLink} over Janus's EchoTest (https://janus.conf.meetecho.com/docs/echotest.html). */
export class JanusEcho implements EchoLink {
  readonly #clock: Clock;
  readonly #lost = Promise.withResolvers<VisitError>();
  readonly #up = Promise.withResolvers<void>();
  #session: JanusSession | null = null;
  #handle: JanusHandle | null = null;

  static async open(options: JanusEchoOptions): Promise<JanusEcho> {
    const echo = new JanusEcho(options.clock);
    const { signal } = options;
    const aborted = new Promise<never>((_, reject) => {
      const refuse = (): void => reject(signal.reason as Error);
      if (signal.aborted) refuse();
      signal.addEventListener('abort', refuse, { once: true });
    });
    try {
      await Promise.race([echo.#open(options), aborted]);
      return echo;
    } catch (error) {
      void echo.close();
      throw signal.aborted ? signal.reason : error;
    }
  }

  private constructor(clock: Clock) {
    this.#clock = clock;
    // Nobody may be waiting for it any more.
    this.#up.promise.catch(() => {});
  }

  get lost(): Promise<VisitError> {
    return this.#lost.promise;
  }

  async sample(): Promise<LinkSample> {
    const report = await this.#handle?.pc?.getStats();
    return readSample(report ? [report] : [], this.#clock.elapsed());
  }

  async close(): Promise<void> {
    await this.#session?.close();
  }

  async #open({ library, clock, credentials, picture, maxBitrate, signal }: JanusEchoOptions): Promise<void> {
    const session = await JanusSession.open({
      library,
      clock,
      url: credentials.url,
      token: credentials.apiToken,
      iceServers: credentials.iceServers,
      onLost: () => this.#lose(new VisitError('gateway-unreachable', { detail: 'socket lost' })),
    });
    this.#session = session;
    if (signal.aborted) return session.close();
    const handle = await session.attach('janus.plugin.echotest', (news) => {
      if (news.type === 'up') this.#up.resolve();
      if (news.type === 'hangup') this.#lose(new VisitError('media-failed', { detail: `hangup ${news.reason}` }));
      if (news.type === 'connection' && news.state === 'failed')
        this.#lose(new VisitError('media-failed', { detail: 'connection failed' }));
    });
    this.#handle = handle;
    const offer = await handle.createOffer([{ type: 'video', capture: picture, recv: true, dontStop: true }]);
    await limitBitrate(handle.pc, maxBitrate);
    const answer = await handle.request({ audio: false, video: true, bitrate: maxBitrate }, offer);
    if (!answer.jsep) throw new VisitError('media-failed', { detail: 'no answer' });
    await handle.accept(answer.jsep);
    await this.#path();
  }

  async #path(): Promise<void> {
    const found = new AbortController();
    const limit = this.#clock.sleep(PATH_LIMIT_MS, found.signal).then(
      () => {
        throw new VisitError('media-failed', { detail: 'no path' });
      },
      () => {},
    );
    try {
      await Promise.race([this.#up.promise, limit]);
    } finally {
      found.abort();
    }
  }

  #lose(error: VisitError): void {
    this.#up.reject(error);
    this.#lost.resolve(error);
  }
}

async function limitBitrate(pc: RTCPeerConnection | null, maxBitrate: number): Promise<void> {
  const sender = pc?.getSenders().find(({ track }) => track?.kind === 'video');
  if (!sender) return;
  const parameters = sender.getParameters();
  for (const encoding of parameters.encodings) encoding.maxBitrate = maxBitrate;
  await sender.setParameters(parameters);
}

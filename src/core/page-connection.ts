import { systemClock } from './clock.ts';
import { thisDeviceKind } from './device-kind.ts';
import { JanusGateway } from './gateway/janus-gateway.ts';
import { silentLogger, type Logger } from './logger.ts';
import { LocalMedia } from './media/local-media.ts';
import { browserMedia } from './media/media-environment.ts';
import { defaultReconnectPolicy } from './reconnect-policy.ts';
import { HttpVisitService } from './service/http-visit-service.ts';
import { NewsFeed } from './service/news-feed.ts';
import { streamCacheOf } from './service/stream-cache.ts';
import { uniqueId } from './unique-id.ts';
import { gatewayIn } from './service/token-hint.ts';

/** What a host gives a root element. */
export interface PageConnectionOptions {
  /** Address of the visit service. */
  readonly service: string;
  readonly token: string;
  /** Asked for a new token when the old one has expired. */
  readonly renewToken?: (() => Promise<string>) | undefined;
  readonly logger?: Logger | undefined;
}

/** What hears of the page's comings and goings. */
interface PageFollower {
  announceClosing(): void;
  announceReturn(): void;
}

/**
 * The real parts behind one root element in one page. Throws `VisitError('bad-attribute')` when `service` is no address.
 */
export function connectPage(options: PageConnectionOptions) {
  const clock = systemClock;
  const policy = defaultReconnectPolicy;
  const logger = options.logger ?? silentLogger;
  const service = new HttpVisitService({
    service: options.service,
    token: options.token,
    renewToken: options.renewToken,
    streamCache: streamCacheOf(navigator.userAgent),
    clock,
  });
  const feed = new NewsFeed({ service, clock, policy, logger });
  const gateway = new JanusGateway({ clock, policy, logger });
  const likelyGateway = comesBack() ? gatewayIn(options.token) : null;
  if (likelyGateway !== null) gateway.prepare(likelyGateway);
  const life = new AbortController();
  return {
    parts: {
      service,
      feed,
      clock,
      policy,
      logger,
      gateway,
      media: new LocalMedia(browserMedia(), clock, logger),
      deviceKind: thisDeviceKind(),
      makeStream: (tracks: MediaStreamTrack[]) => new MediaStream(tracks),
      makeId: uniqueId,
      isVisible: () => document.visibilityState === 'visible',
    },
    /** Opens the stream of news, and tells `follower` when the page goes away or is back. */
    open(follower: PageFollower): void {
      followPage(follower, life.signal);
      feed.start();
    },
    async close(): Promise<void> {
      life.abort();
      await feed.close();
    },
  };
}

export type PageConnection = ReturnType<typeof connectPage>;

/** So soon after its start a page still opens, ms. */
const OPENS_FOR_MS = 10_000;

/** The page has just been loaded anew: most likely somebody was in a visit, and wants to be there again. */
function comesBack(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return performance.now() < OPENS_FOR_MS && (entry?.type === 'reload' || entry?.type === 'back_forward');
}

/** Away: for good, or into the back-forward cache. Back: from there, or from a lost network. */
function followPage(follower: PageFollower, signal: AbortSignal): void {
  addEventListener('pagehide', () => follower.announceClosing(), { signal });
  addEventListener('pageshow', (event) => event.persisted && follower.announceReturn(), { signal });
  addEventListener('online', () => follower.announceReturn(), { signal });
  // From one network to another without ever being offline (Network Information, where the browser has it).
  const { connection } = navigator as { connection?: EventTarget };
  connection?.addEventListener('change', () => follower.announceReturn(), { signal });
}

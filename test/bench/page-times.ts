import type { BrowserContext, Page } from '@playwright/test';

/** When things happened in a page, on the machine's wall clock (`performance.timeOrigin` + `performance.now()`), ms. */
interface PageTimes {
  /** Trusted clicks. */
  readonly clicks: number[];
  /** Frames of others that reached the screen in a `<video>` that can be seen. */
  readonly frames: number[];
  /** Times at which sound of others was played that had come since the time before. Looked at every 10 ms, once asked for. */
  readonly sounds: number[];
  /** States that the page's peer connections came to. */
  readonly states: { readonly at: number; readonly connection: number; readonly state: string }[];
  /** What the page says, see `recordWords`. */
  readonly words: { readonly at: number; readonly text: string }[];
  listen(): void;
  next(kind: 'frames' | 'sounds', after: number): Promise<number>;
}

declare global {
  interface Window {
    readonly videoVisitTimes: PageTimes;
  }
}

/**
 * Makes every page of the context keep when frames of others are shown, when sound of others is played, and when it was
 * clicked. Comes after `recordPages`, whose records it reads.
 */
export async function recordTimes(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const now = (): number => performance.timeOrigin + performance.now();
    const waiting: { kind: 'frames' | 'sounds'; after: number; resolve: (at: number) => void }[] = [];
    const note = (kind: 'frames' | 'sounds', at: number): void => {
      times[kind].push(at);
      for (const waiter of waiting.filter((one) => one.kind === kind && at > one.after)) {
        waiting.splice(waiting.indexOf(waiter), 1);
        waiter.resolve(at);
      }
    };
    let listening = false;
    const times: PageTimes = {
      clicks: [],
      frames: [],
      sounds: [],
      states: [],
      words: [],
      listen() {
        if (listening) return;
        listening = true;
        const heard = new WeakMap<RTCRtpReceiver, number>();
        setInterval(() => {
          for (const connection of window.videoVisitRecords.connections) {
            for (const receiver of connection.getReceivers()) {
              if (receiver.track.kind !== 'audio') continue;
              const last = Math.max(0, ...receiver.getSynchronizationSources().map(({ timestamp }) => timestamp));
              if (last <= (heard.get(receiver) ?? 0)) continue;
              heard.set(receiver, last);
              note('sounds', now());
            }
          }
        }, 10);
      },
      next(kind, after) {
        const known = times[kind].find((at) => at > after);
        if (known !== undefined) return Promise.resolve(known);
        return new Promise((resolve) => waiting.push({ kind, after, resolve }));
      },
    };
    Object.defineProperty(window, 'videoVisitTimes', { value: times });

    window.addEventListener('click', (event) => times.clicks.push(performance.timeOrigin + event.timeStamp), {
      capture: true,
    });

    // Every `<video>` is met when it gets its stream, also those in shadow roots.
    const watched = new WeakSet<HTMLVideoElement>();
    const trackOfOthers = (stream: MediaProvider | null): MediaStreamTrack | null => {
      const track = stream instanceof MediaStream ? stream.getVideoTracks()[0] : undefined;
      return track && !window.videoVisitRecords.tracks.includes(track) ? track : null;
    };
    // The last frame of a stream that has stopped is shown again when the stream is put somewhere else.
    const lastOf = new WeakMap<MediaStreamTrack, number>();
    const watch = (video: HTMLVideoElement): void => {
      if (watched.has(video)) return;
      watched.add(video);
      const frame: VideoFrameRequestCallback = (_time, { rtpTimestamp }) => {
        video.requestVideoFrameCallback(frame);
        const track = trackOfOthers(video.srcObject);
        if (!track || rtpTimestamp === undefined || lastOf.get(track) === rtpTimestamp) return;
        lastOf.set(track, rtpTimestamp);
        if (video.checkVisibility({ opacityProperty: true, visibilityProperty: true })) note('frames', now());
      };
      video.requestVideoFrameCallback(frame);
    };
    const stream = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject')!;
    Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
      ...stream,
      set(this: HTMLMediaElement, value: MediaProvider | null) {
        stream.set!.call(this, value);
        if (this instanceof HTMLVideoElement && value) watch(this);
      },
    });

    const Connection = window.RTCPeerConnection;
    let count = 0;
    window.RTCPeerConnection = class extends Connection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        const connection = count++;
        const state = (what: string) => (): void => {
          times.states.push({
            at: now(),
            connection,
            state: `${what} ${this.iceConnectionState}/${this.connectionState}`,
          });
        };
        this.addEventListener('iceconnectionstatechange', state('ice'));
        this.addEventListener('connectionstatechange', state('dtls'));
        this.addEventListener('signalingstatechange', () => {
          times.states.push({ at: now(), connection, state: `signaling ${this.signalingState}` });
        });
      }
    };
  });
}

/** The last click in the page, ms. */
export async function lastClick(page: Page): Promise<number> {
  const at = await page.evaluate(() => window.videoVisitTimes.clicks.at(-1));
  if (at === undefined) throw new Error('the page was not clicked');
  return at;
}

/** When the page first showed (or played) something of others after `after`, ms. Rejects when that takes longer than `limitMs`. */
export async function firstOf(page: Page, kind: 'frames' | 'sounds', after: number, limitMs = 30_000): Promise<number> {
  const found = page.evaluate(
    ([kind, after]) => {
      if (kind === 'sounds') window.videoVisitTimes.listen();
      return window.videoVisitTimes.next(kind, after);
    },
    [kind, after] as const,
  );
  return within(found, limitMs, kind === 'frames' ? 'no picture was shown' : 'no sound was played');
}

/** From now on the page notes when it plays sound of others. */
export const listenTo = (page: Page): Promise<void> => page.evaluate(() => window.videoVisitTimes.listen());

/** Times of all frames (or sounds) after `after`, ms. */
export const allOf = (page: Page, kind: 'frames' | 'sounds', after: number): Promise<number[]> =>
  page.evaluate(([kind, after]) => window.videoVisitTimes[kind].filter((at) => at > after), [kind, after] as const);

/** The machine's wall clock as pages see it, ms. */
export const wallClock = (): number => performance.timeOrigin + performance.now();

/** Rejects with `what` when `promise` takes longer than `limitMs`. */
export async function within<T>(promise: Promise<T>, limitMs: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  promise.catch(() => {});
  try {
    return await Promise.race([
      promise,
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`${what} within ${limitMs / 1000} s`)), limitMs);
      }),
    ]);
  } finally {
    clearTimeout(timer);
  }
}

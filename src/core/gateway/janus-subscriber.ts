import type { GatewayCredentials } from '../../contract/index.ts';
import { VisitError } from '../errors.ts';
import type { PictureChoice, RemoteMedia } from './gateway.ts';
import {
  choosePicture,
  isNoSuchFeed,
  joinAsSubscriber,
  startReceiving,
  subscribeTo,
  unsubscribeFrom,
  type SubscribedStream,
} from './janus-messages.ts';
import { letGatewayBegin } from './janus-sdp.ts';
import type { HandleNews, JanusHandle, JanusSession, RoomAnswer } from './janus-session.ts';

/** A choice that Janus does not follow is not told oftener: there may be no small picture. */
const CHOICE_TRIES = 4;

export interface SubscriberListener {
  remotes(remotes: readonly RemoteMedia[]): void;
  message(memberId: string, text: string): void;
  lost(error: VisitError): void;
}

/** What we receive: one PeerConnection for all other members, made when the first of them appears. */
export class JanusSubscriber {
  readonly #credentials: GatewayCredentials;
  readonly #listener: SubscriberListener;
  /** Attached at once, so that the first subscription need not wait for it. */
  readonly #attached: Promise<JanusHandle>;
  /** Wanted feeds in order of appearance. */
  readonly #wanted = new Set<string>();
  /** Feeds asked for on the handle. */
  readonly #asked = new Set<string>();
  /** Other than the large picture, by member. */
  readonly #choices = new Map<string, PictureChoice>();
  /** What Janus was told of each stream, and how often. */
  readonly #chosen = new Map<string, { choice: PictureChoice; times: number }>();
  /** Which layer of each stream Janus relays, by mid; what never changed is not known. */
  readonly #layers = new Map<string, number>();
  /** Once it has joined. */
  #handle: JanusHandle | null = null;
  #privateId = 0;
  #streams: readonly SubscribedStream[] = [];
  #work: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(options: { session: JanusSession; credentials: GatewayCredentials; listener: SubscriberListener }) {
    this.#credentials = options.credentials;
    this.#listener = options.listener;
    this.#attached = options.session.attach('janus.plugin.videoroom', (news) => this.#hear(news));
    this.#attached.catch(() => {}); // told when it is needed
  }

  /** From now on it may subscribe: the private id is the room's proof that we are one of its members. */
  begin(privateId: number): void {
    this.#privateId = privateId;
  }

  get pc(): RTCPeerConnection | null {
    return this.#handle?.pc ?? null;
  }

  /** Notes who came and went; the subscription follows, one change at a time. */
  change(changes: { came: readonly string[]; went: readonly string[] }): void {
    for (const id of changes.came) this.#wanted.add(id);
    for (const id of changes.went) {
      this.#wanted.delete(id);
      this.#choices.delete(id);
    }
    this.#work = this.#work
      .then(() => this.#follow())
      .catch((error: unknown) => this.#lost(VisitError.from(error, 'media-failed')));
  }

  /** To be said again and again: Janus changes at a whole picture, and the sender may have just sent one. */
  choosePicture(memberId: string, choice: PictureChoice): void {
    this.#choices.set(memberId, choice);
    // Asked in vain: a picture too large or too small is no reason to leave.
    this.#work = this.#work.then(() => this.#tellChoices()).catch(() => {});
  }

  holdSound(ms: number): void {
    for (const receiver of this.pc?.getReceivers() ?? []) {
      // https://www.w3.org/TR/webrtc-extensions/#dom-rtcrtpreceiver-jitterbuffertarget
      if (receiver.track.kind === 'audio' && 'jitterBufferTarget' in receiver) receiver.jitterBufferTarget = ms || null;
    }
  }

  /** A new path for what we receive; Janus asks the senders for a picture to begin with. */
  restartIce(): Promise<void> {
    const restarted = this.#work.then(async () => {
      if (this.#handle) await this.#apply(await this.#handle.request({ request: 'configure', restart: true }));
    });
    this.#work = restarted.catch(() => {});
    return restarted;
  }

  close(): void {
    this.#closed = true;
  }

  async #follow(): Promise<void> {
    if (this.#closed) return;
    const missing = [...this.#wanted].filter((id) => !this.#asked.has(id));
    const surplus = [...this.#asked].filter((id) => !this.#wanted.has(id));
    if (missing.length > 0) await this.#subscribe(missing);
    if (surplus.length > 0) {
      for (const id of surplus) this.#asked.delete(id);
      await this.#apply(await this.#handle!.request(unsubscribeFrom(surplus)));
    }
  }

  async #tellChoices(): Promise<void> {
    for (const { mid, type, feed_id: memberId, active } of this.#streams) {
      if (this.#closed || type !== 'video' || !active) continue;
      const choice = this.#choices.get(memberId ?? '') ?? 'large';
      // Janus gives the m-line of one who left to the next who comes.
      const stream = `${memberId} ${mid}`;
      const told = this.#chosen.get(stream) ?? { choice: 'large', times: CHOICE_TRIES };
      const times = told.choice === choice ? told.times : 0;
      if (times > 0 && (times >= CHOICE_TRIES || choice === 'none' || isShown(choice, this.#layers.get(mid)))) continue;
      this.#chosen.set(stream, { choice, times: times + 1 });
      await this.#handle?.request(choosePicture(mid, choice));
    }
  }

  async #subscribe(missing: readonly string[]): Promise<void> {
    try {
      await this.#ask(missing);
    } catch (error) {
      if (this.#closed) return;
      if (!isNoSuchFeed(error)) throw error;
      // One of them went between the news and our request. Whoever publishes again is announced again.
      if (missing.length === 1) this.#wanted.delete(missing[0]!);
      else for (const id of missing) await this.#subscribe([id]);
    }
  }

  async #ask(feeds: readonly string[]): Promise<void> {
    if (this.#handle) {
      const answer = await this.#handle.request(subscribeTo(feeds));
      for (const id of feeds) this.#asked.add(id);
      return this.#apply(answer);
    }
    const handle = await this.#attached;
    const answer = await handle.request(joinAsSubscriber(this.#credentials, this.#privateId, feeds));
    this.#handle = handle;
    for (const id of feeds) this.#asked.add(id);
    await this.#apply(answer);
  }

  /** Takes in an offer where there is one; Janus merges several changes into one. */
  async #apply({ data, jsep }: RoomAnswer): Promise<void> {
    const handle = this.#handle;
    if (!handle || this.#closed) return;
    if (data.streams) this.#streams = data.streams;
    if (jsep) {
      const answer = await handle.createAnswer(letGatewayBegin(jsep), [{ type: 'data' }]);
      await handle.request(startReceiving(), answer);
    }
    if (!this.#closed) this.#listener.remotes(this.#remotes());
    await this.#tellChoices();
  }

  #hear(news: HandleNews): void {
    switch (news.type) {
      case 'event':
        if (news.data.mid !== undefined && news.data.substream !== undefined)
          this.#layers.set(news.data.mid, news.data.substream);
        if (news.jsep || news.data.streams) {
          const { data, jsep } = news;
          this.#work = this.#work
            .then(() => this.#apply({ data, jsep }))
            .catch((error: unknown) => this.#lost(VisitError.from(error, 'media-failed')));
        }
        return;
      case 'message':
        if (!this.#closed && this.#wanted.has(news.from)) this.#listener.message(news.from, news.text);
        return;
      case 'hangup':
        return this.#lost(new VisitError('media-failed', { detail: `hangup ${news.reason}` }));
      case 'connection':
        if (news.state === 'failed') this.#lost(new VisitError('media-failed', { detail: 'connection failed' }));
        return;
    }
  }

  #lost(error: VisitError): void {
    if (!this.#closed) this.#listener.lost(error);
  }

  #remotes(): RemoteMedia[] {
    const transceivers = this.pc?.getTransceivers() ?? [];
    const track = (stream: SubscribedStream): MediaStreamTrack | null =>
      transceivers.find((transceiver) => transceiver.mid === stream.mid)?.receiver.track ?? null;
    return [...this.#asked].map((memberId) => {
      const own = this.#streams.filter((stream) => stream.feed_id === memberId && stream.active);
      const of = (kind: 'audio' | 'video'): MediaStreamTrack | null => {
        const stream = own.find(({ type }) => type === kind);
        return stream ? track(stream) : null;
      };
      return { memberId, audio: of('audio'), video: of('video') };
    });
  }
}

const isShown = (choice: 'large' | 'small', layer: number | undefined): boolean =>
  choice === 'small' ? layer === 0 : layer !== 0;

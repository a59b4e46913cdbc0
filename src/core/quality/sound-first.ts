import type { Clock } from '../clock.ts';
import { WHOLE_PICTURE, type GatewayLink, type PictureChoice } from '../gateway/gateway.ts';
import type { Logger } from '../logger.ts';
import { VisitError } from '../errors.ts';
import { compareSamples } from './link-interval.ts';
import type { LinkSample } from './link-sample.ts';
import { downlinkLoad, QueueGauge, roomForPicture, uplinkLoad } from './load.ts';
import { fullBudget, LEAST, MOST, nextBudget, TRIED_WITH, type PictureBudget } from './picture-budget.ts';
import { choiceOf, LOSSY_STEP, nextStep, shapeOf } from './picture-shape.ts';
import { readState, writeState, type MemberState } from './room-message.ts';
import { nextDelay, noDelay, type SoundDelay } from './sound-delay.ts';
import { bitrateOf, nextUplink, openUplink, type Uplink } from './uplink.ts';

/** The state is told anew after this, for those who came later, ms. */
const TELL_EVERY_MS = 2_000;
/** Who tells nothing for so long may be cut off by what we send: no more than this then, ms and bit/s. */
const SILENT_AFTER_MS = 4_500;
const MOST_WHEN_SILENT = 150_000;
/** So long the browser needs to learn how wide the way out is, ms. */
const START_MS = 5_000;
/** A try that is not wished for anew within this was too much: the wish is on its way, in the queue, ms. */
const TRY_FOR_MS = 3_000;

/** What this page sends, apart from how much. */
export interface OwnSending {
  /** Own place in the room; null before it is known. */
  readonly memberId: string | null;
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
  /** The microphone is given back for a while, and the others are told. */
  readonly soundPaused: boolean;
}

/**
 * Sound before picture, in both directions.
 *
 * The browser estimates its own uplink; but the gateway relays to a subscriber without looking at what gets there. So
 * each page watches what it receives, and asks for less picture: with two people the sender, with more the gateway, for
 * the small copy that each then sends beside the large one. Both ways the picture gives way until the
 * sound has room, is paused when there is none, and is tried again.
 */
export class SoundFirst {
  readonly #options: SoundFirstOptions;
  readonly #life = new AbortController();
  readonly #queue = new QueueGauge();
  readonly #others = new Map<string, Told>();
  #remotes: readonly string[] = [];
  #own: OwnSending = { memberId: null, audio: null, video: null, soundPaused: false };
  #before: LinkSample | null = null;
  #down: PictureBudget;
  #up: Uplink;
  #step = 0;
  #shape = WHOLE_PICTURE;
  readonly #begunAt: number;
  #choice: PictureChoice = 'large';
  #delay: SoundDelay;
  #told: { text: string; at: number } | null = null;

  constructor(options: SoundFirstOptions) {
    this.#options = options;
    this.#begunAt = options.clock.elapsed();
    this.#down = fullBudget(options.clock.elapsed());
    this.#up = openUplink(options.clock.elapsed());
    this.#delay = noDelay(options.clock.elapsed());
    options.link.listen((memberId, message) => this.#hear(memberId, message), { signal: this.#life.signal });
  }

  /** The own picture is held back for now. */
  get paused(): boolean {
    return !this.#shape.active;
  }

  /** What that member last told of itself. */
  stateOf(memberId: string): MemberState | null {
    return this.#others.get(memberId)?.state ?? null;
  }

  update(own: OwnSending): void {
    this.#own = own;
    this.#tell();
  }

  /** Once a second. `remotes`: whom we receive. */
  read(sample: LinkSample, remotes: readonly string[]): void {
    const before = this.#before;
    this.#before = sample;
    this.#remotes = remotes;
    // Between two stays in the room there is nothing to judge.
    if (before && sample.paths.length > 0) {
      const queueMs = this.#queue.read(sample);
      const load = downlinkLoad(before, sample, queueMs);
      this.#down = nextBudget(this.#down, load, sample.at);
      const narrow = (roomForPicture(sample) ?? MOST) < LEAST;
      this.#up = nextUplink(this.#up, uplinkLoad(sample, queueMs), narrow, sample.at);
      this.#delay = nextDelay(this.#delay, compareSamples(before, sample).received.concealed, sample.at);
      this.#options.link.holdSound(this.#delay.ms);
    }
    this.#forget();
    this.#shapePicture(sample.at);
    this.#choosePictures();
    this.#tell();
  }

  close(): void {
    this.#life.abort();
  }

  #shapePicture(now: number): void {
    const { video } = this.#own;
    const bitrate = Math.min(bitrateOf(this.#up), ...[...this.#others.values()].map((other) => this.#wishOf(other)));
    // Not by the browser's estimate: it learns from what is sent, and would stay as small as the picture.
    this.#step = nextStep(this.#step, bitrate);
    if (this.#up.lossyAt !== null) this.#step = Math.max(this.#step, LOSSY_STEP);
    const shape = shapeOf(bitrate, this.#step, video?.getSettings().width ?? null, {
      withSmall: this.#isGroup && this.#options.sendsSmall,
      isStarting: now - this.#begunAt < START_MS,
      isSharp: video?.contentHint === 'detail',
    });
    const before = this.#shape;
    if (JSON.stringify(shape) === JSON.stringify(before)) return;
    const { link, logger, onChange } = this.#options;
    this.#shape = shape;
    logger.info('picture shaped', { ...shape, small: shape.small !== null });
    link.shape(shape).catch((error: unknown) => {
      // Whoever joins anew is given the shape then.
      logger.warn('picture not shaped', { code: VisitError.from(error, 'media-failed').code });
    });
    if (shape.active !== before.active) onChange();
  }

  get #isGroup(): boolean {
    return this.#remotes.length > 1;
  }

  #choosePictures(): void {
    this.#choice = this.#isGroup ? choiceOf(this.#choice, this.#down.bitrate / this.#remotes.length) : 'large';
    for (const memberId of this.#remotes)
      this.#options.link.choosePicture(memberId, this.#isAsked(memberId) ? 'large' : this.#choice);
  }

  /**
   * Whether that one itself is asked to send less. In a group one who has little room does not take it from all: the
   * gateway is asked for the small copy, where there is one. Who joined when two were expected sends none.
   */
  #isAsked(memberId: string): boolean {
    return !this.#isGroup || this.#others.get(memberId)?.state.sendsSmall === false;
  }

  #hear(memberId: string, message: string): void {
    const state = readState(message);
    if (!state) return;
    const before = this.#others.get(memberId)?.state;
    this.#others.set(memberId, { state, heardAt: this.#options.clock.elapsed() });
    if (before?.camera !== state.camera || before.microphone !== state.microphone) this.#options.onChange();
  }

  /** What that one wishes of our picture, bit/s. */
  #wishOf({ state, heardAt }: Told): number {
    const { memberId } = this.#own;
    const wish = memberId === null ? undefined : state.wishes[memberId];
    if (wish === undefined) return MOST;
    const age = this.#options.clock.elapsed() - heardAt;
    if (wish <= TRIED_WITH && age > TRY_FOR_MS) return 0;
    return age > SILENT_AFTER_MS ? Math.min(wish, MOST_WHEN_SILENT) : wish;
  }

  /** Who has left the room asks for nothing any more. */
  #forget(): void {
    for (const memberId of this.#others.keys()) if (!this.#remotes.includes(memberId)) this.#others.delete(memberId);
  }

  #tell(): void {
    const { audio, video, soundPaused } = this.#own;
    const asked = this.#remotes.filter((memberId) => this.#isAsked(memberId));
    const each = Math.round(this.#down.bitrate / Math.max(1, this.#remotes.length));
    const text = writeState({
      camera: !video ? 'off' : this.paused ? 'paused' : 'on',
      microphone: soundPaused ? 'paused' : audio?.enabled ? 'on' : 'off',
      sendsSmall: this.#options.sendsSmall,
      wishes: Object.fromEntries(asked.map((memberId) => [memberId, each])),
    });
    const now = this.#options.clock.elapsed();
    if (this.#told?.text === text && now - this.#told.at < TELL_EVERY_MS) return;
    if (this.#options.link.tell(text)) this.#told = { text, at: now };
  }
}

interface Told {
  readonly state: MemberState;
  readonly heardAt: number;
}

interface SoundFirstOptions {
  readonly link: GatewayLink;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The link can send a small copy beside the large picture. */
  readonly sendsSmall: boolean;
  /** What others send, or the own pause, has changed. */
  readonly onChange: () => void;
}

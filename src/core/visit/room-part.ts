import type { VisitView } from '../../contract/index.ts';
import type { Clock } from '../clock.ts';
import { VisitError } from '../errors.ts';
import type { CredentialsSource, Gateway, GatewayLink, LinkSnapshot, LocalTracks } from '../gateway/gateway.ts';
import type { Logger } from '../logger.ts';
import type { LinkSample } from '../quality/link-sample.ts';
import type { Quality, QualityContext } from '../quality/quality.ts';
import type { VisitQuality } from '../quality/visit-quality.ts';
import { memberIdOf, People } from './people.ts';
import { RoomWatch } from './room-watch.ts';
import type { Person, VisitSnapshot } from './visit-state.ts';

/** What a session wants of its room now. */
export interface RoomWish {
  /** Be in the room at all. */
  readonly wanted: boolean;
  readonly visit: VisitView | null;
  /** Someone looks at what comes in: count packets. */
  readonly watched: boolean;
  /** What to send; the same tracks again change nothing. */
  readonly tracks: LocalTracks;
  /** The microphone is given back for a while. */
  readonly soundPaused: boolean;
  /** A camera or microphone that should be sent fails. */
  readonly deviceTrouble: boolean;
}

export interface RoomPartOptions {
  readonly gateway: Gateway;
  readonly credentials: CredentialsSource;
  /** Where the gateway most likely is; null where nobody has said. */
  readonly gatewayHint: () => string | null;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Is told of the link, and of every sample. */
  readonly quality: VisitQuality;
  /** Whether the page can be seen: a hidden one need not decode pictures. */
  readonly isVisible: () => boolean;
  readonly makeStream: (tracks: MediaStreamTrack[]) => MediaStream;
  readonly onChange: () => void;
  /** Called once when the room has been watched and ready for `readyLimitMs`. */
  readonly onLongReady: () => void;
  readonly readyLimitMs: number;
}

export interface RoomSnapshot {
  readonly state: VisitSnapshot['gateway'];
  readonly problem: VisitError | null;
  readonly people: readonly Person[];
}

const EMPTY: LinkSnapshot = Object.freeze({ state: 'connecting', remotes: [], error: null });

/** A session's part in the room: takes and gives up the link as wished, and tells who is met there. */
export class RoomPart {
  readonly #options: RoomPartOptions;
  readonly #people: People;
  #link: GatewayLink | null = null;
  /** More than two people were expected when the link was made. */
  #isGroup = false;
  #linkLife = new AbortController();
  #watching: RoomWatch | null = null;
  #readyTimer: AbortController | null = null;
  #wish: RoomWish = {
    wanted: false,
    visit: null,
    watched: false,
    tracks: { audio: null, video: null },
    soundPaused: false,
    deviceTrouble: false,
  };
  #sent: LocalTracks = { audio: null, video: null };
  #peopleShown: readonly Person[] = [];
  #closing: Promise<void> = Promise.resolve();

  constructor(options: RoomPartOptions) {
    this.#options = options;
    this.#people = new People(options.makeStream);
  }

  keep(wish: RoomWish): void {
    this.#wish = wish;
    if (wish.wanted && !this.#link) this.#open();
    if (!wish.wanted && this.#link) this.#giveUp();
    this.#send();
    this.#watch();
  }

  snapshot(): RoomSnapshot {
    const { state, error, remotes } = this.#link?.store.get() ?? EMPTY;
    const { visit } = this.#wish;
    this.#peopleShown = visit ? keepSame(this.#peopleShown, this.#people.list(visit, remotes, this.#watching)) : [];
    return {
      state: this.#link ? gatewayState(state, remotes.length) : 'idle',
      // Said as soon as a visit is known, so that nobody grants a camera in vain.
      problem: error ?? (visit ? this.#options.gateway.obstacle : null),
      people: this.#peopleShown,
    };
  }

  /** Something comes from this member now. */
  receivesFrom(memberId: string): boolean {
    const remote = this.#link?.store.get().remotes.find((one) => one.memberId === memberId);
    return [remote?.audio, remote?.video].some((track) => track && this.#watching?.isActive(track));
  }

  /** The network may have changed. */
  check(): void {
    this.#link?.check();
  }

  /** A new link at once, where the old one has ended for good. */
  retry(): void {
    if (this.#link?.store.get().state !== 'closed') return;
    this.#giveUp();
    this.keep(this.#wish);
  }

  async close(): Promise<void> {
    this.#wish = { ...this.#wish, wanted: false };
    this.#giveUp();
    await this.#closing;
  }

  #open(): void {
    const { gateway, credentials, gatewayHint } = this.#options;
    this.#linkLife = new AbortController();
    this.#sent = { audio: null, video: null };
    this.#isGroup = (this.#wish.visit?.participants.length ?? 0) > 2;
    this.#link = gateway.connect({ credentials, hint: gatewayHint(), group: this.#isGroup });
    this.#link.store.subscribe(
      ({ remotes }) => {
        this.#watching?.follow(remotes);
        this.#watch();
        this.#options.onChange();
      },
      { signal: this.#linkLife.signal },
    );
  }

  #giveUp(): void {
    const link = this.#link;
    this.#link = null;
    this.#linkLife.abort();
    this.#lookAway();
    this.#people.forget();
    if (link) this.#closing = Promise.all([this.#closing, link.close()]).then(() => {});
  }

  #send(): void {
    const { tracks } = this.#wish;
    if (!this.#link || (tracks.audio === this.#sent.audio && tracks.video === this.#sent.video)) return;
    this.#sent = { ...tracks };
    this.#link.send(this.#sent).catch((error: unknown) => {
      // The link joins anew by itself and then sends what was asked for last.
      this.#options.logger.warn('tracks not taken', { code: VisitError.from(error).code });
    });
  }

  #watch(): void {
    const { clock, logger, onChange, onLongReady, readyLimitMs } = this.#options;
    const { visit, tracks, soundPaused, watched } = this.#wish;
    const link = this.#link;
    if (!watched || !link) return this.#lookAway();
    const { state, remotes } = link.store.get();
    this.#options.quality.linkIs(gatewayState(state, remotes.length), clock.elapsed());
    if (!this.#watching) {
      this.#watching = new RoomWatch({
        link,
        sendsSmall: this.#isGroup,
        clock,
        logger,
        onChange,
        onSample: (sample) => this.#onSample(sample),
      });
      this.#watching.follow(remotes);
    }
    const self = visit?.participants.find(({ id }) => id === visit.self);
    this.#watching.update({ memberId: self ? memberIdOf(self) : null, ...tracks, soundPaused });
    if (!this.#readyTimer && state === 'ready') {
      this.#readyTimer = new AbortController();
      clock.sleep(readyLimitMs, this.#readyTimer.signal).then(
        () => onLongReady(),
        () => {},
      );
    }
  }

  #onSample(sample: LinkSample): void {
    const { quality, onChange } = this.#options;
    const changed = quality.read(sample, this.#context());
    this.#watching?.tellTrouble(strugglesToSend(quality.snapshot().quality));
    if (changed) onChange();
  }

  #context(): QualityContext {
    const { tracks, deviceTrouble } = this.#wish;
    const { state, people } = this.snapshot();
    return {
      link: state,
      sends: { audio: tracks.audio !== null, video: tracks.video !== null },
      deviceTrouble,
      expects: {
        audio: people.some(({ microphone }) => microphone !== 'off' && microphone !== 'paused'),
        video: people.some(({ camera }) => camera === 'on'),
      },
      paused: {
        sending: this.#watching?.holdsPictureBack ?? false,
        receiving: people.some(({ camera }) => camera === 'paused'),
      },
      remoteTrouble: people.some(
        ({ present, participant }) => !present || this.#watching?.isInTrouble(memberIdOf(participant)),
      ),
      visible: this.#options.isVisible(),
    };
  }

  #lookAway(): void {
    if (this.#watching) this.#options.quality.pause();
    this.#watching?.close();
    this.#watching = null;
    this.#readyTimer?.abort();
    this.#readyTimer = null;
  }
}

/** So much that the others suffer from it. Their own device or camera is no matter of the line. */
const strugglesToSend = ({ sending: { signal, cause } }: Quality): boolean =>
  signal !== 'good' && (cause === 'loss' || cause === 'bandwidth' || cause === 'delay');

function gatewayState(state: LinkSnapshot['state'], remotes: number): RoomSnapshot['state'] {
  if (state === 'closed') return 'away';
  // Only the signalling is lost while something is still received.
  if (state === 'interrupted') return remotes > 0 ? 'interrupted' : 'away';
  return state;
}

/** The same list object as long as nothing of it changed, so that selectors stay quiet. */
function keepSame(before: readonly Person[], after: readonly Person[]): readonly Person[] {
  const same =
    before.length === after.length &&
    after.every((person, i) => {
      const old = before[i] as Person;
      return (Object.keys(person) as (keyof Person)[]).every((key) => person[key] === old[key]);
    });
  return same ? before : after;
}

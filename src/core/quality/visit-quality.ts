import type { QualityReport } from '../../contract/index.ts';
import type { LinkSample } from './link-sample.ts';
import { beginQuality, judgeQuality, qualityLimits, type Quality, type QualityContext } from './quality.ts';
import {
  addFirstFrame,
  addPath,
  addRecovery,
  addTime,
  beginRecord,
  toReport,
  type QualityRecord,
  type RecoveryKind,
} from './quality-record.ts';

export interface QualitySnapshot {
  /** How it goes both ways, with causes. The same object as long as nothing of it changes. */
  readonly quality: Quality;
  /**
   * Nothing could be heard for 15 s, one way or the other, or the room was out of reach: another way is offered. All goes
   * on trying; false again by itself.
   */
  readonly ringInstead: boolean;
  /** The own picture gives way to the sound for now: the others do not see it. */
  readonly pictureHeldBack: boolean;
}

/** How it goes for one connection in the visit, now and so far. Holds no timer: it is given each sample. */
export class VisitQuality {
  #state = beginQuality();
  #previous: LinkSample | null = null;
  #heldBack = false;
  #link: QualityContext['link'] = 'idle';
  /** Null before the call-in. */
  #record: QualityRecord | null = null;
  /** What is broken now, and since when, ms. */
  #broken: { readonly kind: RecoveryKind; readonly since: number } | null = null;

  snapshot(): QualitySnapshot {
    const { quality, ringInstead } = this.#state;
    return { quality, ringInstead, pictureHeldBack: this.#heldBack };
  }

  /** In the visit from now on. Put back and called in again, one connection has one record. */
  begin(start: QualityReport['start']): void {
    this.#record ??= beginRecord(start);
  }

  firstFrame(ms: number): void {
    if (this.#record?.firstFrameMs === null) this.#record = addFirstFrame(this.#record, ms);
  }

  /** Returns whether the snapshot has changed. */
  read(sample: LinkSample, context: QualityContext): boolean {
    const before = this.snapshot();
    const elapsed = this.#previous ? sample.at - this.#previous.at : 0;
    this.#state = judgeQuality(this.#state, this.#previous, sample, context);
    this.#previous = sample;
    this.#heldBack = context.paused.sending && context.sends.video;
    if (this.#record) this.#record = addPath(this.#record, sample);
    // Of the time in which a page was frozen nobody knows anything.
    if (this.#record && elapsed <= qualityLimits.gapMs)
      this.#record = addTime(this.#record, this.#state.quality, elapsed);
    this.#followMedia(sample.at, context);
    const { quality, ringInstead } = this.#state;
    return (
      quality !== before.quality || ringInstead !== before.ringInstead || this.#heldBack !== before.pictureHeldBack
    );
  }

  /** The link is `state` from now on. */
  linkIs(state: QualityContext['link'], at: number): void {
    const before = this.#link;
    this.#link = state;
    if (state === 'ready') this.#mendedUnlessLost(at);
    else if (before === 'ready' && (state === 'interrupted' || state === 'away'))
      this.#broken = { kind: state === 'interrupted' ? 'signalling' : 'rejoin', since: this.#broken?.since ?? at };
    // The claim did not work: the place is taken anew.
    else if (state === 'away' && this.#broken) this.#broken = { ...this.#broken, kind: 'rejoin' };
  }

  /** Nobody looks any more: what comes later is compared with nothing. */
  pause(): void {
    this.#state = beginQuality();
    this.#previous = null;
    this.#heldBack = false;
    this.#link = 'idle';
    this.#broken = null;
  }

  /** Another connection of the same person begins. */
  forget(): void {
    this.pause();
    this.#record = null;
  }

  /** What the service is told; null before the call-in. */
  report(): QualityReport | null {
    return this.#record && toReport(this.#record);
  }

  /** Media that stops and comes back while the gateway answers: a new path was found, or the other came back. */
  #followMedia(at: number, { link }: QualityContext): void {
    if (link !== 'ready') return;
    if (this.#isLost) this.#broken ??= { kind: 'media', since: at };
    else this.#mendedUnlessLost(at);
  }

  get #isLost(): boolean {
    const { sending, receiving } = this.#state.quality;
    return [sending, receiving].some(({ signal, cause }) => signal === 'lost' && cause === 'loss');
  }

  #mendedUnlessLost(at: number): void {
    if (this.#isLost) return;
    if (this.#broken && this.#record)
      this.#record = addRecovery(this.#record, this.#broken.kind, at - this.#broken.since);
    this.#broken = null;
  }
}

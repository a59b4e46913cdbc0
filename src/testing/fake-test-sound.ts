import type { Clock } from '../core/clock.ts';
import type { TestSound } from '../core/self-test/test-sound.ts';

const TONE_MS = 1_500;

/** Sounds that nobody hears. */
export class FakeTestSound implements TestSound {
  readonly #clock: Clock;
  /** What was played, in order, and where. */
  readonly played: { readonly what: 'tone' | 'recording'; readonly speakerId: string | null }[] = [];
  /** Recordings that are still held. */
  held = 0;
  /** Set: the browser lets nothing be heard. */
  blocked = false;
  /** Set: the browser cannot record. */
  records = true;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async tone(speakerId: string | null, signal: AbortSignal): Promise<void> {
    await this.#play('tone', speakerId, TONE_MS, signal);
  }

  async record(
    _track: MediaStreamTrack,
    ms: number,
    signal: AbortSignal,
  ): Promise<Awaited<ReturnType<TestSound['record']>>> {
    if (!this.records) return null;
    await this.#clock.sleep(ms, signal);
    this.held++;
    let dropped = false;
    return {
      play: (speakerId, playing) => this.#play('recording', speakerId, ms, playing),
      drop: () => {
        if (!dropped) this.held--;
        dropped = true;
      },
    };
  }

  async #play(what: 'tone' | 'recording', speakerId: string | null, ms: number, signal: AbortSignal): Promise<void> {
    if (this.blocked) throw new DOMException('', 'NotAllowedError');
    this.played.push({ what, speakerId });
    await this.#clock.sleep(ms, signal);
  }
}

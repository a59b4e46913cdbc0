import { systemClock } from '../clock.ts';

/** What was said, in memory. */
export interface Recording {
  /** Through the speaker of this id; null: where the system has it. Rejects where the browser does not let it be heard. */
  play(speakerId: string | null, signal: AbortSignal): Promise<void>;
  /** Forgets it. */
  drop(): void;
}

/** The sounds of a self-test. */
export interface TestSound {
  /** A tone of a second and a half. Rejects where the browser does not let it be heard. */
  tone(speakerId: string | null, signal: AbortSignal): Promise<void>;
  /** Null where the browser cannot record. */
  record(track: MediaStreamTrack, ms: number, signal: AbortSignal): Promise<Recording | null>;
}

/** A browser that does not let sound begin does not say so: it is waited for this long, ms. */
const BEGIN_LIMIT_MS = 2_000;
/** Two notes, Hz, s. */
const NOTES = [
  { frequency: 523.25, at: 0, length: 0.6 },
  { frequency: 659.25, at: 0.6, length: 0.9 },
] as const;
const LOUDNESS = 0.25;

/** By Web Audio; no address of a sound is needed, so that the page's security policy need allow none. */
export const browserSound: TestSound = {
  tone: (speakerId, signal) =>
    play(speakerId, signal, (context, out) => {
      for (const { frequency, at, length } of NOTES) {
        const begin = context.currentTime + at;
        const gain = new GainNode(context, { gain: 0 });
        gain.gain.setValueAtTime(0, begin);
        gain.gain.linearRampToValueAtTime(LOUDNESS, begin + 0.03);
        gain.gain.exponentialRampToValueAtTime(0.001, begin + length);
        const note = new OscillatorNode(context, { frequency });
        note.connect(gain).connect(out);
        note.start(begin);
        note.stop(begin + length);
      }
      return NOTES[1].at + NOTES[1].length;
    }),

  record: async (track, ms, signal) => {
    if (typeof MediaRecorder === 'undefined') return null;
    const recorder = new MediaRecorder(new MediaStream([track]));
    let parts: Blob[] = [];
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
    recorder.start();
    await pause(ms, signal).finally(() => {
      if (recorder.state !== 'inactive') recorder.stop();
    });
    await stopped;
    return {
      play: async (speakerId, playing) => {
        const encoded = await new Blob(parts).arrayBuffer();
        await play(speakerId, playing, async (context, out) => {
          const source = new AudioBufferSourceNode(context, { buffer: await context.decodeAudioData(encoded) });
          source.connect(out);
          source.start();
          return source.buffer?.duration ?? 0;
        });
      },
      drop: () => (parts = []),
    };
  },
};

/** Plays what `begin` makes, for as many seconds as it says. */
async function play(
  speakerId: string | null,
  signal: AbortSignal,
  begin: (context: AudioContext, out: AudioNode) => number | Promise<number>,
): Promise<void> {
  const context = new AudioContext();
  const audio = document.createElement('audio');
  try {
    const out = context.createMediaStreamDestination();
    audio.srcObject = out.stream;
    if (speakerId !== null && 'setSinkId' in audio) await audio.setSinkId(speakerId);
    await withinLimit(Promise.all([context.resume(), audio.play()]), signal);
    await pause(1_000 * (await begin(context, out)), signal);
  } finally {
    audio.pause();
    audio.srcObject = null;
    void context.close();
  }
}

async function withinLimit(begun: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const limit = pause(BEGIN_LIMIT_MS, AbortSignal.any([signal, over.signal])).then(() => {
    throw new DOMException('', 'NotAllowedError');
  });
  try {
    await Promise.race([begun, limit]);
  } finally {
    over.abort();
    limit.catch(() => {});
  }
}

/** Sound has a time of its own, which no injected clock can move. */
const pause = (ms: number, signal: AbortSignal): Promise<void> => systemClock.sleep(ms, signal);

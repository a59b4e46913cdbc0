import { drawPicture } from '../testing/drawn-picture.ts';

/** Syllables of a made-up voice: how high, as parts of the voice's own height. */
const MELODY = [1, 1.12, 1.26, 1.12, 1, 0.89, 1] as const;
const SYLLABLE_S = 0.24;
/** It says something, and is silent for a while. */
const SAYS_EVERY_MS = 6_000;
const VOLUME = 0.06;

/** A person who does not exist: a drawn picture, and now and then a hummed sentence. */
export interface SimulatedPerson {
  readonly video: MediaStreamTrack | null;
  readonly audio: MediaStreamTrack | null;
  /** Ends picture and sound. */
  close(): void;
}

/** Tells simulated people apart. */
export interface SimulatedLooks {
  /** Of the room that is drawn, degrees. */
  readonly hue: number;
  /** Of the voice, Hz. */
  readonly pitch: number;
}

/** In browsers only, after the person has done something on the page: else a browser lets nobody be heard. */
export function simulatePerson({ hue, pitch }: SimulatedLooks): SimulatedPerson {
  const picture = drawPicture({ hue });
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const hum = (): void => {
    MELODY.forEach((part, i) => {
      const at = context.currentTime + 0.05 + i * SYLLABLE_S;
      const tone = new OscillatorNode(context, { type: 'triangle', frequency: pitch * part });
      const volume = new GainNode(context, { gain: 0 });
      volume.gain.setTargetAtTime(VOLUME, at, 0.03);
      volume.gain.setTargetAtTime(0, at + SYLLABLE_S * 0.6, 0.05);
      tone.connect(volume).connect(out);
      tone.start(at);
      tone.stop(at + SYLLABLE_S * 2);
    });
  };
  hum();
  const timer = setInterval(hum, SAYS_EVERY_MS);
  return {
    video: picture.stream.getVideoTracks()[0] ?? null,
    audio: out.stream.getAudioTracks()[0] ?? null,
    close() {
      clearInterval(timer);
      picture.close();
      for (const track of out.stream.getTracks()) track.stop();
      void context.close();
    },
  };
}

import { drawPicture } from '../testing/drawn-picture.ts';

/** Syllables of a made-up voice: how high, Hz. */
const MELODY = [196, 220, 247, 220, 196, 175, 196] as const;
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

/** In browsers only, after the person has done something on the page: else a browser lets nobody be heard. */
export function simulatePerson(): SimulatedPerson {
  const picture = drawPicture({ hue: 205 });
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const hum = (): void => {
    MELODY.forEach((pitch, i) => {
      const at = context.currentTime + 0.05 + i * SYLLABLE_S;
      const tone = new OscillatorNode(context, { type: 'triangle', frequency: pitch });
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

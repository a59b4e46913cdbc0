/** Two soft notes, a fourth apart, made here: no file to fetch. Hz, and s after the start. */
const notes = [
  { frequency: 587, at: 0 },
  { frequency: 784, at: 0.22 },
] as const;
const NOTE_SECONDS = 0.7;
const LOUDNESS = 0.12;

/** Plays the chime once. A page that the person has not touched yet may make no sound, and stays silent. */
export function playChime(): void {
  if (navigator.userActivation?.hasBeenActive === false || !('AudioContext' in globalThis)) return;
  const context = new AudioContext();
  writeChime(context).onended = () => void context.close();
}

/** Puts the notes onto the context's clock, from now on. Returns the last one. */
export function writeChime(context: BaseAudioContext): OscillatorNode {
  const tones = notes.map(({ frequency, at }) => {
    const tone = new OscillatorNode(context, { frequency, type: 'sine' });
    const volume = new GainNode(context, { gain: 0 });
    const start = context.currentTime + at;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + NOTE_SECONDS);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + NOTE_SECONDS);
    return tone;
  });
  return tones.at(-1) as OscillatorNode;
}

import {
  failed,
  openTrack,
  passed,
  warned,
  type CheckOutcome,
  type CheckRun,
  type DeviceParts,
} from './check-parts.ts';

/** A sentence, ms. */
const SENTENCE_MS = 3_000;
const LISTEN_EVERY_MS = 60;
/** Above this a voice, not the room; as the level bar shows it. */
const VOICE = 0.12;
/** So many readings of voice in a row are somebody speaking, not a cough of the device. */
const READINGS_OF_VOICE = 4;

/** Whether the speaker can be heard: only the person can tell. */
export async function checkSpeaker(parts: DeviceParts, run: CheckRun): Promise<CheckOutcome> {
  run.step('playing');
  try {
    await parts.sound.tone(speakerOf(parts), run.signal);
  } catch {
    run.signal.throwIfAborted();
    return failed('sound-blocked');
  }
  const heard = await run.ask('question');
  if (heard === null) return warned('not-answered');
  return heard ? passed : failed('tone-not-heard');
}

/**
 * Whether the microphone can be had and hears the person, who says a sentence and hears it again. What was said is held in
 * memory until it has been played, and then dropped.
 */
export async function checkMicrophone(parts: DeviceParts, run: CheckRun): Promise<CheckOutcome> {
  const track = await openTrack(parts.media, 'microphone', run);
  if ('status' in track) return track;
  if ((await run.ask('ready')) === null) return warned('not-answered');
  run.step('recording');
  const probe = parts.environment.probe(track);
  const recording = parts.sound.record(track, SENTENCE_MS, run.signal);
  const [heard, recorded] = await Promise.all([
    listen(parts, run.signal, () => probe?.read() === 'silent').finally(() => probe?.close()),
    recording,
  ]);
  try {
    if (heard !== 'voice') return failed(heard === 'silence' ? 'silent' : 'not-heard');
    if (!recorded) return passed;
    run.step('playing');
    const played = await recorded.play(speakerOf(parts), run.signal).then(
      () => true,
      () => false,
    );
    run.signal.throwIfAborted();
    recorded.drop();
    // The voice came in. Whether it came out again is for the speaker's check to tell.
    if (!played) return passed;
    return (await run.ask('question')) === false ? warned('own-voice-not-heard') : passed;
  } finally {
    recorded?.drop();
  }
}

async function listen(
  { clock, media }: DeviceParts,
  signal: AbortSignal,
  isSilent: () => boolean,
): Promise<'voice' | 'room' | 'silence'> {
  const begun = clock.elapsed();
  let [inARow, most, silent] = [0, 0, true];
  while (clock.elapsed() - begun < SENTENCE_MS) {
    await clock.sleep(LISTEN_EVERY_MS, signal);
    inARow = media.level() > VOICE ? inARow + 1 : 0;
    most = Math.max(most, inARow);
    silent &&= isSilent();
  }
  return most >= READINGS_OF_VOICE ? 'voice' : silent ? 'silence' : 'room';
}

const speakerOf = ({ media }: DeviceParts): string | null => media.store.get().speaker?.id ?? null;

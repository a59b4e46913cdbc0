import type { DeviceUse } from '../../core/media/devices-snapshot.ts';
import type { Person } from '../../core/visit/visit-state.ts';
import type { Localize } from '../../locales/localize.ts';
import { noticeSentence } from '../parts/device-notice.ts';
import { callingSentence } from '../visit-people.ts';
import { qualityLine, ringWords } from './stage-messages.ts';
import { nobody, soundPausedAt, waitingOutside, type StageState } from './stage-state.ts';

/** The same trouble that comes and goes is said aloud once in this time, ms. */
const SAY_AGAIN_MS = 60_000;

/** What the live region of a stage says, from one state to the next. */
export class StageAnnouncements {
  #before: StageState | undefined;
  #lastQuality = { key: '', at: 0 };

  /** Null: nothing new. An empty text takes back what was said. */
  next(words: Localize, now: StageState | undefined): string | null {
    const before = this.#before;
    this.#before = now;
    if (!now?.visit || !words.ready) return null;
    const said: string[] = [];
    if (before?.phase !== 'called-in' && now.phase === 'called-in' && now.role !== 'clinician') {
      said.push(callingSentence(words, now.visit));
    }
    if (now.phase === 'on-stage')
      said.push(announcePeople(words, before?.phase === 'on-stage' ? before.people : nobody, now.people));
    said.push(...announceWaiting(words, before, now), ...announcePaused(words, before, now));
    const happened = now.devices.notice;
    if (happened && happened !== before?.devices.notice) said.push(noticeSentence(words, happened));
    if (before) said.push(...announceDevices(words, before.devices, now.devices));
    if (now.phase === 'on-stage') said.push(this.#quality(words, now));
    if (now.ringInstead && !before?.ringInstead) said.push(ringWords(words, now));
    const offerIsOver = before?.ringInstead === true && !now.ringInstead;
    if (offerIsOver && now.gateway === 'ready') said.unshift(words.term('inContactAgain'));
    const sentence = said.filter(Boolean).join(' ');
    // What was said aloud can still be read: an offer that is over does not stay.
    return sentence || offerIsOver ? sentence : null;
  }

  /** The line on how it goes, where it is another one than was said last. */
  #quality(words: Localize, state: StageState): string {
    if (state.problem || state.gateway !== 'ready') return '';
    const line = qualityLine(words, state);
    const at = performance.now();
    if (!line || (line.key === this.#lastQuality.key && at - this.#lastQuality.at < SAY_AGAIN_MS)) return '';
    this.#lastQuality = { key: line.key, at };
    return line.sentence;
  }
}

function announceWaiting(words: Localize, before: StageState | undefined, now: StageState): string[] {
  const were = new Set(before ? waitingOutside(before).map(({ id }) => id) : []);
  return waitingOutside(now)
    .filter(({ id }) => !were.has(id))
    .map(({ name, role }) => words.term('waitsOutside', name, words.term(`role:${role}`)));
}

function announcePaused(words: Localize, before: StageState | undefined, { people }: StageState): string[] {
  const was = new Set(soundPausedAt(before?.people ?? nobody).map(({ participant }) => participant.id));
  return soundPausedAt(people)
    .filter(({ participant }) => !was.has(participant.id))
    .map(({ participant }) => words.term('soundPaused', participant.name));
}

function announceDevices(
  words: Localize,
  before: StageState['devices'],
  { microphone, camera }: StageState['devices'],
): string[] {
  const said: string[] = [];
  // One that is released is told of by its own element.
  if (microphone.status !== 'released' && isOn(microphone) !== isOn(before.microphone))
    said.push(words.term(isOn(microphone) ? 'saidMicrophoneOn' : 'saidMicrophoneOff'));
  if (isOn(camera) !== isOn(before.camera)) said.push(words.term(isOn(camera) ? 'saidCameraOn' : 'saidCameraOff'));
  return said;
}

const isOn = (use: DeviceUse): boolean => use.status === 'on' && use.enabled;

/** What the live region says of the people: who has come and gone since `before`. */
export function announcePeople(words: Localize, before: readonly Person[], now: readonly Person[]): string {
  const here = (people: readonly Person[]): Map<string, string> =>
    new Map(people.filter(({ present }) => present).map(({ participant }) => [participant.id, participant.name]));
  const was = here(before);
  const is = here(now);
  const joined = [...is].filter(([id]) => !was.has(id)).map(([, name]) => words.term('hasJoined', name));
  const left = [...was]
    .filter(([id]) => !is.has(id))
    // Still in the visit, but the page is gone: contact is lost. Not in it any more: they have left.
    .map(([id, name]) =>
      words.term(now.some(({ participant }) => participant.id === id) ? 'lostContact' : 'hasLeft', name),
    );
  return [...joined, ...left].map((sentence) => `${sentence}.`).join(' ');
}

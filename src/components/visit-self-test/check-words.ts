import type { SelfTestCheck, SelfTestReason } from '../../contract/index.ts';
import type { CheckState } from '../../core/self-test/self-test-snapshot.ts';
import type { Localize } from '../../locales/localize.ts';
import type { OwnReason, SelfTestTexts } from '../../locales/self-test/texts.ts';
import { deviceErrorCodes, type DeviceErrorCode } from '../../locales/translation.ts';

/** What is so, and one thing to try where something is wrong. */
export interface CheckWords {
  readonly sentence: string;
  readonly next: string | null;
}

/** What a check says. `begun`: others are on their way, so that this one has its turn yet. */
export function wordsOf(
  check: SelfTestCheck,
  state: CheckState,
  begun: boolean,
  words: Localize,
  texts: SelfTestTexts,
): CheckWords {
  switch (state.status) {
    case 'idle':
      return { sentence: begun ? texts.inTurn : texts.notYet, next: null };
    case 'running':
      return { sentence: stepWords(check, state.step, texts), next: null };
    default:
      return state.reason === null
        ? { sentence: texts[`passed:${check}`], next: null }
        : reasonWords(check, state.reason, words, texts);
  }
}

function stepWords(
  check: SelfTestCheck,
  step: Extract<CheckState, { status: 'running' }>['step'],
  texts: SelfTestTexts,
): string {
  switch (step) {
    case 'asking':
      return texts.asking;
    case 'ready':
      return texts.sayReady;
    case 'recording':
      return texts.recording;
    case 'playing':
      return check === 'speaker' ? texts.playingTone : texts.playingVoice;
    case 'question':
      return check === 'speaker' ? texts.heardTone : texts.heardVoice;
    case 'measuring':
      return texts.measuring;
    case 'looking':
      return texts.testing;
  }
}

function reasonWords(check: SelfTestCheck, reason: SelfTestReason, words: Localize, texts: SelfTestTexts): CheckWords {
  const device = deviceCode(reason);
  if (device === null) {
    const own = reason as OwnReason;
    return { sentence: texts[`reason:${own}`], next: texts[`try:${own}`] };
  }
  const kind = check === 'camera' || check === 'microphone' ? check : 'error';
  return { sentence: words.term(`${kind}:${device}`), next: words.term(`next:${device}`) };
}

function deviceCode(reason: SelfTestReason): DeviceErrorCode | null {
  if (reason === 'device-failed') return 'unknown';
  return deviceErrorCodes.find((code) => code === reason) ?? null;
}

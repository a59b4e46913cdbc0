import type { SelfTestCheck, SelfTestReason } from '../../contract/index.ts';
import type { DeviceErrorCode } from '../translation.ts';
import type { TextPart } from '../text-part.ts';

/** Worded beside the devices' own errors, which are in the words that all elements share. */
export type OwnReason = Exclude<SelfTestReason, DeviceErrorCode | 'device-failed'>;

/** The self-test: `<visit-self-test>`. */
export interface SelfTestTexts
  extends
    Readonly<Record<`name:${SelfTestCheck}`, string>>,
    Readonly<Record<`passed:${SelfTestCheck}`, string>>,
    Readonly<Record<`reason:${OwnReason}`, string>>,
    Readonly<Record<`try:${OwnReason}`, string>> {
  readonly title: string;
  readonly intro: string;
  readonly start: string;
  readonly startAgain: string;
  /** On the button of one check, and for those who do not see which: `name` of the check. */
  readonly again: string;
  readonly againFor: (name: string) => string;
  readonly notYet: string;
  readonly inTurn: string;
  readonly testing: string;
  readonly asking: string;
  /** Beside the picture of where the browser asks. */
  readonly askingWhere: string;
  readonly deniedWhere: string;
  readonly framing: string;
  readonly sayReady: string;
  readonly record: string;
  readonly recording: string;
  readonly playingVoice: string;
  readonly playingTone: string;
  readonly heardTone: string;
  readonly heardVoice: string;
  readonly yes: string;
  readonly no: string;
  readonly measuring: string;
  readonly 'all:passed': string;
  readonly 'all:warned': string;
  readonly 'all:failed': string;
  readonly 'all:partial': string;
  readonly 'kept:kept': string;
  readonly 'kept:not-kept': string;
  readonly 'kept:nowhere': string;
  /** To a clinician, where something fails. */
  readonly workstationAdvice: string;
  readonly dictationDevice: (label: string) => string;
  readonly otherDevice: string;
  readonly otherDeviceWhy: string;
  readonly changeDevice: string;
  readonly otherDeviceAdvice: string;
  readonly figures: string;
  readonly toUs: string;
  readonly toYou: string;
  readonly thereAndBack: string;
  readonly lost: string;
  readonly way: string;
  readonly 'way:direct': string;
  readonly 'way:relayed': string;
}

export const selfTestTexts: TextPart<SelfTestTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};

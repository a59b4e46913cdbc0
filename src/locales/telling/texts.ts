import type { TextPart } from '../text-part.ts';

/** What patient and clinic tell each other: `<visit-messages>`, `<visit-phone>`, and their rows in the day list. */
export interface TellingTexts {
  // the clinic runs late
  readonly delayed: (clinician: string, minutes: number) => string;
  readonly delayedInWords: (clinician: string) => string;
  readonly runningLate: (clinician: string) => string;
  readonly placeKept: string;
  /** Under what was told: when. */
  readonly toldAt: (time: string) => string;

  // called before the booked time
  readonly earlyQuestion: (clinician: string, time: string) => string;
  readonly earlyUnseen: string;
  readonly startNow: string;
  readonly waitUntil: (time: string) => string;
  readonly earlyAnswered: (time: string) => string;

  // the patient is late, or has to leave
  readonly tellClinic: string;
  readonly late: string;
  readonly howLate: string;
  readonly mustLeave: string;
  readonly howLong: string;
  readonly cannotCome: string;
  readonly cannotComeMeans: string;
  readonly cannotWait: string;
  readonly toldLate: (minutes: number) => string;
  readonly toldMustLeave: (minutes: number) => string;
  readonly toldCannotCome: string;
  readonly takeBack: string;

  // the telephone
  readonly keepPhoneNear: (end: string) => string;
  readonly isNumberRight: string;
  readonly numberIsRight: string;
  readonly changeNumber: string;
  /** Where nobody has given one: opens the field. */
  readonly offerNumber: string;
  readonly giveNumber: string;
  readonly phoneNumber: string;
  readonly numberExample: string;
  readonly save: string;
  readonly cancel: string;
  readonly byPhone: string;
  readonly ringsYou: (end: string) => string;
  /** The same while the visit goes on by telephone. */
  readonly ringsYouNow: (end: string) => string;
  readonly ringsYouUnknown: string;
  readonly pageKeepsTrying: string;
  /** To both, while they talk by telephone. */
  readonly soundRests: string;
  readonly ring: (name: string) => string;
  readonly noNumber: string;
  readonly noNumberInRow: string;
  readonly confirmed: string;
  readonly goOnByPhone: string;
  /** From the day list. */
  readonly beginByPhone: string;
  readonly byPhoneForClinician: (name: string) => string;
  readonly goOnByVideo: string;

  // the call-in: what stands in the system's notification, where others may read it
  readonly noticeCall: string;
  readonly noticeEarly: string;
  readonly chime: string;

  // the day list
  readonly asksFirst: (time: string) => string;
  readonly isAsked: (name: string) => string;
  readonly comesAt: (name: string, time: string) => string;
  readonly withdraw: string;
  readonly rowDelay: (minutes: number, time: string) => string;
  readonly rowDelayWords: (words: string, time: string) => string;
  readonly 'row:late': (minutes: number) => string;
  readonly 'row:must-leave': (minutes: number) => string;
  readonly 'row:cannot-come': string;
  readonly rowByPhone: string;
  readonly tellDelay: string;
  readonly ownWords: string;
  readonly send: string;
}

export const tellingTexts: TextPart<TellingTexts> = {
  load: {
    sv: async () => (await import('./sv.ts')).sv,
    en: async () => (await import('./en.ts')).en,
    ar: async () => (await import('./ar.ts')).ar,
  },
};

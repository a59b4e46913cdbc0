import { isolateIn } from '../isolate.ts';
import type { PutBackTexts } from './texts.ts';

const name = isolateIn('rtl');

export const ar: PutBackTexts = {
  toYou: (clinician) => `أعادك ${name(clinician)} إلى غرفة الانتظار لبعض الوقت. مكانك محفوظ.`,
  unseen: 'لا أحد يراك أو يسمعك، ولا ترى أحدًا ولا تسمعه، إلى أن تُستدعى من جديد.',
  waits: (person) => `${name(person)} في غرفة الانتظار`,
  cannotHear: 'لا يرى أحدكما الآخر ولا يسمعه.',
  callInAgain: 'استدعاء من جديد',
  putBack: 'إعادة إلى غرفة الانتظار',
};

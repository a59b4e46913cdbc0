/** A patient's record, as the journal's back end tells it. */
export interface PatientRecord {
  readonly patientId: string;
  readonly name: string;
  readonly born: string;
  readonly sex: 'female' | 'male';
  readonly phone: string;
  readonly warning: string | null;
  readonly problems: readonly { readonly name: string; readonly code: string; readonly since: string }[];
  readonly contacts: readonly {
    readonly date: string;
    readonly kind: string;
    readonly with: string;
    readonly about: string;
  }[];
  readonly notes: readonly {
    readonly date: string;
    readonly author: string;
    readonly title: string;
    readonly text: readonly string[];
  }[];
  readonly medications: readonly { readonly name: string; readonly dose: string; readonly reason: string }[];
  readonly labs: readonly LabValue[];
}

export interface LabValue {
  readonly name: string;
  readonly unit: string;
  readonly reference: string;
  readonly results: readonly { readonly date: string; readonly value: string; readonly outside: boolean }[];
}

/** Full years from a birth date (YYYY-MM-DD) until today. */
export function ageOf(born: string, today = new Date()): number {
  const [year = 0, month = 1, day = 1] = born.split('-').map(Number);
  const hadBirthday = today.getMonth() + 1 > month || (today.getMonth() + 1 === month && today.getDate() >= day);
  return today.getFullYear() - year - (hadBirthday ? 0 : 1);
}

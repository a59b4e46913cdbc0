/** The made-up persons of the demo. None of them exists; neither does Region Norrvik. */

export interface DemoPatient {
  readonly id: string;
  readonly name: string;
}

export interface DemoClinician {
  readonly id: string;
  readonly name: string;
  /** Key of the profession; the pages have the words. */
  readonly profession: 'physician' | 'nurse';
}

export interface DemoUnitStaff {
  readonly id: string;
  readonly name: string;
  readonly profession: 'administrator';
}

export const unit = {
  id: 'SE0000000000-NORRVIK1',
  name: 'Björkdalens vårdcentral',
  timeZone: 'Europe/Stockholm',
} as const;

/** Under which the clinicians work today (care assignment). */
export const assignment = 'SE0000000000-NORRVIK1-VARD';

export const patients: readonly DemoPatient[] = [
  { id: 'karin-lind', name: 'Karin Lind' },
  { id: 'yusuf-haddad', name: 'Yusuf Haddad' },
  { id: 'elsa-nygren', name: 'Elsa Nygren' },
];

export const clinicians: readonly DemoClinician[] = [
  { id: 'anna-berg', name: 'Anna Berg', profession: 'physician' },
  { id: 'johan-ek', name: 'Johan Ek', profession: 'nurse' },
];

/** Books and follows the visits of the unit; meets nobody in them. */
export const unitStaff: readonly DemoUnitStaff[] = [{ id: 'siv-holm', name: 'Siv Holm', profession: 'administrator' }];

export const findUnitStaff = (id: unknown): DemoUnitStaff | undefined => unitStaff.find((person) => person.id === id);
export const findPatient = (id: unknown): DemoPatient | undefined => patients.find((person) => person.id === id);
export const findClinician = (id: unknown): DemoClinician | undefined => clinicians.find((person) => person.id === id);

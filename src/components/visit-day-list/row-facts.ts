import type { ParticipantView } from '../../contract/index.ts';
import { isOpen } from '../../contract/visit-status.ts';
import type { DayListTexts } from '../../locales/day-list/texts.ts';
import type { Localize } from '../../locales/localize.ts';
import type { TellingTexts } from '../../locales/telling/texts.ts';
import type { DayListRow } from './day-list-row.ts';
import { lateText } from './day-list-telling.ts';

export interface RowWords {
  readonly words: Localize;
  readonly texts: DayListTexts;
  readonly telling: TellingTexts;
}

/** `strong`: what it is about now. `trouble`: somebody should do something. `quiet`: good to know. */
export interface RowFact {
  readonly tone: 'strong' | 'plain' | 'trouble' | 'quiet';
  readonly text: string;
}

type Fact = (row: DayListRow, words: RowWords) => RowFact | RowFact[] | null;

/** What a row says beside time and name. Each looks at one thing; another is added here. */
const facts: readonly Fact[] = [
  whereItStands,
  whoIsLate,
  lostContact,
  byPhone,
  others,
  selfTest,
  preparation,
  language,
  whose,
];

/** What is only good to know comes last. `first`: the row has a line of its own for the self-test. */
export const factsOf = (row: DayListRow, words: RowWords, { first }: { first: boolean }): readonly RowFact[] =>
  facts
    .flatMap((fact) => (first && fact === selfTest ? [] : (fact(row, words) ?? [])))
    .sort((one, other) => Number(one.tone === 'quiet') - Number(other.tone === 'quiet'));

const isBefore = ({ visit }: DayListRow): boolean => visit.status === 'planned' || visit.status === 'arrived';

function whereItStands(row: DayListRow, { words, texts }: RowWords): RowFact[] {
  const { state, waitedMinutes, clinician, device } = row;
  const isSaidOfTest = row.readiness !== null && row.selfTest?.deviceKind === device;
  const on = device && !isSaidOfTest ? words.term(`device:${device}`) : null;
  const beside = on ? [{ tone: 'quiet' as const, text: on }] : [];
  switch (state) {
    case 'waiting': {
      const text = waitedMinutes < 1 ? words.term('waitsSinceNow') : words.term('waitsMinutes', waitedMinutes);
      return [{ tone: 'strong', text }, ...beside];
    }
    case 'opened':
      return [{ tone: 'plain', text: on ? texts.testedOn(words.term('hasOpened'), on) : words.term('hasOpened') }];
    case 'not-opened':
      return [{ tone: 'quiet', text: words.term('hasNotOpened') }];
    case 'mine':
      return [{ tone: 'strong', text: words.term('inVisit') }, ...beside];
    case 'with-other': {
      const text = clinician ? words.term('inVisitWith', clinician) : words.term('inVisit');
      return [{ tone: 'plain', text }, ...beside];
    }
    case 'over':
      return [{ tone: 'quiet', text: words.term('isOver') }];
    case 'cancelled':
      return [{ tone: 'quiet', text: words.term('isCancelled') }];
  }
}

/** What the patient has told comes before what the clock says. */
function whoIsLate({ visit, late, lateMinutes }: DayListRow, { texts, telling }: RowWords): RowFact | null {
  const told = isOpen(visit.status) ? lateText(telling, visit) : '';
  if (told) return { tone: 'trouble', text: told };
  if (!late) return null;
  return { tone: 'trouble', text: late === 'patient' ? texts.patientLate(lateMinutes) : texts.clinicLate(lateMinutes) };
}

function lostContact(row: DayListRow, { words }: RowWords): RowFact | null {
  return row.lostContact ? { tone: 'trouble', text: words.term('pageClosed') } : null;
}

function byPhone({ visit }: DayListRow, { telling }: RowWords): RowFact | null {
  return isOpen(visit.status) && visit.modality === 'phone' ? { tone: 'plain', text: telling.rowByPhone } : null;
}

/** Interpreter and companion, by what they are: one who waits needs to be let in. */
function others({ visit }: DayListRow, { texts }: RowWords): RowFact[] {
  if (!isOpen(visit.status)) return [];
  return visit.participants.flatMap(({ role, admission }: ParticipantView): RowFact[] => {
    if ((role !== 'interpreter' && role !== 'companion') || admission === 'removed') return [];
    return [{ tone: admission === 'waiting' ? 'plain' : 'quiet', text: texts[`${role}:${admission}`] }];
  });
}

function selfTest(row: DayListRow, words: RowWords): RowFact | null {
  return row.readiness && { tone: readinessTone(row), text: readinessText(row, words) };
}

export function readinessTone({ readiness }: DayListRow): 'quiet' | 'trouble' {
  return readiness === 'passed' || readiness === 'warned' || readiness === 'untested' ? 'quiet' : 'trouble';
}

/** How the patient's self-test went, and on what. */
export function readinessText({ readiness, selfTest: test }: DayListRow, { words, texts }: RowWords): string {
  const text = texts[`ready:${readiness ?? 'untested'}`];
  return test && test.deviceKind !== 'unknown' ? texts.testedOn(text, words.term(`device:${test.deviceKind}`)) : text;
}

function preparation(row: DayListRow, { texts }: RowWords): RowFact | null {
  const state = isBefore(row) ? row.visit.preparation : null;
  return state && { tone: 'quiet', text: texts[`preparation:${state.status}`] };
}

function language({ visit }: DayListRow, { words, texts }: RowWords): RowFact | null {
  const tag = isOpen(visit.status) ? visit.participants.find(({ role }) => role === 'patient')?.language : null;
  if (!tag || tag.split('-')[0] === words.language) return null;
  const name = new Intl.DisplayNames([words.locale], { type: 'language' }).of(tag) ?? tag;
  return { tone: 'quiet', text: texts.speaks(name) };
}

function whose({ isOthers, state, clinician }: DayListRow, { texts }: RowWords): RowFact | null {
  return isOthers && state !== 'with-other' ? { tone: 'quiet', text: texts.withClinician(clinician) } : null;
}

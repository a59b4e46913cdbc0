import { isPatientSide } from '../contract/visit-status.ts';
import type { Preparation, QuestionnaireResponse } from '../contract/index.ts';
import { VisitError } from '../core/errors.ts';
import { answerFaults } from '../core/preparation/answer-faults.ts';
import { homeReadingObservations, homeReadings } from '../core/preparation/home-readings.ts';
import { readForm } from '../core/preparation/read-form.ts';
import { readResponse } from '../core/preparation/response.ts';
import { participantOf, type Caller, type FakeVisit } from './fake-visit.ts';

/** The answers as the caller may read them. */
export function readFakePreparation(visit: FakeVisit, caller: Caller): Preparation | null {
  const self = participantOf(visit, caller);
  const may = caller.kind === 'host' || caller.kind === 'clinician' || (self && isPatientSide(self));
  if (!may) throw new VisitError('forbidden');
  return structuredClone(visit.preparation);
}

/**
 * The preparation with these answers in it, by the service's rules; `before` itself where they are in it already. Throws
 * `VisitError`: `invalid-state`, `version-conflict`, `service-failed` for what does not fit.
 */
export function savedPreparation(
  before: Preparation | null,
  command: { readonly version: number; readonly response: QuestionnaireResponse },
  { timeZone, now }: { readonly timeZone: string; readonly now: number },
): Preparation {
  if (!before) throw new VisitError('invalid-state');
  const { version, response } = command;
  const same = (one: QuestionnaireResponse): string => JSON.stringify([one.status, one.item ?? null]);
  if (before.version === version + 1 && before.response && same(before.response) === same(response)) return before;
  if (before.version !== version) throw new VisitError('version-conflict');
  const form = readForm(before.form === 'home-readings' ? homeReadings(null) : before.form);
  const { answers, faults } = readResponse(form, response);
  const sent = response.status === 'completed';
  if (faults.length > 0 || (sent && answerFaults(form, answers).length > 0))
    throw new VisitError('service-failed', { detail: 'the answers do not fit' });
  const savedAt = new Date(now).toISOString();
  const saved = { ...structuredClone(response), authored: savedAt };
  return {
    form: before.form,
    response: saved,
    version: version + 1,
    savedAt,
    observations: sent && before.form === 'home-readings' ? homeReadingObservations(saved, { timeZone, now }) : [],
  };
}

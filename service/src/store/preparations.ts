import { eq } from 'drizzle-orm';
import type { Observation, Preparation, PreparationForm, QuestionnaireResponse } from '../../../src/contract/index.ts';
import { answerFaults } from '../../../src/core/preparation/answer-faults.ts';
import type { Form } from '../../../src/core/preparation/form.ts';
import { homeReadingObservations, homeReadings } from '../../../src/core/preparation/home-readings.ts';
import { FormError, readForm } from '../../../src/core/preparation/read-form.ts';
import { readResponse } from '../../../src/core/preparation/response.ts';
import { ServiceProblem } from '../errors/service-problem.ts';
import type { Database } from './open-store.ts';
import { preparations } from './schema.ts';
import type { VisitRecord } from './visit-record.ts';

/** bytes of JSON, each below what one request may hold. */
const FORM_LIMIT = 48 * 1024;
const RESPONSE_LIMIT = 32 * 1024;

/** Stores what the patient is asked, in place of what was asked before; null: nothing. Throws `bad-request`. */
export async function saveForm(
  transaction: Database,
  visitId: string,
  form: PreparationForm | null,
  now: Date,
): Promise<void> {
  await transaction.delete(preparations).where(eq(preparations.visitId, visitId));
  if (form === null) return;
  demandSize('form', form, FORM_LIMIT);
  formOf(form);
  const nothing = { response: null, version: 0, savedAt: null };
  await transaction.insert(preparations).values({ visitId, form, createdAt: now, ...nothing });
}

/**
 * Stores the answers; the visit's row is locked. False where the very same had been stored already. Throws `version-conflict` where others have come since `version`, and
 * `bad-request` where the answers do not fit the form, or are sent and not complete.
 */
export async function saveResponse(
  transaction: Database,
  record: VisitRecord,
  { version, response }: { version: number; response: QuestionnaireResponse },
  now: Date,
): Promise<boolean> {
  const { id: visitId } = record.visit;
  const [row] = await transaction.select().from(preparations).where(eq(preparations.visitId, visitId));
  if (!row) throw new ServiceProblem('invalid-state', 'nothing is asked before this visit', { record });
  if (row.version === version + 1 && sameAnswers(row.response, response)) return false;
  if (row.version !== version)
    throw new ServiceProblem('version-conflict', 'other answers have come since', { record });
  demandSize('response', response, RESPONSE_LIMIT);
  const form = formOf(row.form);
  const { answers, faults } = readResponse(form, response);
  const [fault] = response.status === 'completed' ? [...faults, ...answerFaults(form, answers)] : faults;
  if (fault)
    throw new ServiceProblem(
      'bad-request',
      `the answers do not fit: ${typeof fault === 'string' ? fault : fault.code}`,
    );
  await transaction
    .update(preparations)
    .set({ response: { ...response, authored: now.toISOString() }, version: version + 1, savedAt: now })
    .where(eq(preparations.visitId, visitId));
  return true;
}

/** The form and the answers; null where nothing is asked. */
export async function readPreparation(database: Database, record: VisitRecord): Promise<Preparation | null> {
  const [row] = await database.select().from(preparations).where(eq(preparations.visitId, record.visit.id));
  if (!row) return null;
  const { form, response, version, savedAt } = row;
  return {
    form,
    response,
    version,
    savedAt: savedAt?.toISOString() ?? null,
    observations: form === 'home-readings' ? observationsOf(response, record) : [],
  };
}

function observationsOf(response: QuestionnaireResponse | null, { visit }: VisitRecord): Observation[] {
  if (response?.status !== 'completed') return [];
  return homeReadingObservations(response, { timeZone: visit.unitTimeZone, now: visit.createdAt.getTime() });
}

function formOf(form: PreparationForm): Form {
  try {
    return readForm(form === 'home-readings' ? homeReadings(null) : form);
  } catch (error) {
    if (error instanceof FormError) throw new ServiceProblem('bad-request', `the form cannot be used: ${error.fault}`);
    // Something in it is not of the type that FHIR gives it.
    throw new ServiceProblem('bad-request', 'the form cannot be used: not-a-questionnaire', { cause: error });
  }
}

function demandSize(what: string, value: object | string, limit: number): void {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  if (bytes > limit) throw new ServiceProblem('bad-request', `the ${what} is larger than ${limit / 1024} kB`);
}

const sameAnswers = (stored: QuestionnaireResponse | null, sent: QuestionnaireResponse): boolean =>
  stored !== null && stored.status === sent.status && canonicalJson(stored.item) === canonicalJson(sent.item);

/** JSON whose keys are in order: the store does not keep the order that they came in. */
const canonicalJson = (value: unknown): string =>
  JSON.stringify(value ?? null, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );

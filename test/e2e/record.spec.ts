import type { BrowserContext, Page } from '@playwright/test';
import { Fhir } from 'fhir';
import type { Stack } from '../../demo/stack/stack.ts';
import type { Encounter, FhirCoding, Observation, QuestionnaireResponse, VisitView } from '../../src/contract/index.ts';
import { expect, test } from './fixtures.ts';
import { clinicianToken, participantToken, patientToken, sendCommand } from './raw-service.ts';
import { callInButton, endButton, goToWaitingRoom, pictureOf, visitIsOver } from './steps.ts';

interface Told {
  readonly type: string;
  readonly detail: {
    readonly visitId: string;
    readonly encounter: Encounter | null;
    readonly suggestedCode: FhirCoding | null;
    readonly response: QuestionnaireResponse;
    readonly observations: readonly Observation[];
  };
}

declare global {
  interface Window {
    told?: Told[];
  }
}

/** Keeps what the panel tells the journal of records and answers. Give to `prepare`. */
async function recordTold(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const told: Told[] = (window.told = []);
    for (const type of ['visit-ended', 'visit-record-changed', 'visit-preparation-answered'])
      document.addEventListener(type, (event) => told.push({ type, detail: (event as CustomEvent).detail }));
  });
}

const toldOf = (page: Page, type: string): Promise<Told['detail'][]> =>
  page.evaluate((wanted) => (window.told ?? []).filter((one) => one.type === wanted).map(({ detail }) => detail), type);

function assertValid(resource: object): void {
  const { messages } = new Fhir().validate(resource, { errorOnUnexpected: true });
  expect(messages.filter(({ severity }) => severity === 'error')).toEqual([]);
}

/** Somebody who sits in the waiting room without a page of ours. */
async function arrive(stack: Stack, visit: VisitView, token: string, connectionId: string): Promise<void> {
  const onVisit = { visitId: visit.id, connectionId };
  await sendCommand(stack, token, { type: 'connect', deviceKind: 'phone', ...onVisit });
  expect((await sendCommand(stack, token, { type: 'arrive', ...onVisit })).status).toBe(200);
}

/** A blood pressure, taken on one day after the other. */
const pressureOf = (systolic: number, index: number) => ({
  linkId: 'pressure',
  item: [
    { linkId: 'systolic', answer: [{ valueInteger: systolic }] },
    { linkId: 'diastolic', answer: [{ valueInteger: 85 }] },
    { linkId: 'pressure-date', answer: [{ valueDate: `2026-03-0${index + 1}` }] },
  ],
});

const needsVisit = (page: Page) => page.getByRole('switch', { name: 'Fysiskt besök behövs' });
const isNeeded = (encounter: Encounter | null | undefined): boolean =>
  encounter?.extension?.some(({ url, valueBoolean }) => url.endsWith('physical-visit-needed') && valueBoolean) ?? false;

test('N09 the clinician reads the readings from home as a trend and a table, new ones as they come, and the host gets them in FHIR', async ({
  openClinician,
  bookVisit,
  stack,
}) => {
  const visit = await bookVisit({ preparation: 'home-readings' });
  const token = await patientToken(stack, visit.id);
  const send = async (version: number, status: QuestionnaireResponse['status'], ...systolic: number[]) => {
    const response = { resourceType: 'QuestionnaireResponse' as const, status, item: systolic.map(pressureOf) };
    const { body } = await sendCommand(stack, token, {
      type: 'save-preparation',
      visitId: visit.id,
      version,
      response,
    });
    expect(body.error).toBeUndefined();
  };
  await send(0, 'in-progress', 152);
  const { page } = await openClinician({ prepare: recordTold });
  const row = page.locator(`[data-visit="${visit.id}"]`);
  await row.getByRole('button', { name: 'Läs det som är ifyllt: Karin Lind' }).click();
  await expect(page.getByText('Inte skickat än')).toBeVisible();
  await expect(page.getByText('152 mmHg')).toBeVisible();
  expect(await toldOf(page, 'visit-preparation-answered')).toEqual([]);

  await send(1, 'completed', 152, 147, 141);
  const pressure = page.getByRole('table', { name: 'Blodtryck mmHg' });
  await expect(pressure.getByRole('cell')).toHaveText(['141/85', '147/85', '152/85']);
  await expect(page.locator('svg.trend polyline')).toHaveCount(2);
  await expect(page.getByText('Inte skickat än')).toBeHidden();
  const [told, ...others] = await toldOf(page, 'visit-preparation-answered');
  expect(others).toEqual([]);
  expect(told?.visitId).toBe(visit.id);
  expect(told?.response).toEqual((await stack.host.preparation(visit.id))?.response);
  expect(told?.observations.map(({ code }) => code.coding[0]?.code)).toEqual(['85354-9', '85354-9', '85354-9']);
  [told?.response ?? {}, ...(told?.observations ?? [])].forEach(assertValid);
});

test('N18 N35 the record has the real times, the guardian and that the patient has to come; the journal has it, and what is changed after', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}, testInfo) => {
  const visit = await bookVisit({
    others: [{ name: 'Mia Lind', role: 'companion', onBehalfOf: 'Karin Lind' }],
    preparation: 'home-readings',
  });
  await arrive(stack, visit, await participantToken(stack, visit.id, 'companion'), 'guardian');
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id, prepare: recordTold }),
    openClinician({ prepare: recordTold }),
  ]);
  await goToWaitingRoom(patient);
  const calledAt = Date.now();
  await callInButton(clinician).click();
  await expect(pictureOf(clinician, 'Karin Lind')).toBeVisible();
  await needsVisit(clinician).click();
  await expect(needsVisit(clinician)).toBeChecked();
  await clinician.screenshot({ path: testInfo.outputPath('in-the-visit.png') });
  await endButton(clinician).click();
  const endedAt = Date.now();
  await expect(clinician.getByText('Lämnade till journalen.')).toBeVisible();
  await clinician.screenshot({ path: testInfo.outputPath('over.png') });

  const [ended] = await toldOf(clinician, 'visit-ended');
  const { encounter, suggestedCode } = ended ?? {};
  expect(encounter).toEqual(await stack.host.encounter(visit.id));
  assertValid(encounter ?? {});
  expect(suggestedCode?.code).toBe('ZV051');
  expect(encounter?.statusHistory.map(({ status }) => status)).toEqual([
    'planned',
    'arrived',
    'in-progress',
    'finished',
  ]);
  const { start = '', end = '' } = encounter?.period ?? {};
  expect(Math.abs(Date.parse(start) - calledAt), 'began with the press').toBeLessThan(3_000);
  expect(Math.abs(Date.parse(end) - endedAt), 'and ended with the other').toBeLessThan(3_000);
  expect(
    encounter?.participant?.map(({ type, individual, period }) => [
      type[0]?.coding[0]?.code,
      individual.display,
      period.end,
    ]),
  ).toEqual([
    ['PPRF', 'Anna Berg', end],
    ['PART', 'Mia Lind', end],
  ]);
  expect(encounter?.participant?.[1]?.extension?.[0]?.valueString).toBe('Karin Lind');
  expect(isNeeded(encounter)).toBe(true);

  await expect(visitIsOver(patient)).toBeVisible();
  const [patients] = await toldOf(patient, 'visit-ended');
  expect([patients?.visitId, patients?.encounter, patients?.suggestedCode]).toEqual([visit.id, null, null]);

  const contact = clinician.locator('section', {
    has: clinician.getByRole('heading', { name: 'Vårdkontakt från videobesöket' }),
  });
  await expect(contact).toContainText('Fysiskt besök behövs');
  await needsVisit(clinician).click();
  await expect(contact).not.toContainText('Fysiskt besök behövs');
  const [changed] = await toldOf(clinician, 'visit-record-changed');
  expect(isNeeded(changed?.encounter)).toBe(false);
  expect(changed?.encounter?.period).toEqual(encounter?.period);
  expect(await stack.host.encounter(visit.id)).toEqual(changed?.encounter);
});

test('N18 a visit that went on by telephone says so, and suggests no code', async ({
  openClinician,
  bookVisit,
  stack,
}) => {
  const visit = await bookVisit();
  await arrive(stack, visit, await patientToken(stack, visit.id), 'patient');
  const { page } = await openClinician({ prepare: recordTold });
  await callInButton(page).click();
  await expect(needsVisit(page)).toBeVisible();
  const { participants, calledInBy } = await stack.host.visit(visit.id);
  const connectionId = participants.find(({ id }) => id === calledInBy)?.connection?.id ?? '';
  const clinician = await clinicianToken(stack, 'anna-berg');
  await sendCommand(stack, clinician, { type: 'go-on-by-phone', visitId: visit.id, connectionId });
  await endButton(page).click();
  await expect(page.locator('visit-record').getByText('Telefon', { exact: true })).toBeVisible();
  const [ended] = await toldOf(page, 'visit-ended');
  assertValid(ended?.encounter ?? {});
  expect(ended?.encounter?.type?.[0]?.coding[0]?.code).toBe('185317003');
  expect(ended?.encounter?.class.code).toBe('VR');
  expect(ended?.suggestedCode).toBeNull();
  expect((await stack.host.encounter(visit.id)).extension).toContainEqual({
    url: 'urn:video-visit:modality',
    valueCode: 'phone',
  });
});

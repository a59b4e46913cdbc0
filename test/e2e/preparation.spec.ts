import { Fhir } from 'fhir';
import { handEczema } from '../../demo/site/hand-eczema.ts';
import type { Preparation } from '../../src/contract/index.ts';
import { expect, test } from './fixtures.ts';
import { callInButton, goToWaitingRoom, pictureOf, waitingRoom } from './steps.ts';

const wish = 'Vad hoppas du få hjälp med?';

/** What is answered, by `linkId`; only the first answer of each. */
const answersOf = (preparation: Preparation | null): Record<string, unknown> => {
  const all = (items: NonNullable<Preparation['response']>['item'] = []): [string, unknown][] =>
    items.flatMap(({ linkId, answer, item }) => [
      ...(answer?.[0] ? [[linkId, Object.values(answer[0])[0]] as [string, unknown]] : []),
      ...all(item),
    ]);
  return Object.fromEntries(all(preparation?.response?.item));
};

const assertValid = (resource: object): void => {
  const { messages } = new Fhir().validate(resource, { errorOnUnexpected: true });
  expect(messages.filter(({ severity }) => severity === 'error')).toEqual([]);
};

test('N09 a form in the waiting room: a reload, another device and the call-in lose nothing', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}) => {
  const visit = await bookVisit({ preparation: handEczema });
  const [{ page: phone }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await goToWaitingRoom(phone);
  await phone.getByRole('button', { name: 'Svara på frågorna' }).click();
  await phone.getByLabel(wish).fill('En kräm');
  await phone.getByLabel('Mycket').check();
  await expect(phone.getByText(/^Sparat \d\d:\d\d/)).toBeVisible();

  await phone.reload();
  await expect(waitingRoom(phone)).toBeVisible();
  await phone.getByRole('button', { name: 'Fortsätt svara' }).click();
  await expect(phone.getByLabel(wish)).toHaveValue('En kräm');

  const { page: laptop } = await openPatient({ visitId: visit.id });
  await expect(waitingRoom(laptop)).toBeVisible();
  await laptop.getByRole('button', { name: 'Fortsätt svara' }).click();
  await expect(laptop.getByLabel(wish)).toHaveValue('En kräm');
  await expect(laptop.getByLabel('Mycket')).toBeChecked();

  await expect(callInButton(clinician)).toBeVisible();
  await laptop.getByLabel(wish).press('End');
  await laptop.getByLabel(wish).pressSequentially(' och råd');
  await callInButton(clinician).click();
  await expect(pictureOf(laptop, 'Anna Berg')).toBeVisible();
  await expect
    .poll(async () => answersOf(await stack.host.preparation(visit.id)))
    .toEqual({ itch: 'Mycket', wish: 'En kräm och råd' });
  expect((await stack.host.visit(visit.id)).preparation?.status).toBe('draft');
});

test('N09 readings from home are sent three days ahead, and the host reads them in FHIR', async ({
  openPatient,
  bookVisit,
  stack,
}) => {
  const bookedStart = new Date(Date.now() + 3 * 24 * 3_600_000).toISOString();
  const visit = await bookVisit({ preparation: 'home-readings', bookedStart });
  const { page: patient } = await openPatient({ visitId: visit.id });
  await patient.getByRole('button', { name: 'Svara på frågorna' }).click();
  await patient.getByLabel('Övertryck').fill('1380');
  await patient.getByLabel('Undertryck').fill('86');
  await patient.getByLabel('Vikt').fill('81,5');
  await patient.getByRole('button', { name: 'Skicka svaren' }).click();
  const summary = patient.getByRole('group', { name: 'En fråga behöver ditt svar' });
  await expect(summary).toBeFocused();
  await summary.getByRole('link').click();
  await expect(patient.getByLabel('Övertryck')).toBeFocused();
  await patient.getByLabel('Övertryck').fill('138');
  await patient.getByRole('button', { name: 'Skicka svaren' }).click();
  await expect(patient.getByRole('heading', { name: 'Dina svar är skickade' })).toBeFocused();
  await patient.getByRole('button', { name: 'Tillbaka', exact: true }).click();
  await expect(patient.getByText('Mottagningen har fått dina svar.')).toBeVisible();

  expect((await stack.host.visit(visit.id)).preparation?.status).toBe('answered');
  const preparation = await stack.host.preparation(visit.id);
  expect(answersOf(preparation)).toEqual({ systolic: 138, diastolic: 86, weight: 81.5 });
  expect(preparation?.response?.status).toBe('completed');
  assertValid(preparation?.response ?? {});
  expect(preparation?.observations.map(({ code }) => code.coding[0]?.code)).toEqual(['85354-9', '29463-7']);
  preparation?.observations.forEach(assertValid);
});

test('N09 a form of the host’s own stands in its place', async ({ openPatient, bookVisit }) => {
  const visit = await bookVisit({ preparation: 'home-readings' });
  const { page: patient } = await openPatient({ visitId: visit.id });
  await patient.locator('video-visit').evaluate((element) => {
    const form = document.createElement('p');
    form.slot = 'preparation';
    form.textContent = 'Regionens eget formulär';
    element.append(form);
  });
  await goToWaitingRoom(patient);
  await expect(patient.getByText('Regionens eget formulär')).toBeVisible();
  await expect(patient.getByRole('button', { name: 'Svara på frågorna' })).toBeHidden();
});

import { expect, test } from './fixtures.ts';
import { mediaCounts } from './page-recorder.ts';
import {
  callInButton,
  clinicSees,
  endButton,
  expectBothWays,
  goToWaitingRoom,
  moreFramesArrive,
  pictureOf,
  warmConnections,
} from './steps.ts';

const minutes = (count: number): string => new Date(Date.now() + count * 60_000).toISOString();
/** 10:20 where the clinic is. */
const clock = (instant: string): string =>
  new Intl.DateTimeFormat('sv', { timeStyle: 'short', timeZone: 'Europe/Stockholm' }).format(new Date(instant));
const noPackets = { audioPackets: 0, videoPackets: 0 };

test('N06 the room says that the clinic sees, and by itself that it is late when the time has passed', async ({
  openPatient,
  bookVisit,
}) => {
  const visit = await bookVisit({ bookedStart: minutes(-3) });
  const { page } = await openPatient({ visitId: visit.id });
  await goToWaitingRoom(page);
  await expect(page.getByText('Din tid är inne, men Anna Berg är lite sen.')).toBeVisible();
  await expect(page.getByText('Du har kvar din plats.').first()).toBeVisible();
  await expect(clinicSees(page)).toBeVisible();
});

test('N32 a patient who comes forty minutes late is in the right place, waits, and is called in', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit({ bookedStart: minutes(-40) });
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await goToWaitingRoom(patient);
  await expect(patient.getByRole('heading', { name: 'Du är på rätt plats' })).toBeVisible();
  await callInButton(clinician).click();
  await expectBothWays(patient, clinician);
});

test('N07 a delay is on the patient’s screen at once and after a reload; the patient’s word is on the row', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await goToWaitingRoom(patient);
  await clinician.getByRole('button', { name: 'Säg att du är sen: Karin Lind' }).click();
  await clinician.getByRole('button', { name: '15 minuter' }).click();
  const notice = patient.getByText('Anna Berg är lite sen: ungefär 15 minuter.', { exact: true });
  await expect(notice).toBeVisible();
  await expect(patient.getByText(/^Sagt kl\. \d\d[.:]\d\d$/)).toBeVisible();
  await expect(clinician.getByText(/^15 minuter sen, sagt kl\./)).toBeVisible();
  await patient.reload();
  await expect(notice).toBeVisible();

  await patient.getByRole('button', { name: 'Säg till mottagningen' }).click();
  await patient.getByRole('button', { name: '10 minuter', exact: true }).click();
  await expect(clinician.getByText('kan vänta 10 minuter')).toBeVisible();

  await clinician.getByRole('button', { name: 'Säg att du är sen: Karin Lind' }).click();
  await clinician.getByLabel('Egna ord').fill('Ett akut besök kom emellan.');
  await clinician.getByRole('button', { name: 'Säg till', exact: true }).click();
  await expect(patient.getByText('Ett akut besök kom emellan.', { exact: true })).toBeVisible();
});

test('N08 called before the booked time: nothing goes either way before the patient says “now”', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit({ bookedStart: minutes(10) });
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await goToWaitingRoom(patient);
  for (const page of [patient, clinician]) await expect.poll(() => warmConnections(page)).toBe(2);
  await expect(clinician.getByText('Patienten får först frågan om att börja nu.')).toBeVisible();
  await callInButton(clinician).click();
  const question = `Anna Berg är redo nu. Vill du börja nu eller kl. ${clock(visit.bookedStart)}?`;
  await expect(patient.getByText(question).first()).toBeVisible();
  await expect(clinician.getByText('Karin Lind får frågan om att börja nu.').first()).toBeVisible();
  for (const page of [patient, clinician]) {
    const { sent, received } = await mediaCounts(page);
    expect(sent, 'nothing is sent').toMatchObject(noPackets);
    expect(received, 'nothing is received').toMatchObject({ ...noPackets, framesDecoded: 0 });
  }
  await expect(pictureOf(patient, 'Anna Berg')).toHaveCount(0);

  await patient.getByRole('button', { name: 'Börja nu' }).click();
  await expectBothWays(patient, clinician);
});

test('N08 “at the booked time” is an answer that the clinician sees, and nobody is seen', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}) => {
  const visit = await bookVisit({ bookedStart: minutes(10) });
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await goToWaitingRoom(patient);
  await callInButton(clinician).click();
  const time = clock(visit.bookedStart);
  await patient.getByRole('button', { name: `Vänta till kl. ${time}` }).click();
  await expect(clinician.getByText(`Karin Lind har svarat: börja kl. ${time}.`)).toBeVisible();
  await expect(patient.getByText(`Du har svarat att du vill börja kl. ${time}.`)).toBeVisible();
  expect((await stack.host.visit(visit.id)).status).toBe('arrived');
  expect((await mediaCounts(clinician)).sent).toMatchObject(noPackets);
});

test('N13 the number is masked for the patient, whole for the clinician; both say when the visit goes by phone', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}) => {
  const visit = await bookVisit({ patient: { name: 'Karin Lind', reference: 'karin-lind', phone: '070-174 06 41' } });
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await goToWaitingRoom(patient);
  await expect(patient.getByText('ringer mottagningen dig på numret som slutar på 41.')).toBeVisible();
  expect(await patient.content()).not.toContain('070-174');
  await patient.getByRole('button', { name: 'Ändra numret' }).click();
  await patient.getByLabel('Telefonnummer').fill('070-174 06 52');
  await patient.getByRole('button', { name: 'Spara' }).click();
  await expect(patient.getByText('på numret som slutar på 52.')).toBeVisible();

  await callInButton(clinician).click();
  await expectBothWays(patient, clinician);
  // A browser of a test rings nobody.
  await clinician.evaluate(() =>
    addEventListener(
      'click',
      (event) => event.composedPath().some((on) => on instanceof HTMLAnchorElement) && event.preventDefault(),
    ),
  );
  const ring = clinician.getByRole('link', { name: 'Ring Karin Lind: 070-174 06 52' });
  await expect(ring, 'at hand while all is well').toHaveAttribute('href', 'tel:0701740652');
  await ring.click();
  await expect(patient.getByText('Besöket fortsätter på telefon', { exact: true })).toBeVisible();
  await expect(patient.getByText('Mottagningen ringer dig nu på numret som slutar på 52.').first()).toBeVisible();
  await expect(clinician.getByText('Ni fortsätter på telefon. Karin Lind ser det på sin sida.')).toBeVisible();
  expect((await stack.host.visit(visit.id)).modality).toBe('phone');
  for (const page of [patient, clinician]) {
    await expect(page.getByRole('switch', { name: 'Mikrofon' }), 'no echo').not.toBeChecked();
    await moreFramesArrive(page);
  }

  await clinician.getByRole('button', { name: 'Tillbaka till video' }).click();
  await expect(patient.getByText('Besöket fortsätter på telefon', { exact: true })).toHaveCount(0);
  await expect(patient.getByRole('switch', { name: 'Mikrofon' })).toBeChecked();
  expect((await stack.host.visit(visit.id)).modality).toBe('video');
});

test('N13 one who does not come is rung from the list, and the visit is held by phone', async ({
  openClinician,
  bookVisit,
  stack,
}) => {
  const visit = await bookVisit({
    bookedStart: new Date(Date.now() - 10 * 60_000).toISOString(),
    patient: { name: 'Karin Lind', reference: 'karin-lind', phone: '070-174 06 41' },
  });
  const { page } = await openClinician();
  const row = page.locator(`visit-day-list [data-visit="${visit.id}"]`);
  await expect(row.getByRole('link', { name: 'Ring Karin Lind' })).toHaveAttribute('href', 'tel:0701740641');
  await row.getByRole('button', { name: 'Ta besöket på telefon' }).click();
  await expect(page.getByText('Ni fortsätter på telefon.')).toBeVisible();
  await expect(row).toContainText('på telefon');
  expect(await stack.host.visit(visit.id)).toMatchObject({ status: 'in-progress', modality: 'phone' });
  await endButton(page).click();
  await expect(page.getByRole('heading', { name: 'Besöket är slut' })).toBeVisible();
});

test('N06 a call-in is in the title of a page that is hidden, and the screen is asked to stay on while one waits', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const { page: patient } = await openPatient({
    visitId: visit.id,
    prepare: async (context) => {
      await context.addInitScript(() => {
        const asked: string[] = [];
        Object.assign(window, { wakeLocksAsked: asked });
        // Not there before the page is: the first document is no secure context.
        if (!('wakeLock' in navigator)) return;
        const { wakeLock } = navigator;
        const request = wakeLock.request.bind(wakeLock);
        wakeLock.request = (type) => {
          asked.push(type ?? '');
          return request(type);
        };
      });
    },
  });
  const { page: clinician } = await openClinician();
  await goToWaitingRoom(patient);
  const asked = (): Promise<string[]> =>
    patient.evaluate(() => (window as unknown as { wakeLocksAsked: string[] }).wakeLocksAsked);
  await expect.poll(asked).toEqual(['screen']);
  const title = await patient.title();
  await patient.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
  });
  await callInButton(clinician).click();
  await expect.poll(() => patient.title()).toBe('Anna Berg ropar in dig');
  await patient.evaluate(() => {
    Reflect.deleteProperty(document, 'visibilityState');
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect.poll(() => patient.title()).toBe(title);
});

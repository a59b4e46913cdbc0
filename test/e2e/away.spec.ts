import { expect, test } from './fixtures.ts';
import { mediaCounts } from './page-recorder.ts';
import { patientToken } from './raw-service.ts';
import {
  callInButton,
  clinicSees,
  endButton,
  errorCodes,
  expectBothWays,
  goToWaitingRoom,
  hostGives,
  recordErrors,
  statusOf,
  waitingRoom,
  warmConnections,
} from './steps.ts';

/** What the browser itself writes of requests to a server that stops in the middle of them. */
const SERVICE_AWAY =
  /net::ERR_(CONNECTION_REFUSED|CONNECTION_RESET|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)/;

test('gateway down at the start: the patient is told, keeps the place, and all comes by itself', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}) => {
  const visit = await bookVisit();
  await stack.gateway.stop();
  const patient = await openPatient({ visitId: visit.id, prepare: recordErrors });
  const clinician = await openClinician();
  for (const { watch } of [patient, clinician])
    watch.expect(/status of 503 .*gateway-credentials/, /WebSocket connection to .* failed/);
  await goToWaitingRoom(patient.page);
  await expect(patient.page.getByText('Bild och ljud går inte att koppla upp just nu.').first()).toBeVisible();
  await expect.poll(() => errorCodes(patient.page)).toContain('gateway-unreachable');
  expect(await statusOf(stack, visit)).toBe('arrived');

  await stack.gateway.start();
  await expect(patient.page.getByText('Bild och ljud går inte att koppla upp just nu.')).toHaveCount(0, {
    timeout: 20_000,
  });
  await callInButton(clinician.page).click();
  await expectBothWays(patient.page, clinician.page);
});

test('service down at the start: the patient is told, and it opens by itself when the service is back', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}) => {
  const visit = await bookVisit();
  const token = await patientToken(stack, visit.id);
  await stack.service.stop();
  const patient = await openPatient({
    visitId: visit.id,
    prepare: async (context) => {
      await recordErrors(context);
      await hostGives(token, stack)(context);
    },
  });
  patient.watch.expect(SERVICE_AWAY);
  await expect(patient.page.getByText('Vi får ingen kontakt med videotjänsten.').first()).toBeVisible();
  await expect.poll(() => errorCodes(patient.page)).toEqual(['service-unreachable']);
  await stack.service.start();
  await goToWaitingRoom(patient.page);
  const { page: clinician } = await openClinician();
  await callInButton(clinician).click();
  await expectBothWays(patient.page, clinician);
});

test('the service restarts while the patient waits: the place and the news are kept', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}) => {
  const visit = await bookVisit();
  const [patient, clinician] = await Promise.all([openPatient({ visitId: visit.id }), openClinician()]);
  for (const { watch } of [patient, clinician]) {
    watch.expect(SERVICE_AWAY);
  }
  await goToWaitingRoom(patient.page);
  await expect(callInButton(clinician.page)).toBeVisible();
  await stack.service.restart();
  await expect(waitingRoom(patient.page)).toBeVisible();
  await expect(clinicSees(patient.page)).toBeVisible({ timeout: 20_000 });
  await callInButton(clinician.page).click();
  await expectBothWays(patient.page, clinician.page);
});

test('the service away in the visit: the call goes on, and the end arrives when it is back', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}) => {
  const visit = await bookVisit();
  const [patient, clinician] = await Promise.all([openPatient({ visitId: visit.id }), openClinician()]);
  for (const { watch } of [patient, clinician]) {
    watch.expect(SERVICE_AWAY);
  }
  await goToWaitingRoom(patient.page);
  await callInButton(clinician.page).click();
  await expectBothWays(patient.page, clinician.page);
  await stack.service.stop();
  const before = (await mediaCounts(patient.page)).received.framesDecoded;
  await expect.poll(async () => (await mediaCounts(patient.page)).received.framesDecoded).toBeGreaterThan(before + 60);
  await stack.service.start();
  // The room may be gone before the late news of the end: the page then asks for it once, and is refused.
  patient.watch.expect(/status of 409 .*gateway-credentials/);
  await endButton(clinician.page).click();
  await expect(patient.page.getByRole('heading', { name: 'Besöket är slut' })).toBeVisible({ timeout: 20_000 });
  expect(await statusOf(stack, visit)).toBe('finished');
});

test('the gateway restarts in the visit: the room is remade, and both see and hear each other again', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}) => {
  const visit = await bookVisit();
  const [patient, clinician] = await Promise.all([openPatient({ visitId: visit.id }), openClinician()]);
  for (const { watch } of [patient, clinician])
    watch.expect(/WebSocket connection to .* failed/, /status of 503 .*gateway-credentials/);
  await goToWaitingRoom(patient.page);
  await callInButton(clinician.page).click();
  await expectBothWays(patient.page, clinician.page);
  const { roomGeneration } = await stack.host.visit(visit.id);
  await stack.gateway.restart();
  for (const { page } of [patient, clinician]) {
    const { framesDecoded } = (await mediaCounts(page)).received;
    await expect
      .poll(async () => (await mediaCounts(page)).received.framesDecoded, {
        timeout: 40_000,
        message: 'frames after the restart',
      })
      .toBeGreaterThan(framesDecoded + 60);
  }
  await expectBothWays(patient.page, clinician.page);
  expect((await stack.host.visit(visit.id)).roomGeneration).toBeGreaterThan(roomGeneration);
});

test('cancelled while the patient waits: the patient is told and need not wait', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}) => {
  const visit = await bookVisit();
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await goToWaitingRoom(patient);
  for (const page of [patient, clinician]) await expect.poll(() => warmConnections(page)).toBe(2);
  // Of those before it, some may have been cancelled too.
  const cancelled = clinician.getByText('inställt');
  const before = await cancelled.count();
  await stack.host.cancel(visit.id);
  await expect(patient.getByRole('heading', { name: 'Besöket är inställt' })).toBeVisible();
  await expect(cancelled).toHaveCount(before + 1);
  await expect(callInButton(clinician)).toHaveCount(0);
  await patient.reload();
  await expect(patient.getByRole('heading', { name: 'Besöket är inställt' })).toBeVisible();
});

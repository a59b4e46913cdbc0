import type { GatewayCredentials, ServiceError } from '../../src/contract/index.ts';
import type { Stack } from '../../demo/stack/stack.ts';
import { expect, test } from './fixtures.ts';
import { mediaCounts } from './page-recorder.ts';
import { putRawGateway, type RawAnswer } from './raw-gateway.ts';
import { clinicianToken, patientToken, sendCommand, tryForCredentials } from './raw-service.ts';
import { callInButton, expectBothWays, goToWaitingRoom, moreFramesArrive, pictureOf, waitingRoom } from './steps.ts';

/** VideoRoom: no valid token, or none on the list. */
const unauthorized = 433;

async function credentials(
  stack: Stack,
  token: string,
  visitId: string,
  connectionId: string,
): Promise<GatewayCredentials> {
  const response = await fetch(`${stack.serviceUrl}/v1/gateway-credentials`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ visitId, connectionId, purpose: 'join' }),
  });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error((body as ServiceError).error.code);
  return body as GatewayCredentials;
}

test('N15 who is put back receives and sends nothing, with whatever they ever had: second id, open subscription, old tokens', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}, testInfo) => {
  const visit = await bookVisit();
  const token = await patientToken(stack, visit.id);
  const gives = (command: object) => sendCommand(stack, token, { visitId: visit.id, ...command } as never);
  await gives({ type: 'connect', connectionId: 'raw', deviceKind: 'phone' });
  await gives({ type: 'arrive', connectionId: 'raw' });
  const [{ page: clinician }, { page: raw }] = await Promise.all([openClinician(), openPatient()]);
  await callInButton(clinician).click();

  const had = await credentials(stack, token, visit.id, 'raw');
  await putRawGateway(raw, had);
  const publish = (id: string, roomToken: string | null = had.roomToken): Promise<RawAnswer> =>
    raw.evaluate((args) => window.rawGateway.publish(...args), [had.room, id, roomToken] as const);
  let feed = '';
  const receive = (privateId: number | null, roomToken: string | null = had.roomToken): Promise<RawAnswer> =>
    raw.evaluate((args) => window.rawGateway.receive(...args), [had.room, feed, roomToken, privateId] as const);
  const tell = (handleId: number, body: object): Promise<RawAnswer> =>
    raw.evaluate(([handle, said]) => window.rawGateway.tell(handle, said), [handleId, body] as const);

  // A subscription on the account of a member who then leaves by themself is on nobody's, and out of reach of any kick.
  const first = await publish(had.memberId);
  expect(first.code).toBeNull();
  await expect(pictureOf(clinician, 'Karin Lind')).toBeVisible();
  const { participants, calledInBy } = await stack.host.visit(visit.id);
  const { incarnation } = participants.find(({ id }) => id === calledInBy)?.connection ?? {};
  feed = `${calledInBy}~${incarnation}`;
  let orphan = first;
  // As soon as the clinician's media has a way.
  await expect.poll(async () => (orphan = await receive(first.privateId)).code).toBeNull();
  await tell(first.handleId, { request: 'leave' });
  const second = await publish(had.memberId);
  expect(second.code).toBeNull();
  const open = await receive(second.privateId);
  expect(open.code).toBeNull();
  const other = await publish('a-second-id');
  await receive(other.privateId);
  const bytesOfEach = (): Promise<number[]> => raw.evaluate(() => window.rawGateway.bytesOfEach());
  await expect
    .poll(async () => (await bytesOfEach()).slice(0, 2).every((bytes) => bytes > 20_000), {
      message: 'both subscriptions bring media',
    })
    .toBe(true);
  await moreFramesArrive(clinician);
  await raw.evaluate(() => window.rawGateway.lastByteAt());

  const clinics = await clinicianToken(stack, 'anna-berg');
  const begun = Date.now();
  const answer = await sendCommand(stack, clinics, { type: 'put-back', visitId: visit.id });
  const answered = Date.now();
  expect(answer.status).toBe(200);
  expect(answer.body.visit.status).toBe('in-progress');
  await expect(pictureOf(clinician, 'Karin Lind')).toHaveCount(0);
  await clinician.waitForTimeout(2_000); // That nothing comes is the test.
  const last = await raw.evaluate(() => window.rawGateway.lastByteAt());
  testInfo.annotations.push({
    type: 'put back',
    description: `answered after ${answered - begun} ms; last byte ${last - answered} ms after the answer`,
  });
  expect(last - answered, 'what was under way when the answer came').toBeLessThan(150);
  const before = await bytesOfEach();

  for (const id of [had.memberId, 'a-second-id', 'a-third-id'])
    for (const roomToken of [had.roomToken, null]) expect((await publish(id, roomToken)).code).toBe(unauthorized);
  for (const privateId of [first.privateId, second.privateId, other.privateId, null])
    for (const roomToken of [had.roomToken, null]) expect((await receive(privateId, roomToken)).code).not.toBeNull();
  for (const { handleId } of [orphan, open, second]) {
    for (const body of [
      { request: 'start' },
      { request: 'subscribe', streams: [{ feed }] },
      { request: 'configure', restart: true },
      { request: 'publish' },
    ])
      expect((await tell(handleId, body)).code).not.toBeNull();
  }
  await raw.evaluate(() => window.rawGateway.reconnect());
  expect((await publish(had.memberId)).code).toBe(unauthorized);
  await gives({ type: 'leave', connectionId: 'raw' });
  await gives({ type: 'arrive', connectionId: 'raw' });
  await gives({ type: 'connect', connectionId: 'raw-2', deviceKind: 'tablet' });
  for (const connectionId of ['raw', 'raw-2'])
    expect(await tryForCredentials(stack, token, visit.id, connectionId)).not.toBeNull();
  expect(await bytesOfEach()).toEqual(before);
  await expect(pictureOf(clinician, 'Karin Lind')).toHaveCount(0);

  // Called in again, with new credentials and no other.
  await clinician.getByRole('button', { name: 'Ropa in igen' }).click();
  await expect.poll(() => tryForCredentials(stack, token, visit.id, 'raw-2')).toBeNull();
  const given = await credentials(stack, token, visit.id, 'raw-2');
  expect((await publish(had.memberId)).code).toBe(unauthorized);
  expect((await publish(given.memberId, given.roomToken)).code).toBeNull();
});

test('N15 back to the waiting room for a moment, in words on both pages, and in again with one press', async ({
  openPatient,
  openClinician,
  bookVisit,
}, testInfo) => {
  const visit = await bookVisit();
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician(),
  ]);
  await goToWaitingRoom(patient);
  await callInButton(clinician).click();
  await expectBothWays(patient, clinician);
  await patient.getByRole('switch', { name: 'Mikrofon' }).click();

  await clinician.getByRole('button', { name: 'Tillbaka till väntrummet' }).click();
  await expect(waitingRoom(patient)).toBeVisible();
  await expect(
    patient
      .getByRole('paragraph')
      .filter({ hasText: 'Anna Berg har satt dig i väntrummet en stund. Du har kvar din plats.' }),
  ).toBeVisible();
  await expect(clinician.getByRole('heading', { name: 'Karin Lind är i väntrummet' })).toBeVisible();
  await expect(patient.getByText('(av)').or(patient.getByText('avstängd'))).toBeVisible();
  const counts = await mediaCounts(patient);
  await patient.screenshot({ path: testInfo.outputPath('patient.png') });
  await clinician.screenshot({ path: testInfo.outputPath('clinician.png') });
  expect((await mediaCounts(patient)).received.framesDecoded).toBe(counts.received.framesDecoded);

  const clicked = Date.now();
  await clinician.getByRole('button', { name: 'Ropa in igen' }).click();
  await expect(pictureOf(patient, 'Anna Berg')).toBeVisible();
  await expect(pictureOf(clinician, 'Karin Lind')).toBeVisible();
  await expect.poll(async () => (await mediaCounts(clinician)).received.framesDecoded).toBeGreaterThan(0);
  testInfo.annotations.push({
    type: 'called in again',
    description: `picture ${Date.now() - clicked} ms after the click`,
  });
  await moreFramesArrive(clinician);
  await moreFramesArrive(patient);
});

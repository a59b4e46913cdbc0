import { expect, test } from './fixtures.ts';
import { clinicianToken, patientToken, sendCommand } from './raw-service.ts';
import { errorCodes, goToWaitingRoom, hostGives, recordErrors, statusOf, waitingRoom } from './steps.ts';

test('a garbled token says so, and nothing is lost', async ({ openPatient, bookVisit, stack }) => {
  const visit = await bookVisit();
  const { page, watch } = await openPatient({
    visitId: visit.id,
    prepare: async (context) => {
      await recordErrors(context);
      await hostGives(`${(await patientToken(stack, visit.id)).slice(0, -6)}garble`, stack)(context);
    },
  });
  watch.expect(/status of 401 .*\/v1\/events/);
  await expect(page.getByText('Länken till besöket fungerar inte.').first()).toBeVisible();
  await expect(page.getByText('Gå tillbaka till dina bokade besök').first()).toBeVisible();
  await expect.poll(() => errorCodes(page)).toEqual(['token-invalid']);
  expect(await statusOf(stack, visit)).toBe('planned');
});

test('an expired token says so, and a new one goes on from there', async ({ openPatient, bookVisit, stack }) => {
  const visit = await bookVisit();
  const token = await patientToken(stack, visit.id, 1);
  await expect
    .poll(
      async () =>
        (await sendCommand(stack, token, { type: 'leave', visitId: visit.id, connectionId: 'none' })).body.error?.code,
    )
    .toBe('token-expired');
  const { page, watch, context } = await openPatient({
    visitId: visit.id,
    prepare: async (opened) => {
      await recordErrors(opened);
      await hostGives(token, stack)(opened);
    },
  });
  watch.expect(/status of 401 .*\/v1\/events/);
  await expect(page.getByText('Din inloggning har gått ut.').first()).toBeVisible();
  await expect.poll(() => errorCodes(page)).toEqual(['token-expired']);

  await hostGives(await patientToken(stack, visit.id), stack)(context);
  await goToWaitingRoom(page);
});

test('a token that expires while the patient waits is renewed without a word', async ({
  openPatient,
  bookVisit,
  stack,
}) => {
  const visit = await bookVisit();
  let asked = 0;
  const { page, watch } = await openPatient({
    visitId: visit.id,
    prepare: async (context) => {
      await recordErrors(context);
      await hostGives('', stack)(context);
      await context.route('**/api/portal/token*', async (route) => {
        asked++;
        await route.fulfill({ json: { service: stack.serviceUrl, token: await patientToken(stack, visit.id, 6) } });
      });
    },
  });
  // The browser itself writes a refusal to the console; the person sees nothing of it.
  watch.expect(/status of 401 /);
  await goToWaitingRoom(page);
  await expect.poll(() => asked, { timeout: 25_000 }).toBeGreaterThan(3);
  await expect(waitingRoom(page)).toBeVisible();
  expect(await errorCodes(page)).toEqual([]);
});

test('a token for another visit opens no other', async ({ openPatient, bookVisit, stack }) => {
  const [mine, other] = [await bookVisit(), await bookVisit()];
  const token = await patientToken(stack, mine.id);
  const answer = await fetch(`${stack.serviceUrl}/v1/visits/${other.id}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(answer.status).toBe(403);
  const command = await sendCommand(stack, token, {
    type: 'connect',
    visitId: other.id,
    connectionId: 'c1',
    deviceKind: 'phone',
  });
  expect([command.status, command.body.error?.code]).toEqual([403, 'wrong-visit']);

  // In the page the token decides which visit it is: the other one is nowhere to be seen.
  const { page } = await openPatient({ visitId: other.id, prepare: hostGives(token, stack) });
  await goToWaitingRoom(page);
  expect(await statusOf(stack, mine)).toBe('arrived');
  expect(await statusOf(stack, other)).toBe('planned');
});

test('what a role may not do is refused by the service, whatever the client', async ({ bookVisit, stack }) => {
  const visit = await bookVisit();
  const patient = await patientToken(stack, visit.id);
  const { type: _, ...on } = { type: '', visitId: visit.id, connectionId: 'raw' };
  expect((await sendCommand(stack, patient, { type: 'connect', ...on, deviceKind: 'computer' })).status).toBe(200);
  expect((await sendCommand(stack, patient, { type: 'arrive', ...on })).status).toBe(200);
  for (const type of ['call-in', 'end'] as const) {
    const { status, body } = await sendCommand(stack, patient, { type, ...on });
    expect([status, body.error?.code], type).toEqual([403, 'forbidden']);
  }
  const { token: stranger } = await stack.host.token({
    kind: 'clinician',
    subject: 'elsewhere',
    name: 'Någon Annan',
    units: ['SE0000000000-OTHER'],
    assignment: 'SE0000000000-OTHER-VARD',
  });
  const refused = await sendCommand(stack, stranger, { type: 'call-in', ...on });
  expect([refused.status, refused.body.error?.code]).toEqual([403, 'forbidden']);
  expect(await statusOf(stack, visit)).toBe('arrived');
  const allowed = await sendCommand(stack, await clinicianToken(stack, 'anna-berg'), {
    type: 'call-in',
    ...on,
    connectionId: 'raw2',
  });
  expect(allowed.status).toBe(200);
});

test('N16 a clinician’s token is refused without a care assignment', async ({ stack }) => {
  const response = await fetch(`${stack.serviceUrl}/v1/tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stack.secrets.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      kind: 'clinician',
      subject: 'anna-berg',
      name: 'Anna Berg',
      units: ['SE0000000000-NORRVIK1'],
    }),
  });
  expect(response.status).toBe(400);
});

import { expect, test } from './fixtures.ts';
import { heldByPage, mediaCounts, type MediaCounts } from './page-recorder.ts';
import { AUDIBLE, callInButton, endButton, expectBothWays, goToWaitingRoom, pictureOf, statusOf } from './steps.ts';

test('N01 N02 N12 N14 a whole visit: booked time in sight throughout, one click to faces, picture and sound both ways', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}, testInfo) => {
  const visit = await bookVisit();
  const { page: patient } = await openPatient({ visitId: visit.id });
  const booked = patient
    .locator('visit-booking')
    .filter({ hasText: /I (dag|morgon)\s+kl\.\s+\d\d:\d\d,\s+20\s+minuter/ });
  const bookingIsShown = async (): Promise<void> => {
    await expect(booked).toBeVisible();
    for (const word of ['Anna Berg', 'Björkdalens vårdcentral', 'Uppföljning av blodtryck']) {
      await expect(patient.locator('video-visit').getByText(word).first()).toBeVisible();
    }
  };
  const picture = async (name: string): Promise<void> => {
    await patient.screenshot({ path: testInfo.outputPath(`patient-${name}.png`) });
    await clinician.page.screenshot({ path: testInfo.outputPath(`clinician-${name}.png`) });
  };
  const clinician = await openClinician();

  await expect(patient.getByRole('button', { name: 'Slå på kamera och mikrofon' })).toBeVisible();
  await bookingIsShown();
  await picture('1-checking');

  await goToWaitingRoom(patient);
  await bookingIsShown();
  expect(await statusOf(stack, visit)).toBe('arrived');
  await expect(clinician.page.getByText('väntar sedan nyss')).toBeVisible();
  await picture('2-waiting');

  // One click, from the list to faces.
  await callInButton(clinician.page).click();
  await expect(pictureOf(clinician.page, 'Karin Lind')).toBeVisible();
  await expect(pictureOf(patient, 'Anna Berg')).toBeVisible();
  await expectBothWays(patient, clinician.page);
  await bookingIsShown();
  expect(await statusOf(stack, visit)).toBe('in-progress');
  await picture('3-on-stage');

  // Frames in every one of ten seconds, in both pages.
  const seconds: { patient: MediaCounts; clinician: MediaCounts }[] = [];
  for (let second = 0; second <= 10; second++) {
    seconds.push({ patient: await mediaCounts(patient), clinician: await mediaCounts(clinician.page) });
    await patient.waitForTimeout(1_000); // The clock is what is measured here.
  }
  for (const side of ['patient', 'clinician'] as const) {
    const frames = seconds
      .slice(1)
      .map((now, i) => now[side].received.framesDecoded - seconds[i]![side].received.framesDecoded);
    const first = seconds[0]![side].received;
    const last = seconds.at(-1)![side].received;
    expect(
      Math.min(...frames),
      `frames decoded in the poorest second at the ${side}: ${frames.join(' ')}`,
    ).toBeGreaterThan(0);
    const level = (last.audioEnergy - first.audioEnergy) / (last.audioDuration - first.audioDuration);
    expect(level, `sound at the ${side}`).toBeGreaterThan(AUDIBLE);
    testInfo.annotations.push({ type: `frames per second at the ${side}`, description: frames.join(' ') });
  }
  for (const page of [patient, clinician.page]) {
    const opened = await page.evaluate(() => window.videoVisitRecords.tracks.length);
    expect(opened, 'a camera and a microphone that work are not taken anew').toBe(2);
  }

  await endButton(clinician.page).click();
  await expect(patient.getByRole('heading', { name: 'Besöket är slut' })).toBeVisible();
  await expect(clinician.page.getByRole('heading', { name: 'Besöket är slut' })).toBeVisible();
  await bookingIsShown();
  await picture('4-over');
});

test('after the end the devices are released, the room is gone and the visit is finished', async ({
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
  await callInButton(clinician).click();
  await expectBothWays(patient, clinician);
  expect(await rooms(stack)).toHaveLength(1);

  await endButton(clinician).click();
  await expect(patient.getByRole('heading', { name: 'Besöket är slut' })).toBeVisible();
  for (const page of [patient, clinician]) {
    await expect.poll(() => heldByPage(page)).toEqual({ liveTracks: [], openConnections: 0, openSockets: [] });
  }
  await expect.poll(() => rooms(stack)).toEqual([]);
  expect(await statusOf(stack, visit)).toBe('finished');
});

test('End, then the next patient: one click each', async ({ openPatient, openClinician, bookVisit }) => {
  const first = await bookVisit({ bookedStart: new Date(Date.now() - 20 * 60_000).toISOString() });
  const second = await bookVisit({ patient: { name: 'Yusuf Haddad', reference: 'yusuf-haddad' } });
  const { page: karin } = await openPatient({ visitId: first.id });
  const { page: yusuf } = await openPatient({ visitId: second.id, person: 'yusuf-haddad' });
  const { page: clinician } = await openClinician();
  await goToWaitingRoom(karin);
  await goToWaitingRoom(yusuf);
  await clinician.getByRole('button', { name: /Ropa in.*Karin Lind|Karin Lind.*Ropa in/ }).click();
  await expectBothWays(karin, clinician);
  await endButton(clinician).click();
  await clinician.getByRole('button', { name: /Nästa: .* Yusuf Haddad/ }).click();
  await expectBothWays(yusuf, clinician);
  await expect(karin.getByRole('heading', { name: 'Besöket är slut' })).toBeVisible();
});

/** Ids of all rooms that the gateway has. */
async function rooms({ adminUrl, secrets }: import('../../demo/stack/stack.ts').Stack): Promise<string[]> {
  const { adminSecret, adminKey } = secrets.gateway;
  const socket = new WebSocket(adminUrl, 'janus-admin-protocol');
  const answer = await new Promise<string>((resolve, reject) => {
    socket.onerror = () => reject(new Error('Admin API'));
    socket.onmessage = ({ data }) => resolve(String(data));
    socket.onopen = () =>
      socket.send(
        JSON.stringify({
          janus: 'message_plugin',
          transaction: 'rooms',
          admin_secret: adminSecret,
          plugin: 'janus.plugin.videoroom',
          request: { request: 'list', admin_key: adminKey },
        }),
      );
  });
  socket.close();
  const { response } = JSON.parse(answer) as { response: { list: { room: string }[] } };
  return response.list.map(({ room }) => room);
}

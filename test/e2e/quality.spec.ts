import type { ConnectionQuality, Role } from '../../src/contract/index.ts';
import { expect, test } from './fixtures.ts';
import {
  callInButton,
  endButton,
  expectBothWays,
  goToWaitingRoom,
  moreFramesArrive,
  pictureOf,
  visitIsOver,
  warmConnections,
} from './steps.ts';

const total = ({ report }: ConnectionQuality, direction: 'sending' | 'receiving'): number =>
  Object.values(report[direction].seconds).reduce((sum, seconds) => sum + seconds, 0);

test('N14 after a visit the service knows how it went for both sides, and for a page that was closed', async ({
  openPatient,
  openClinician,
  bookVisit,
  stack,
}) => {
  const visit = await bookVisit();
  const { page: patient } = await openPatient({ visitId: visit.id });
  const { page: clinician } = await openClinician();
  await goToWaitingRoom(patient);
  for (const page of [patient, clinician]) await expect.poll(() => warmConnections(page)).toBe(2);
  const calledInAt = Date.now();
  await callInButton(clinician).click();
  await expect(pictureOf(patient, 'Anna Berg')).toBeVisible();
  await expectBothWays(patient, clinician);
  await patient.waitForTimeout(6_000); // So much time has to be in the record.
  const reported = async (role: Role): Promise<ConnectionQuality[]> =>
    (await stack.host.quality(visit.id)).filter((one) => one.role === role);
  expect(await stack.host.quality(visit.id), 'nothing is told before the first minute').toEqual([]);

  // The page goes away without a word, and comes back as another connection.
  const address = patient.url();
  await patient.goto('about:blank');
  await expect.poll(() => reported('patient'), { message: 'what the closed page told' }).toHaveLength(1);
  const closedAt = Date.now();
  await patient.goto(address);
  // A browser lets a page that nobody has touched yet play no sound.
  for (const page of [patient, clinician]) await moreFramesArrive(page);
  await endButton(clinician).click();
  await expect(visitIsOver(patient)).toBeVisible();
  const lastedSeconds = (Date.now() - calledInAt) / 1000;
  await expect.poll(async () => (await stack.host.quality(visit.id)).length, { message: 'both have told' }).toBe(3);

  const [first, second] = await reported('patient');
  const [panel] = await reported('clinician');
  expect([first?.report.start, second?.report.start, panel?.report.start]).toEqual(['warm', 'resumed', 'warm']);
  expect([first?.incarnation, second?.incarnation]).toEqual([1, 2]);
  for (const one of [first!, second!, panel!]) {
    expect(one.report.path, one.role).toEqual({ transport: 'udp', relayed: false });
    expect(one.report.firstFrameMs, `first frame at the ${one.role}`).toBeGreaterThan(0);
    expect(one.report.firstFrameMs).toBeLessThan(20_000);
    for (const direction of ['sending', 'receiving'] as const)
      expect(total(one, direction)).toBeLessThanOrEqual(lastedSeconds + 1);
  }
  for (const direction of ['sending', 'receiving'] as const) {
    expect(total(first!, direction)).toBeGreaterThanOrEqual(5);
    expect(total(first!, direction)).toBeLessThanOrEqual((closedAt - calledInAt) / 1000 + 1);
    expect(total(panel!, direction)).toBeGreaterThan(total(first!, direction));
    expect(first!.report[direction].seconds.lost, 'nothing was lost on one machine').toBe(0);
  }
});

import { setTimeout as sleep } from 'node:timers/promises';
import { whyNoLab } from '../../lab/why-no-lab.ts';
import { hasFirefox } from '../../support/firefox.ts';
import { mediaCounts } from '../page-recorder.ts';
import { callInButton, endButton, goToWaitingRoom, visitIsOver } from '../steps.ts';
import { expect, labTest as test } from './fixtures.ts';
import { expectMoving } from './moving.ts';

const obstacle = hasFirefox() ? whyNoLab() : 'needs Firefox: node demo/stack/install.mjs --firefox';
test.skip(obstacle !== null, `left out: ${obstacle}`);

const DOWN_MS = 8_000;

test('link down for 8 s, then up, at a patient in Firefox: both see and hear each other again by themselves', async ({
  lab,
  open,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const [{ page: patient, watch }, { page: clinician }] = await Promise.all([
    open('patient', 'firefox', visit),
    open('clinician', 'chromium', visit),
  ]);
  watch.expect(/connection to .*ws:/);
  await goToWaitingRoom(patient);
  await callInButton(clinician).click();
  await expectMoving({ patient, clinician });

  await lab.link.set('patient', { up: { on: false }, down: { on: false } });
  await sleep(DOWN_MS / 2); // The time is the fault that the test is about.
  const { received: halfway } = await mediaCounts(patient);
  await sleep(DOWN_MS / 2);
  expect((await mediaCounts(patient)).received).toMatchObject({
    audioPackets: halfway.audioPackets,
    videoPackets: halfway.videoPackets,
  });
  await lab.link.set('patient', { up: { on: true }, down: { on: true } });
  await expectMoving({ patient, clinician });

  await endButton(clinician).click();
  await visitIsOver(patient).waitFor();
});

import type { BrowserContext, Page } from '@playwright/test';
import { fakeMedia } from '../support/fake-media.ts';
import { hasSoundServer, SoundServer } from '../support/sound-server.ts';
import { expect, test } from './fixtures.ts';
import { mediaCounts } from './page-recorder.ts';
import { connectionsOf, hears, launchWithSound } from './sound-steps.ts';
import { callInButton, endButton, expectBothWays, goToWaitingRoom } from './steps.ts';

/** Far above what it takes, so that a busy machine does not fail the test. */
const BACK_WITHIN_MS = 4_000;

const muteSwitch = (page: Page) => page.getByRole('switch', { name: 'Tyst för diktering' });
const paused = (patient: Page) => patient.getByText('Ljudet från Anna Berg är pausat. Det kommer snart tillbaka.');

test('N11: the journal dictates: no sound reaches the patient, who is told; the key takes the microphone back', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const visit = await bookVisit();
  const [{ page: patient }, { page: clinician }] = await Promise.all([
    openPatient({ visitId: visit.id }),
    openClinician({ prepare: recordMicrophone }),
  ]);
  await expect(clinician.getByText('Mikrofon: släppt')).toBeVisible();
  await goToWaitingRoom(patient);
  await expect(clinician.getByText(/^Mikrofon: .+ \(på\)$/), 'open ahead of the call-in').toBeVisible();
  await callInButton(clinician).click();
  await expectBothWays(patient, clinician);
  const connections = await connectionsOf(clinician);

  await clinician.getByRole('button', { name: 'Diktera' }).click();
  await expect(clinician.getByText('Diktera nu med diktafonen.', { exact: true })).toBeVisible();
  await expect(clinician.getByText(/^Patienten har inte hört dig på \d+ s\.$/)).toBeVisible();
  await expect(paused(patient).first()).toBeVisible();
  expect(await liveTracks(clinician), 'the microphone is stopped, the camera is not').toEqual(['video']);
  const { received: before } = await mediaCounts(patient);
  await patient.waitForTimeout(1_000);
  const { received: after } = await mediaCounts(patient);
  expect(after.audioPackets, 'nothing arrives').toBe(before.audioPackets);
  expect(after.framesDecoded, 'the picture goes on').toBeGreaterThan(before.framesDecoded);
  const states = await statesOf(clinician);
  expect(states.at(-1)).toMatchObject({ visitId: visit.id, state: 'released', dictating: true });

  await muteSwitch(clinician).focus();
  const pressedAt = await clinician.evaluate(() => performance.now());
  await clinician.keyboard.press('F8');
  await expect.poll(async () => (await statesOf(clinician)).at(-1)?.state).toBe('on');
  const tookMs = ((await statesOf(clinician)).at(-1)?.at ?? Infinity) - pressedAt;
  test.info().annotations.push({ type: 'back after', description: `${Math.round(tookMs)} ms` });
  expect(tookMs, 'ms until the microphone is back').toBeLessThan(BACK_WITHIN_MS);
  await hears(patient);
  await expect(paused(patient)).toHaveCount(0);
  await expect(clinician.getByRole('button', { name: 'Diktera' }), 'the journal follows').toHaveAttribute(
    'aria-pressed',
    'false',
  );
  expect(await connectionsOf(clinician), 'negotiated as often as before').toEqual(connections);

  await endButton(clinician).click();
  await expect.poll(() => liveTracks(clinician), { message: 'the end releases all' }).toEqual([]);
});

test.describe('with real sound devices', () => {
  test.skip(!hasSoundServer(), 'needs PulseAudio: node demo/stack/install.mjs --browser');

  test('N11: a dictation device is never chosen; released, the headset is free for others, over a reload; gone meanwhile, the next best', async ({
    openPatient,
    openClinician,
    bookVisit,
  }) => {
    const { audio } = await fakeMedia('clinician');
    const sound = await SoundServer.start();
    const browser = await launchWithSound(sound);
    try {
      await sound.plug('dictation', 'SpeechMike', audio);
      await sound.plug('built-in', 'Built-in', audio);
      await sound.plug('headset', 'Jabra', audio);
      const visit = await bookVisit();
      const { page: patient } = await openPatient({ visitId: visit.id });
      const { page: clinician } = await openClinician({ browser });
      await goToWaitingRoom(patient);
      await callInButton(clinician).click();
      await expect(clinician.getByText('Mikrofon: Jabra-Microphone (på)')).toBeVisible();
      await hears(patient);
      expect(await sound.listeners('dictation')).toBe(0);
      await clinician.getByRole('button', { name: 'Enheter' }).click();
      await expect(clinician.getByLabel('Välj mikrofon')).toContainText(
        'SpeechMike-Microphone – dikteringsmikrofon, väljs aldrig av sig själv',
      );

      await muteSwitch(clinician).click();
      await expect.poll(() => sound.listeners('headset'), { message: 'the headset is free' }).toBe(0);
      await clinician.reload();
      await expect(clinician.getByText('Diktera nu med diktafonen.', { exact: true })).toBeVisible();
      await expect(paused(patient).first()).toBeVisible();
      expect(await liveTracks(clinician), 'no microphone is taken by a reload').not.toContain('audio');

      await sound.unplug('headset');
      await muteSwitch(clinician).click();
      await expect(clinician.getByText(/^Mikrofon: (?!SpeechMike).+ \(på\)$/)).toBeVisible();
      await hears(patient);
      expect(await sound.listeners('dictation')).toBe(0);
    } finally {
      await browser.close();
      await sound.stop();
    }
  });

  test('N11: the chosen microphone is silent: told, compared with the others, and one press chooses', async ({
    openPatient,
    openClinician,
    bookVisit,
  }) => {
    const { audio } = await fakeMedia('clinician');
    const sound = await SoundServer.start();
    const browser = await launchWithSound(sound);
    try {
      await sound.plug('built-in', 'Built-in', audio);
      await sound.plug('headset', 'Jabra', audio);
      sound.hear('headset', null);
      const visit = await bookVisit();
      const { page: patient } = await openPatient({ visitId: visit.id });
      const { page: clinician } = await openClinician({ browser });
      await goToWaitingRoom(patient);
      await callInButton(clinician).click();
      await clinician.getByRole('button', { name: 'Enheter' }).click();
      await clinician.getByLabel('Välj mikrofon').selectOption({ label: 'Jabra-Microphone' });
      await clinician.getByRole('button', { name: 'Jämför mikrofoner' }).click();
      const builtIn = clinician.getByRole('listitem').filter({ hasText: 'Built-in-Microphone' });
      await expect(builtIn).toContainText('Hör dig');
      await builtIn.getByRole('button', { name: 'Använd' }).click();
      await expect(clinician.getByText('Mikrofon: Built-in-Microphone (på)')).toBeVisible();
      await hears(patient);
      expect(await liveTracks(clinician), 'the others are closed').toEqual(['audio']);
      await expect.poll(() => sound.listeners('headset')).toBe(0);
    } finally {
      await browser.close();
      await sound.stop();
    }
  });
});

/** The kinds of all tracks that the page has open. */
const liveTracks = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    window.videoVisitRecords.tracks.filter(({ readyState }) => readyState === 'live').map(({ kind }) => kind),
  );

interface ToldMicrophone {
  readonly visitId: string | null;
  readonly state: string;
  readonly dictating: boolean;
  /** By `performance.now()`, ms. */
  readonly at: number;
}

declare global {
  interface Window {
    toldMicrophones?: ToldMicrophone[];
  }
}

const statesOf = (page: Page): Promise<ToldMicrophone[]> => page.evaluate(() => window.toldMicrophones ?? []);

/** Give to `prepare`. */
async function recordMicrophone(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.toldMicrophones = [];
    document.addEventListener('visit-microphone-changed', (event) => {
      const { visitId, state, dictating } = (event as CustomEvent<ToldMicrophone>).detail;
      window.toldMicrophones?.push({ visitId, state, dictating, at: performance.now() });
    });
  });
}

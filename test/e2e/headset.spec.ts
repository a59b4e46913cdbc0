import { chromium, type Browser, type Page } from '@playwright/test';
import { findChromium, quietFlags } from '../support/chromium.ts';
import { hasSoundServer, SoundServer } from '../support/sound-server.ts';
import { fakeMedia } from '../support/fake-media.ts';
import { expect, test } from './fixtures.ts';
import { mediaCounts } from './page-recorder.ts';
import { AUDIBLE, callInButton, goToWaitingRoom } from './steps.ts';

/** Far above what it takes (the bench measures that), so that a busy machine does not fail the test. */
const MOVED_WITHIN_MS = 8_000;

test.skip(!hasSoundServer(), 'needs PulseAudio: node demo/stack/install.mjs --browser');

test('N05: a headset is pulled out and plugged in; the sound moves and the call goes on', async ({
  openPatient,
  openClinician,
  bookVisit,
}) => {
  const { audio } = await fakeMedia('patient');
  const sound = await SoundServer.start();
  const browser = await launchWithSound(sound);
  try {
    await sound.plug('built-in', 'Built-in', audio);
    const visit = await bookVisit();
    const { page: patient } = await openPatient({ visitId: visit.id, browser });
    const { page: clinician } = await openClinician();
    await goToWaitingRoom(patient);
    await callInButton(clinician).click();
    await hears(clinician);
    const connections = await connectionsOf(patient);

    await sound.plug('headset', 'Jabra', audio);
    await expect(patient.getByText('Ljudet går nu genom Jabra').first()).toBeVisible();
    await expect(patient.getByText('Mikrofon: Jabra-Microphone (på)')).toBeVisible();
    await hears(clinician);

    await sound.unplug('headset');
    await expect(patient.getByText('Jabra-Microphone är inte längre inkopplad.').first()).toBeVisible();
    await hears(clinician);

    await sound.plug('headset', 'Jabra', audio);
    await expect(patient.getByText('Mikrofon: Jabra-Microphone (på)')).toBeVisible();
    await hears(clinician);
    await patient.getByRole('button', { name: 'Ångra' }).click();
    await expect(patient.getByText('Mikrofon: Jabra-Microphone (på)')).toHaveCount(0);
    await hears(clinician);

    await patient.getByRole('button', { name: 'Enheter' }).click();
    await patient.getByLabel('Välj mikrofon').selectOption({ label: 'Jabra-Microphone' });
    await expect(patient.getByText('Mikrofon: Jabra-Microphone (på)')).toBeVisible();
    await hears(clinician);
    expect(await connectionsOf(patient), 'the same connections, negotiated as often as before').toEqual(connections);
  } finally {
    await browser.close();
    await sound.stop();
  }
});

const ways = {
  'is switched off at the headset': {
    off: (sound) => sound.switchMicrophone('headset', false),
    on: (sound) => sound.switchMicrophone('headset', true),
  },
  'gives digital silence': {
    off: async (sound) => sound.hear('headset', null),
    on: async (sound, audio) => sound.hear('headset', audio),
  },
} satisfies Record<
  string,
  { off: (sound: SoundServer) => Promise<void>; on: (sound: SoundServer, audio: string) => Promise<void> }
>;
for (const [how, { off, on }] of Object.entries(ways))
  test(`N05: a microphone that ${how}: taken anew, then said in words until it gives sound again`, async ({
    openPatient,
    openClinician,
    bookVisit,
  }) => {
    const { audio } = await fakeMedia('patient');
    const sound = await SoundServer.start();
    const browser = await launchWithSound(sound);
    try {
      await sound.plug('headset', 'Jabra', audio);
      const visit = await bookVisit();
      const { page: patient } = await openPatient({ visitId: visit.id, browser });
      const { page: clinician } = await openClinician();
      await goToWaitingRoom(patient);
      await callInButton(clinician).click();
      await hears(clinician);
      const opened = () => patient.evaluate(() => window.videoVisitRecords.tracks.length);
      const before = await opened();

      await off(sound);
      const told = patient
        .getByRole('paragraph')
        .filter({ hasText: 'Vi hör dig inte. Kontrollera att mikrofonen är påslagen, eller välj en annan.' });
      await expect(told).toBeVisible();
      expect(await opened(), 'taken anew once').toBe(before + 1);

      await on(sound, audio);
      await expect(told).toHaveCount(0);
      await hears(clinician);
    } finally {
      await browser.close();
      await sound.stop();
    }
  });

const launchWithSound = (sound: SoundServer): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium(),
    env: sound.env,
    args: [
      ...quietFlags,
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      '--mute-audio',
    ],
  });

/** What comes from now on is loud: each try measures a time of its own. */
async function hears(page: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        const { received: before } = await mediaCounts(page);
        await page.waitForTimeout(500);
        const { received: after } = await mediaCounts(page);
        return (after.audioEnergy - before.audioEnergy) / Math.max(0.001, after.audioDuration - before.audioDuration);
      },
      { timeout: MOVED_WITHIN_MS, intervals: [0], message: 'sound arrives' },
    )
    .toBeGreaterThan(AUDIBLE);
}

/** The local descriptions change with every negotiation: the session version is in their second line (RFC 8866, 5.2). */
const connectionsOf = (page: Page): Promise<(string | undefined)[]> =>
  page.evaluate(() =>
    window.videoVisitRecords.connections.map(({ localDescription }) =>
      localDescription?.sdp.split('\r\n').find((line) => line.startsWith('o=')),
    ),
  );

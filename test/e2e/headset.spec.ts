import { hasSoundServer, SoundServer } from '../support/sound-server.ts';
import { fakeMedia } from '../support/fake-media.ts';
import { expect, test } from './fixtures.ts';
import { connectionsOf, hears, launchWithSound } from './sound-steps.ts';
import { callInButton, goToWaitingRoom } from './steps.ts';

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

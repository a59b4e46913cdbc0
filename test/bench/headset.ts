import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { SoundDevices } from './sound-devices.ts';
import { type Measure, medianMs } from './measure.ts';
import { wallClock } from './page-times.ts';
import { talkTogether } from './steps.ts';

const roundTripMs = 200;
/** Level of a voice, 0…1; silence is far below. */
const audible = 0.02;
/** A voice pauses between its swells; longer than this is a hole, ms. */
const breathMs = 350;
const patienceMs = 12_000;

/**
 * The patient's headset is pulled out and plugged in again, in the system's own sound server: how soon the clinician hears
 * the patient again. There is another microphone, as in every laptop. The patient has no camera here.
 */
export const headset: Measure = {
  name: 'headset',
  about:
    'The patient’s headset is pulled out and plugged in again in the system’s own sound server, with another microphone there, as in every laptop, and no camera: from then until the clinician hears the patient again. Up to 0.35 s of silence is taken for the speaker’s own pause.',
  runs: 10,
  roundTripMs,
  limitSeconds: 180,
  async run(lab, values) {
    await lab.link.reset(roundTripMs);
    const devices = await SoundDevices.start();
    try {
      await devices.plugIn('builtin', 'Laptop');
      await devices.plugIn('headset', 'Jabra');
      await lab.closeBrowsers();
      await lab.browser('patient', { devices: 'of the system', environment: devices.environment });
      const { patient, clinician } = await talkTogether(lab, { expectFrom: 'clinician', settleMs: 6_000 });
      await hear(clinician);
      await sleep(3_000);
      if ((await heardAfter(clinician, wallClock() - 2_000)).length === 0)
        throw new Error('the clinician does not hear the headset');

      values['microphoneBefore'] = await microphoneOf(patient);
      const pulledAt = wallClock();
      await devices.pullOut('headset');
      await sleep(patienceMs);
      const again = endOfHole(await heardAfter(clinician, pulledAt - 1_000), pulledAt);
      if (again !== null) values['pulledOut'] = again - pulledAt;

      values['microphonePulledOut'] = await microphoneOf(patient);

      // Only the headset speaks from now on: what is heard comes from it.
      devices.silence('builtin');
      await sleep(3_000);
      const pluggedAt = wallClock();
      await devices.plugIn('headset', 'Jabra');
      await sleep(patienceMs);
      values['microphonePluggedIn'] = await microphoneOf(patient);
      const [first] = await heardAfter(clinician, pluggedAt);
      if (first !== undefined) values['pluggedIn'] = first - pluggedAt;
    } finally {
      await lab.closeBrowsers();
      await devices.close();
    }
  },
  rows: [
    {
      says: 'headset pulled out (real hot-plug) → sound at the other',
      bar: '≤ 1 s',
      judge: medianMs('pulledOut', 1_000),
    },
    {
      says: 'headset plugged in (real hot-plug) → its sound at the other',
      bar: '≤ 1 s',
      judge: medianMs('pluggedIn', 1_000),
    },
  ],
};

/** The end of the hole that the fault has made in what is heard; the time of the fault where it made none, null where it never ends. */
function endOfHole(heard: readonly number[], faultAt: number): number | null {
  for (const [index, at] of heard.entries()) {
    const next = heard[index + 1];
    if (next === undefined) return at > faultAt + patienceMs - 1_000 ? faultAt : null;
    if (next > faultAt && next - at > breathMs) return next;
  }
  return null;
}

/** The names of the microphones that the page holds. */
const microphoneOf = (page: Page): Promise<string> =>
  page.evaluate(() =>
    window.videoVisitRecords.tracks
      .filter(({ kind, readyState }) => kind === 'audio' && readyState === 'live')
      .map(({ label }) => label)
      .join(', '),
  );

/** Makes the page note when it plays a voice. */
const hear = (page: Page): Promise<void> =>
  page.evaluate((audible) => {
    const heard: number[] = ((window as { videoVisitHeard?: number[] }).videoVisitHeard = []);
    setInterval(() => {
      for (const connection of window.videoVisitRecords.connections) {
        for (const receiver of connection.getReceivers()) {
          if (receiver.track.kind !== 'audio') continue;
          const [source] = receiver.getSynchronizationSources();
          const fresh = source && performance.timeOrigin + performance.now() - source.timestamp < 300;
          if (fresh && (source.audioLevel ?? 0) > audible) heard.push(performance.timeOrigin + performance.now());
        }
      }
    }, 10);
  }, audible);

const heardAfter = (page: Page, after: number): Promise<number[]> =>
  page.evaluate(
    (after) => ((window as { videoVisitHeard?: number[] }).videoVisitHeard ?? []).filter((at) => at > after),
    after,
  );

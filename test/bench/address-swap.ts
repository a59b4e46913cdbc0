import { type Measure, medianMs } from './measure.ts';
import { firstOf, listenTo, wallClock } from './page-times.ts';
import { talkTogether } from './steps.ts';

const roundTripMs = 50;
/** Inferred from the times of recovery; not looked up in Chromium's code, and no packet was looked at. */
const floor = 'probably some 2 s: nothing leaves the new address before Chromium has noticed it';
/** What was under way on the old path has been played by then, ms. Nobody recovers sooner. */
const afterglowMs = 500;

/** The patient's machine gets another address in the middle of the visit, as when it goes from Wi-Fi to the mobile network. */
export const addressSwap: Measure = {
  name: 'address-swap',
  about:
    'The patient’s machine gets another address in the middle of a visit, as when it goes from Wi-Fi to the mobile network: from the change to the first sound and picture by the new way, in both pages.',
  runs: 10,
  roundTripMs,
  limitSeconds: 180,
  async run(lab, values) {
    await lab.link.reset(roundTripMs);
    const pages = await talkTogether(lab);
    for (const page of Object.values(pages)) await listenTo(page);
    const swappedAt = wallClock();
    await lab.link.swapAddress('patient');
    await Promise.all(
      Object.entries(pages).flatMap(([side, page]) => [
        firstOf(page, 'sounds', swappedAt + afterglowMs, 60_000).then(
          (at) => (values[`${side}Sound`] = at - swappedAt),
        ),
        firstOf(page, 'frames', swappedAt + afterglowMs, 60_000).then(
          (at) => (values[`${side}Picture`] = at - swappedAt),
        ),
      ]),
    );
  },
  rows: (['patient', 'clinician'] as const).flatMap((side) => {
    const where = side === 'patient' ? 'at the patient, whose address it is' : 'at the clinician';
    return [
      {
        says: `client’s address swapped, 50 ms round trip → sound, ${where}`,
        bar: '≤ 3 s',
        judge: medianMs(`${side}Sound`, 3_000),
        floor,
      },
      {
        says: `client’s address swapped, 50 ms round trip → picture, ${where}`,
        bar: '≤ 4 s',
        judge: medianMs(`${side}Picture`, 4_000),
        floor,
      },
    ];
  }),
};

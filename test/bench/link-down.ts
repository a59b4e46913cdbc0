import { setTimeout as sleep } from 'node:timers/promises';
import { type Measure, medianMs } from './measure.ts';
import { firstOf, listenTo, wallClock } from './page-times.ts';
import { talkTogether } from './steps.ts';

const roundTripMs = 200;
const downMs = 8_000;

/** Both links are cut for a while, then mended: sound and picture of the other, at both sides. */
export const linkDown: Measure = {
  name: 'link-down',
  about:
    'Both browsers lose their network for 8 s in the middle of a visit: from its return to the first sound and picture of the other, in both pages.',
  runs: 10,
  roundTripMs,
  limitSeconds: 180,
  async run(lab, values) {
    await lab.link.reset(roundTripMs);
    const pages = await talkTogether(lab);
    for (const page of Object.values(pages)) await listenTo(page);
    await lab.link.setAll({ on: false });
    await sleep(downMs);
    const upAt = wallClock();
    await lab.link.setAll({ on: true });
    await Promise.all(
      Object.entries(pages).flatMap(([side, page]) => [
        firstOf(page, 'sounds', upAt).then((at) => (values[`${side}Sound`] = at - upAt)),
        firstOf(page, 'frames', upAt).then((at) => (values[`${side}Picture`] = at - upAt)),
      ]),
    );
  },
  rows: (['patient', 'clinician'] as const).flatMap((side) => [
    {
      says: `link down 8 s, then up → sound, at the ${side}`,
      bar: '≤ 1 s',
      judge: medianMs(`${side}Sound`, 1_000),
    },
    {
      says: `link down 8 s, then up → picture, at the ${side}`,
      bar: '≤ 2 s',
      judge: medianMs(`${side}Picture`, 2_000),
    },
  ]),
};

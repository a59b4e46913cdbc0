import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Measure, medianMs } from './measure.ts';
import { firstOf, wallClock } from './page-times.ts';
import { talkTogether } from './steps.ts';

const roundTripMs = 200;
const awayMs = 2_000;

/** The gateway is killed in the middle of the visit and started again on the same address. */
export const gatewayRestart: Measure = {
  name: 'gateway-restart',
  about:
    'The gateway is killed in the middle of a visit and started again on the same address: from when it takes connections to the first picture of the other, in both pages.',
  runs: 10,
  roundTripMs,
  limitSeconds: 180,
  async run(lab, values) {
    await lab.link.reset(roundTripMs);
    const pages = await talkTogether(lab);
    await lab.stack.gateway.kill();
    await sleep(awayMs);
    const listening = untilListens(new URL(lab.stack.gatewayUrl));
    await lab.stack.gateway.start();
    const listenedAt = await listening;
    await Promise.all(
      Object.entries(pages).map(([side, page]) =>
        firstOf(page, 'frames', listenedAt, 60_000).then((at) => (values[side] = at - listenedAt)),
      ),
    );
  },
  rows: (['patient', 'clinician'] as const).map((side) => ({
    says: `gateway killed and restarted → picture at the ${side}, from when it listens`,
    bar: '≤ 4 s',
    judge: medianMs(side, 4_000),
  })),
};

/** When the address first took a connection, to some 10 ms. */
async function untilListens({ hostname, port }: URL): Promise<number> {
  for (;;) {
    const taken = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: hostname, port: Number(port) });
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (taken) return wallClock();
    await sleep(10);
  }
}

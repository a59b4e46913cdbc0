import type { BenchLab } from './bench-lab.ts';
import { type Measure, type Row, median, medianMs, numbersOf } from './measure.ts';
import { firstOf, lastClick } from './page-times.ts';
import { callIn as pressCallIn, end, hasCamera, waitTogether } from './steps.ts';

const roundTripMs = 200;
type Sink = Record<string, number | boolean | string>;

/**
 * The click to the first frame, both ways, and in the same run the same for the baseline: its joiner has the clinician's
 * part, its waiting page the patient's.
 */
export const callIn: Measure = {
  name: 'call-in',
  about:
    'The clinician presses **Call in** while the patient waits: from the press to the first picture of the other, in both pages, with the clinician’s camera open ahead of the press and with it closed. In the same run the same for the baseline: its joiner has the clinician’s part, its waiting page the patient’s.',
  runs: 10,
  roundTripMs,
  limitSeconds: 240,
  async run(lab, values) {
    const failures: unknown[] = [];
    for (const step of [
      () => visit(lab, values, 'open'),
      () => visit(lab, values, 'closed'),
      () => baseline(lab, values),
    ]) {
      await lab.link.reset(roundTripMs);
      await step().catch((error: unknown) => failures.push(error));
      await lab.tidy();
    }
    if (failures.length > 0) throw failures[0];
  },
  rows: [
    {
      says: 'click → clinician’s picture shown at the patient, clinician’s camera open at the click',
      bar: '≤ 1 RTT + 200 ms (400 ms)',
      judge: withOpenCamera(medianMs('openToPatient', roundTripMs + 200)),
      floor: '1 RTT: the picture’s own way by the gateway; besides it the next frame of the camera, coding and drawing',
    },
    {
      says: 'click → clinician’s picture shown at the patient, camera closed at the click',
      bar: null,
      judge: medianMs('closedToPatient', null),
    },
    {
      says: 'click → patient’s picture shown at the clinician',
      bar: '≤ 2 RTT + 200 ms (600 ms)',
      judge: withOpenCamera(medianMs('openToClinician', 2 * roundTripMs + 200)),
      floor: '2 RTT: the command and its news to the patient 1, the picture’s own way 1',
    },
    {
      says: 'click → patient’s picture shown at the clinician, clinician’s camera closed at the click',
      bar: null,
      judge: medianMs('closedToClinician', null),
    },
    {
      says: 'baseline: click → joiner’s picture shown at the one who waits',
      bar: null,
      judge: medianMs('baselineToWaiting', null),
    },
    {
      says: 'baseline: click → the waiting one’s picture shown at the joiner',
      bar: null,
      judge: medianMs('baselineToJoiner', null),
    },
    ratio('clinician’s picture at the patient', 'openToPatient', 'baselineToWaiting', 0.2),
    ratio('patient’s picture at the clinician', 'openToClinician', 'baselineToJoiner', 0.25),
  ],
};

async function visit(lab: BenchLab, values: Sink, camera: 'open' | 'closed'): Promise<void> {
  lab.runName = `${lab.runName.replace(/-(open|closed|baseline)$/, '')}-${camera}`;
  const { patient, clinician } = await waitTogether(lab, { allowed: camera === 'open' });
  values[`${camera}CameraAtClick`] = (await hasCamera(clinician, camera === 'open' ? 3_000 : 0)) ? 'open' : 'closed';
  const clickedAt = await pressCallIn(clinician);
  await Promise.all([
    firstOf(patient, 'frames', clickedAt).then((at) => (values[`${camera}ToPatient`] = at - clickedAt)),
    firstOf(clinician, 'frames', clickedAt).then((at) => (values[`${camera}ToClinician`] = at - clickedAt)),
  ]);
  await end(clinician);
}

async function baseline(lab: BenchLab, values: Sink): Promise<void> {
  lab.runName = `${lab.runName.replace(/-(open|closed|baseline)$/, '')}-baseline`;
  const room = await lab.baseline.makeRoom();
  const waiting = await lab.open('patient', lab.baseline.address(room, 'waiting'));
  await waiting.getByRole('button', { name: 'Join' }).click();
  await waiting.waitForFunction(
    () => window.videoVisitRecords.connections.some(({ connectionState }) => connectionState === 'connected'),
    null,
    { timeout: 30_000 },
  );
  const joiner = await lab.open('clinician', lab.baseline.address(room, 'joiner'));
  await joiner.waitForTimeout(1_500);
  await joiner.getByRole('button', { name: 'Join' }).click();
  const clickedAt = await lastClick(joiner);
  await Promise.all([
    firstOf(waiting, 'frames', clickedAt).then((at) => (values['baselineToWaiting'] = at - clickedAt)),
    firstOf(joiner, 'frames', clickedAt).then((at) => (values['baselineToJoiner'] = at - clickedAt)),
  ]);
}

/** Of the two medians. */
function ratio(what: string, ours: string, theirs: string, limit: number): Row {
  return {
    says: `${what}: ratio to the baseline`,
    bar: `≤ ${limit.toFixed(2)}`,
    judge: withOpenCamera((runs) => {
      const [a, b] = [ours, theirs].map((key) => median(numbersOf(runs, key)));
      return a == null || b == null ? null : { measured: `**${(a / b).toFixed(2)}**`, met: a / b <= limit };
    }),
  };
}

/** Says so where the camera, that should have been open at the click, was not. */
function withOpenCamera(judge: Row['judge']): Row['judge'] {
  return (runs) => {
    const verdict = judge(runs);
    const closed = runs.filter((values) => values['openCameraAtClick'] === 'closed').length;
    if (!verdict || closed === 0) return verdict;
    return { ...verdict, measured: `${verdict.measured}; the camera was closed at the click in ${closed} runs` };
  };
}

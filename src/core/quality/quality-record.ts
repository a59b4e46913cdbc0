import type { QualityCause, QualityReport, QualitySignal } from '../../contract/index.ts';
import type { LinkSample } from './link-sample.ts';
import type { Quality } from './quality.ts';

/** What broke and mended itself (see `QualityReport`). */
export type RecoveryKind = keyof QualityReport['recoveries'];

type Tally<Key extends string> = Readonly<Record<Key, number>>;
interface DirectionTally {
  /** ms */
  readonly signals: Tally<QualitySignal>;
  readonly causes: Tally<QualityCause>;
}

/** What one connection has seen of the visit so far. Times in ms; the report has whole seconds. */
export interface QualityRecord {
  readonly start: QualityReport['start'];
  readonly sending: DirectionTally;
  readonly receiving: DirectionTally;
  readonly firstFrameMs: number | null;
  readonly recoveries: Readonly<Record<RecoveryKind, { count: number; totalMs: number; longestMs: number }>>;
  readonly path: QualityReport['path'];
}

const nothing: DirectionTally = {
  signals: { good: 0, strained: 0, poor: 0, lost: 0 },
  causes: { loss: 0, delay: 0, bandwidth: 0, cpu: 0, device: 0, remote: 0 },
};
const never = { count: 0, totalMs: 0, longestMs: 0 };

export const beginRecord = (start: QualityReport['start']): QualityRecord => ({
  start,
  sending: nothing,
  receiving: nothing,
  firstFrameMs: null,
  recoveries: { signalling: never, media: never, rejoin: never },
  path: null,
});

/** So long was it like this. */
export const addTime = (record: QualityRecord, quality: Quality, ms: number): QualityRecord => ({
  ...record,
  sending: addTo(record.sending, quality.sending, ms),
  receiving: addTo(record.receiving, quality.receiving, ms),
});

function addTo({ signals, causes }: DirectionTally, { signal, cause }: Quality['sending'], ms: number): DirectionTally {
  return {
    signals: { ...signals, [signal]: signals[signal] + ms },
    causes: cause === null ? causes : { ...causes, [cause]: causes[cause] + ms },
  };
}

/** The first counts: a later one is after a recovery. */
export const addFirstFrame = (record: QualityRecord, ms: number): QualityRecord => ({
  ...record,
  firstFrameMs: record.firstFrameMs ?? ms,
});

export function addRecovery(record: QualityRecord, kind: RecoveryKind, ms: number): QualityRecord {
  const { count, totalMs, longestMs } = record.recoveries[kind];
  const after = { count: count + 1, totalMs: totalMs + ms, longestMs: Math.max(longestMs, ms) };
  return { ...record, recoveries: { ...record.recoveries, [kind]: after } };
}

/** The path that is counted is the one on which this person sends; while there is none, the last one stays. */
export function addPath(record: QualityRecord, { paths }: LinkSample): QualityRecord {
  const [path] = paths;
  if (!path) return record;
  const { transport, relayed } = path;
  return { ...record, path: { transport, relayed } };
}

/** As the service takes it. */
export const toReport = (record: QualityRecord): QualityReport => ({
  sending: directionReport(record.sending),
  receiving: directionReport(record.receiving),
  firstFrameMs: record.firstFrameMs === null ? null : whole(record.firstFrameMs),
  start: record.start,
  recoveries: {
    signalling: recoveryReport(record.recoveries.signalling),
    media: recoveryReport(record.recoveries.media),
    rejoin: recoveryReport(record.recoveries.rejoin),
  },
  path: record.path,
});

const DAY_MS = 86_400_000;
const whole = (ms: number): number => Math.min(DAY_MS, Math.max(0, Math.round(ms)));
const inSeconds = <Key extends string>(tally: Tally<Key>): Record<Key, number> =>
  Object.fromEntries(Object.entries<number>(tally).map(([key, ms]) => [key, Math.round(whole(ms) / 1000)])) as Record<
    Key,
    number
  >;
const directionReport = ({ signals, causes }: DirectionTally): QualityReport['sending'] => ({
  seconds: inSeconds(signals),
  causes: inSeconds(causes),
});
const recoveryReport = ({
  count,
  totalMs,
  longestMs,
}: QualityRecord['recoveries']['media']): QualityReport['recoveries']['media'] => ({
  count: Math.min(count, 10_000),
  totalMs: whole(totalMs),
  longestMs: whole(longestMs),
});

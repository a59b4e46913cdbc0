import type { QualityReport } from '../contract/index.ts';

const calm = (good: number): QualityReport['sending'] => ({
  seconds: { good, strained: 0, poor: 0, lost: 0 },
  causes: { loss: 0, delay: 0, bandwidth: 0, cpu: 0, device: 0, remote: 0 },
});
const never = { count: 0, totalMs: 0, longestMs: 0 };

/** The report of a connection to which all was well for so long, s. */
export const makeQualityReport = (seconds = 60, more: Partial<QualityReport> = {}): QualityReport => ({
  sending: calm(seconds),
  receiving: calm(seconds),
  firstFrameMs: 320,
  start: 'warm',
  recoveries: { signalling: never, media: never, rejoin: never },
  path: { transport: 'udp', relayed: false },
  ...more,
});

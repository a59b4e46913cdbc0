import type {
  SelfTestCheck,
  SelfTestCheckResult,
  SelfTestNetwork,
  SelfTestReason,
  SelfTestReport,
  SelfTestView,
} from '../contract/index.ts';
import { selfTestStatus } from '../contract/self-test-words.ts';

/** Reasons after which a visit still works. */
const mild: ReadonlySet<SelfTestReason> = new Set<SelfTestReason>([
  'covered',
  'dark',
  'backlit',
  'own-voice-not-heard',
  'not-answered',
  'narrow-up',
  'narrow-down',
  'lossy',
  'slow',
]);

export const goodNetwork: SelfTestNetwork = {
  upKbps: 1_020,
  downKbps: 1_010,
  roundTripMs: 24,
  lossPercent: 0,
  transport: 'udp',
  relayed: false,
};

/** A whole self-test that passed, but for what is told. */
export function makeSelfTestReport(
  reasons: Partial<Record<SelfTestCheck, SelfTestReason>> = {},
  network: SelfTestNetwork | null = goodNetwork,
): SelfTestReport {
  const result = (check: SelfTestCheck): SelfTestCheckResult => {
    const reason = reasons[check] ?? null;
    return { status: reason === null ? 'passed' : mild.has(reason) ? 'warned' : 'failed', reason };
  };
  return {
    checks: {
      browser: result('browser'),
      service: result('service'),
      camera: result('camera'),
      microphone: result('microphone'),
      speaker: result('speaker'),
      network: result('network'),
    },
    network,
  };
}

/** As the visit keeps it: made now on a phone. */
export function makeSelfTest(reasons?: Partial<Record<SelfTestCheck, SelfTestReason>>): SelfTestView {
  const report = makeSelfTestReport(reasons);
  return { at: new Date().toISOString(), deviceKind: 'phone', status: selfTestStatus(report.checks), ...report };
}

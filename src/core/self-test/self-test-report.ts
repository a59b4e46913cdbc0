import type { SelfTestCheckResult, SelfTestNetwork, SelfTestReport, SelfTestResults } from '../../contract/index.ts';
import { selfTestChecks, selfTestStatus } from '../../contract/self-test-words.ts';
import type { SelfTestSnapshot } from './self-test-snapshot.ts';

/** How it stands as a whole. */
export function statusOf(checks: SelfTestSnapshot['checks']): SelfTestSnapshot['status'] {
  const states = Object.values(checks).map(({ status }) => status);
  if (states.includes('running')) return 'running';
  if (states.every((status) => status === 'idle')) return 'idle';
  const results = resultsOf(checks);
  return results ? selfTestStatus(results) : 'partial';
}

/** Null where some check has no result yet. */
function resultsOf(checks: SelfTestSnapshot['checks']): SelfTestResults | null {
  const results = selfTestChecks.map((check) => {
    const state = checks[check];
    return 'reason' in state ? [check, { status: state.status, reason: state.reason }] : null;
  });
  return results.includes(null)
    ? null
    : (Object.fromEntries(results as [string, SelfTestCheckResult][]) as SelfTestResults);
}

/** What the visit keeps of a test; null where some check has no result yet. */
export function reportOf({
  checks,
  network,
}: Pick<SelfTestSnapshot, 'checks'> & { readonly network: SelfTestNetwork | null }): SelfTestReport | null {
  const results = resultsOf(checks);
  return results && { checks: results, network };
}

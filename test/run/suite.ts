/** What a suite has come to. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Said beside the counts, e.g. that a test passed on its second try. */
  readonly remark?: string;
}

export interface Suite {
  readonly name: string;
  /** Script of package.json. */
  readonly script: string;
  /**
   * Lanes run beside each other, the suites of one lane one after the other. `waiting`: mostly waits. Null: has the
   * machine to itself.
   */
  readonly lane: 'working' | 'waiting' | null;
  /** Longer is said, s. */
  readonly budgetSeconds: number;
  /** Longer is ended, and failed, s. */
  readonly limitSeconds: number;
  /** Counts from what the suite has printed; null where there is nothing to be found. */
  readonly count: (output: string, exitCode: number) => Counts | null;
}

/** A tool without tests of its own is one test: it found nothing, or something. */
export const asOne = (_output: string, exitCode: number): Counts =>
  exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

/** Node's test runner, in either of its ways to close. */
export function nodeCounts(output: string): Counts | null {
  const sum = (name: string): number | null => {
    const found = [...output.matchAll(new RegExp(`^[#ℹ] ${name} (\\d+)$`, 'gm'))];
    return found.length === 0 ? null : found.reduce((total, [, digits]) => total + Number(digits), 0);
  };
  const passed = sum('pass');
  const failed = sum('fail');
  return passed === null || failed === null ? null : { passed, failed: failed + (sum('cancelled') ?? 0) };
}

/** @web/test-runner: the last of its summaries. */
export function elementCounts(output: string): Counts | null {
  const last = [...output.matchAll(/(\d+) passed, (\d+) failed/g)].at(-1);
  return last ? { passed: Number(last[1]), failed: Number(last[2]) } : null;
}

/** Playwright's JSON report. */
export function browserCounts(report: string): Counts | null {
  let stats: { expected?: number; unexpected?: number; flaky?: number; skipped?: number } | undefined;
  try {
    stats = (JSON.parse(report) as { stats?: typeof stats }).stats;
  } catch {
    return null;
  }
  if (!stats) return null;
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats;
  const remark = [
    flaky > 0 && `${flaky} passed on the second try only`,
    // For want of a program that the installer could not bring: nobody is to think that they ran.
    skipped > 0 && `${skipped} left out`,
  ]
    .filter(Boolean)
    .join('; ');
  return { passed: expected + flaky, failed: unexpected, ...(remark ? { remark } : {}) };
}

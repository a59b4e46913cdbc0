import type { SelfTestCheck, SelfTestReason, SelfTestReport } from '../contract/index.ts';
import { selfTestChecks } from '../contract/self-test-words.ts';
import type { VisitError } from '../core/errors.ts';
import type { MediaKind } from '../core/media/device-list.ts';
import { statusOf } from '../core/self-test/self-test-report.ts';
import type { CheckState, SelfTestLike, SelfTestSnapshot, SelfTestStep } from '../core/self-test/self-test-snapshot.ts';
import { Store } from '../core/store.ts';
import { makeSelfTestReport } from './self-test-fixtures.ts';
import { devicesOff } from './visit-fixtures.ts';

/** A self-test that shows what it is told, and remembers what was asked of it. */
export class FakeSelfTest implements SelfTestLike {
  readonly store: Store<SelfTestSnapshot>;
  readonly calls: unknown[][] = [];
  /** What `microphoneLevel()` answers, 0…1. */
  level = 0;
  refusal: VisitError | null = null;
  closed = false;

  constructor(more: Partial<Omit<SelfTestSnapshot, 'status'>> = {}) {
    const idle = Object.fromEntries(selfTestChecks.map((check) => [check, { status: 'idle' }]));
    const checks = { ...idle, ...more.checks } as SelfTestSnapshot['checks'];
    this.store = new Store<SelfTestSnapshot>({
      network: null,
      devices: devicesOff,
      kept: 'nowhere',
      ...more,
      checks,
      status: statusOf(checks),
    });
  }

  /** Changes single checks: to a step while it runs, or to how it ended. */
  show(
    checks: Partial<Record<SelfTestCheck, CheckState>>,
    more: Partial<Omit<SelfTestSnapshot, 'status' | 'checks'>> = {},
  ): void {
    const before = this.store.get();
    const next = { ...before.checks, ...checks };
    this.store.set({ ...before, ...more, checks: next, status: statusOf(next) });
  }

  start(): void {
    this.calls.push(['start']);
    this.show({ browser: running('looking'), camera: running('asking') });
  }

  run(check: SelfTestCheck): void {
    this.calls.push(['run', check]);
    this.show({ [check]: running('looking') });
  }

  answer(check: SelfTestCheck, yes: boolean): void {
    this.calls.push(['answer', check, yes]);
  }

  async chooseDevice(kind: MediaKind, id: string): Promise<void> {
    this.calls.push(['chooseDevice', kind, id]);
    if (this.refusal) throw this.refusal;
  }

  microphoneLevel(): number {
    return this.level;
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

export const running = (step: SelfTestStep): CheckState => ({ status: 'running', step });

/** All checks ended, as `makeSelfTestReport` says. */
export const testedChecks = (reasons?: Partial<Record<SelfTestCheck, SelfTestReason>>): SelfTestReport['checks'] =>
  makeSelfTestReport(reasons).checks;

import '../../src/components/visit-self-test/visit-self-test.define.ts';
import { FakeSelfTest, running, testedChecks } from '../../src/testing/fake-self-test.ts';
import { goodNetwork } from '../../src/testing/self-test-fixtures.ts';
import { devicesAsking, devicesOn, devicesToChoose } from '../../src/testing/visit-fixtures.ts';

const passed = { status: 'passed', reason: null } as const;

/** The states of `<visit-self-test>`, by what its page shows. */
const states: Record<string, (own: MediaStream) => FakeSelfTest> = {
  'test-begin': () => new FakeSelfTest(),
  'test-asking': () => {
    const test = new FakeSelfTest({ devices: devicesAsking });
    test.show({ browser: passed, service: passed, camera: running('asking'), network: running('measuring') });
    return test;
  },
  'test-tone': (own) => {
    const test = new FakeSelfTest({ devices: devicesToChoose(own), network: goodNetwork });
    test.show({ browser: passed, service: passed, camera: passed, network: passed, speaker: running('question') });
    return test;
  },
  'test-sentence': (own) => {
    const test = new FakeSelfTest({ devices: devicesOn(own), network: goodNetwork });
    test.show({
      browser: passed,
      service: passed,
      camera: passed,
      network: passed,
      speaker: passed,
      microphone: running('ready'),
    });
    return test;
  },
  'test-passed': (own) =>
    new FakeSelfTest({ checks: testedChecks(), devices: devicesOn(own), network: goodNetwork, kept: 'kept' }),
  'test-warned': (own) =>
    new FakeSelfTest({
      checks: testedChecks({ camera: 'backlit', network: 'narrow-up' }),
      devices: devicesOn(own),
      network: { ...goodNetwork, upKbps: 410, lossPercent: 1, transport: 'tcp', relayed: true },
      kept: 'kept',
    }),
  'test-failed': (own) =>
    new FakeSelfTest({
      checks: testedChecks({ microphone: 'silent', network: 'gateway-unreachable' }),
      devices: devicesToChoose(own),
      kept: 'not-kept',
    }),
  'test-unsupported': () => {
    const failed = { status: 'failed', reason: 'unsupported-browser' } as const;
    const test = new FakeSelfTest();
    test.show({
      browser: failed,
      service: passed,
      camera: failed,
      microphone: failed,
      speaker: failed,
      network: failed,
    });
    return test;
  },
  'test-denied': () =>
    new FakeSelfTest({ checks: testedChecks({ camera: 'permission-denied', microphone: 'permission-denied' }) }),
};

export const selfTestStates: Record<string, (own: MediaStream) => void> = Object.fromEntries(
  Object.entries(states).map(([name, make]) => [
    name,
    (own) => {
      const element = document.createElement('visit-self-test');
      element.selfTest = make(own);
      (element.selfTest as FakeSelfTest).level = 0.45;
      document.body.append(element);
    },
  ]),
);

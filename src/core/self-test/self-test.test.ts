import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { SelfTestCheck, VisitView } from '../../contract/index.ts';
import { selfTestChecks } from '../../contract/self-test-words.ts';
import { FakeDevices } from '../../testing/fake-devices.ts';
import { FakeEchoGateway } from '../../testing/fake-echo-gateway.ts';
import { FakeTestSound } from '../../testing/fake-test-sound.ts';
import { FakeVisitService } from '../../testing/fake-visit-service.ts';
import { ManualClock } from '../../testing/manual-clock.ts';
import { VisitError } from '../errors.ts';
import { LocalMedia } from '../media/local-media.ts';
import type { VisitService } from '../service/visit-service.ts';
import type { PictureReading } from './picture-look.ts';
import type { CheckState } from './self-test-snapshot.ts';
import { SelfTest, type SelfTestOptions } from './self-test.ts';

const bright: PictureReading = { brightness: 0.5, middle: 0.5, contrast: 0.2 };

describe('a self-test (N04)', () => {
  let clock: ManualClock;
  let devices: FakeDevices;
  let media: LocalMedia;
  let service: FakeVisitService;
  let visit: VisitView;
  let echo: FakeEchoGateway;
  let sound: FakeTestSound;
  let looks: number;
  let pictures: number;
  let view: PictureReading | null;
  let level: number;
  let selfTest: SelfTest;

  const make = (more: Partial<SelfTestOptions> = {}): SelfTest =>
    new SelfTest({
      clock,
      service: service.participant(visit.id),
      media,
      environment: devices,
      sound,
      look: () => {
        looks++;
        return { read: () => view, close: () => void looks-- };
      },
      echo,
      picture: () => {
        pictures++;
        return { track: {} as MediaStreamTrack, close: () => void pictures-- };
      },
      visitId: async () => visit.id,
      browser: { secure: true, webrtc: true, devices: true },
      deviceKind: 'phone',
      release: () => media.close(),
      ...more,
    });

  beforeEach(() => {
    clock = new ManualClock();
    devices = new FakeDevices();
    devices.level = () => ({ read: () => level, close: () => {} });
    media = new LocalMedia(devices, clock);
    service = new FakeVisitService({ clock });
    visit = service.book();
    echo = new FakeEchoGateway({ clock });
    sound = new FakeTestSound(clock);
    [looks, pictures, view, level] = [0, 0, bright, 0.4];
    selfTest = make();
  });

  afterEach(async () => {
    await selfTest.close();
    await clock.advance(0);
    assert.deepEqual(
      { timers: clock.pending, live: devices.live.length, probing: devices.probing, looks, pictures },
      { timers: 0, live: 0, probing: 0, looks: 0, pictures: 0 },
      'nothing is left behind',
    );
    assert.deepEqual([echo.linkCount, sound.held], [0, 0]);
  });

  const state = (check: SelfTestCheck): CheckState => selfTest.store.get().checks[check];
  const step = (check: SelfTestCheck): string | null => {
    const now = state(check);
    return now.status === 'running' ? now.step : null;
  };
  const result = (check: SelfTestCheck): unknown[] => {
    const now = state(check);
    return 'reason' in now ? [now.status, now.reason] : [now.status];
  };
  /** Passes time in small steps, as sleeps follow on sleeps, and answers what is asked. */
  async function pass(ms: number, answers: Partial<Record<SelfTestCheck, boolean>> = {}): Promise<void> {
    for (let left = ms; left > 0; left -= 500) {
      await clock.advance(Math.min(500, left));
      for (const check of selfTestChecks) {
        const asked = step(check);
        if ((asked === 'ready' || asked === 'question') && check in answers)
          selfTest.answer(check, asked === 'ready' || answers[check] === true);
      }
    }
  }
  const yes = { speaker: true, microphone: true } as const;

  test('all is well: six checks pass, and the visit keeps the result', async () => {
    assert.equal(selfTest.store.get().status, 'idle');
    selfTest.start();
    await pass(20_000, yes);
    const { status, kept, network } = selfTest.store.get();
    assert.deepEqual(selfTestChecks.map(result), Array(6).fill(['passed', null]));
    assert.deepEqual([status, kept], ['passed', 'kept']);
    assert.deepEqual(
      [network?.upKbps, network?.downKbps, network?.roundTripMs, network?.transport, network?.relayed],
      [1_000, 1_000, 20, 'udp', false],
    );
    const told = service.visit(visit.id).participants[0]?.selfTest;
    assert.deepEqual([told?.status, told?.deviceKind, told?.checks.camera.status], ['passed', 'phone', 'passed']);
    assert.deepEqual(
      sound.played.map(({ what }) => what),
      ['tone', 'recording'],
    );
  });

  test('the person is led: allow, tone, heard?, say a sentence, heard?', async () => {
    const allow = devices.holdAnswer();
    selfTest.start();
    await pass(1_000);
    assert.equal(step('camera'), 'asking');
    allow();
    await pass(2_500);
    assert.deepEqual([result('camera')[0], step('speaker'), result('microphone')[0]], ['passed', 'playing', 'idle']);
    await pass(2_000);
    assert.equal(step('speaker'), 'question');
    selfTest.answer('speaker', true);
    await pass(100);
    assert.equal(step('microphone'), 'ready');
    selfTest.answer('microphone', true);
    await pass(1_000);
    assert.equal(step('microphone'), 'recording');
    await pass(2_500);
    assert.deepEqual([step('microphone'), sound.held], ['playing', 1]);
    await pass(3_000);
    assert.deepEqual([step('microphone'), sound.held], ['question', 0], 'dropped as soon as it was played');
    assert.equal(selfTest.store.get().kept, 'nowhere');
  });

  const pictureFaults: [string, () => void, string, string][] = [
    ['black', () => devices.gives.set('camera', 'black'), 'failed', 'black'],
    ['standing still', () => devices.gives.set('camera', 'frozen'), 'failed', 'frozen'],
    ['of one colour', () => (view = { brightness: 0.3, middle: 0.3, contrast: 0.005 }), 'warned', 'covered'],
    ['dark', () => (view = { brightness: 0.08, middle: 0.1, contrast: 0.05 }), 'warned', 'dark'],
    ['bright behind the person', () => (view = { brightness: 0.7, middle: 0.2, contrast: 0.3 }), 'warned', 'backlit'],
    ['refused', () => devices.refuse('camera', 'NotAllowedError'), 'failed', 'permission-denied'],
    ['used by another', () => devices.refuse('camera', 'NotReadableError'), 'failed', 'device-in-use'],
    ['not there', () => (devices.listed = ['microphone']), 'failed', 'device-not-found'],
  ];
  for (const [what, arrange, status, reason] of pictureFaults)
    test(`a camera that is ${what} is ${reason}`, async () => {
      arrange();
      selfTest.run('camera');
      await pass(4_000);
      assert.deepEqual(result('camera'), [status, reason]);
      assert.equal(selfTest.store.get().status, 'partial');
    });

  test('one check runs again by itself, and mends the whole', async () => {
    devices.gives.set('camera', 'black');
    selfTest.start();
    await pass(20_000, yes);
    assert.deepEqual([selfTest.store.get().status, result('camera')], ['failed', ['failed', 'black']]);
    assert.equal(service.visit(visit.id).participants[0]?.selfTest?.status, 'failed');
    devices.gives.delete('camera');
    selfTest.run('camera');
    await pass(4_000);
    assert.equal(selfTest.store.get().status, 'passed');
    assert.equal(service.visit(visit.id).participants[0]?.selfTest?.status, 'passed');
  });

  test('a microphone that gives nothing, or only the room, is told apart', async () => {
    level = 0.05;
    selfTest.run('microphone');
    await pass(4_500, yes);
    assert.deepEqual(result('microphone'), ['failed', 'not-heard']);
    devices.gives.set('microphone', 'silent');
    selfTest.run('microphone');
    await pass(4_500, yes);
    assert.deepEqual(result('microphone'), ['failed', 'silent']);
    assert.deepEqual(sound.played, [], 'nothing is played that nobody said');
  });

  test('what the person does not hear', async () => {
    selfTest.run('speaker');
    await pass(2_000, { speaker: false });
    assert.deepEqual(result('speaker'), ['failed', 'tone-not-heard']);
    selfTest.run('microphone');
    await pass(9_000, { microphone: false });
    assert.deepEqual(result('microphone'), ['warned', 'own-voice-not-heard']);
    sound.blocked = true;
    selfTest.run('speaker');
    await pass(500);
    assert.deepEqual(result('speaker'), ['failed', 'sound-blocked']);
  });

  test('who does not answer is waited for a minute', async () => {
    selfTest.run('speaker');
    await pass(61_000);
    assert.equal(step('speaker'), 'question');
    await pass(1_000);
    assert.deepEqual(result('speaker'), ['warned', 'not-answered']);
  });

  const lines: [string, FakeEchoGateway['line'], unknown[]][] = [
    ['narrow on the way there', { up: 400 }, ['warned', 'narrow-up']],
    ['narrow on the way back', { down: 500 }, ['warned', 'narrow-down']],
    ['too narrow for sound', { up: 60 }, ['failed', 'too-narrow']],
    ['losing packets', { lost: 0.04 }, ['warned', 'lossy']],
    ['slow', { roundTripMs: 700 }, ['warned', 'slow']],
    ['sent less than it carries, by a browser that is slow to rise', { up: 480, tellsRoom: false }, ['passed', null]],
    ['narrow, by such a browser', { up: 320, tellsRoom: false }, ['warned', 'narrow-up']],
    ['by TCP through a relay', { transport: 'tcp', relayed: true }, ['passed', null]],
  ];
  for (const [what, line, expected] of lines)
    test(`a line that is ${what}`, async () => {
      echo.line = line;
      selfTest.run('network');
      await pass(14_000);
      assert.deepEqual(result('network'), expected);
      const { network } = selfTest.store.get();
      assert.deepEqual([network?.transport, network?.relayed], [line.transport ?? 'udp', line.relayed ?? false]);
    });

  test('a gateway that is away, one that no path leads to, one that breaks off', async () => {
    for (const [code, reason] of [
      ['gateway-unreachable', 'gateway-unreachable'],
      ['media-failed', 'no-path'],
    ] as const) {
      echo.refuse(new VisitError(code));
      selfTest.run('network');
      await pass(500);
      assert.deepEqual(result('network'), ['failed', reason]);
      assert.equal(selfTest.store.get().network, null);
    }
    echo.refuse(null);
    selfTest.run('network');
    await pass(1_000);
    echo.breakOff();
    await pass(500);
    assert.deepEqual(result('network'), ['failed', 'gateway-unreachable']);
  });

  test('a service that is away fails by itself, and the network behind it', async () => {
    service.goAway();
    selfTest.start();
    await pass(20_000, yes);
    assert.deepEqual(result('service'), ['failed', 'service-unreachable']);
    assert.deepEqual(result('network'), ['failed', 'service-unreachable']);
    assert.deepEqual([selfTest.store.get().status, selfTest.store.get().kept], ['failed', 'not-kept']);
  });

  for (const [code, reason] of [
    ['token-missing', 'service-refused'],
    ['too-many-requests', 'too-many-requests'],
  ] as const) {
    test(`a service that answers, and does not let this person test (${code}), is reached`, async () => {
      const refusing: Pick<VisitService, 'selfTestCredentials' | 'command'> = {
        selfTestCredentials: () => Promise.reject(new VisitError(code)),
        command: () => assert.fail('nothing to keep'),
      };
      selfTest = make({ service: refusing, visitId: async () => null });
      selfTest.start();
      await pass(20_000, yes);
      assert.deepEqual(
        [result('service'), result('network')],
        [
          ['passed', null],
          ['failed', reason],
        ],
      );
      assert.equal(selfTest.store.get().kept, 'nowhere');
    });
  }

  test('a browser without WebRTC, and a page that is not secure', async () => {
    for (const [browser, reason] of [
      [{ secure: true, webrtc: false, devices: true }, 'unsupported-browser'],
      [{ secure: false, webrtc: true, devices: false }, 'insecure-context'],
    ] as const) {
      selfTest = make({ browser });
      selfTest.run('browser');
      await pass(50);
      assert.deepEqual(result('browser'), ['failed', reason]);
    }
  });

  test('what the browser has not got is not tried, and the visit is told why', async () => {
    for (const [browser, reason] of [
      [{ secure: true, webrtc: false, devices: true }, 'unsupported-browser'],
      [{ secure: false, webrtc: false, devices: false }, 'insecure-context'],
    ] as const) {
      selfTest = make({ browser });
      selfTest.start();
      await pass(20_000);
      assert.deepEqual(result('service'), ['passed', null]);
      for (const check of ['browser', 'camera', 'speaker', 'microphone', 'network'] as const)
        assert.deepEqual(result(check), ['failed', reason], check);
      assert.equal(devices.asked.length, 0, 'nobody is asked for a camera');
      assert.equal(selfTest.store.get().kept, 'kept');
      await selfTest.close();
    }
  });

  test('another device is tried at once', async () => {
    devices.plug('camera', 'built-in');
    devices.plug('camera', 'webcam');
    devices.gives.set('built-in', 'black');
    selfTest.run('camera');
    await pass(4_000);
    assert.deepEqual(result('camera'), ['failed', 'black']);
    await selfTest.chooseDevice('camera', 'webcam');
    await pass(4_000);
    assert.deepEqual(result('camera'), ['passed', null]);
  });

  test('what is closed in the middle leaves nothing, and reports nothing', async () => {
    selfTest.start();
    await pass(5_000);
    await selfTest.close();
    await selfTest.close();
    selfTest.run('camera');
    await clock.advance(100_000);
    assert.equal(service.visit(visit.id).participants[0]?.selfTest, null);
  });

  test('started anew in the middle, it begins from the beginning', async () => {
    selfTest.start();
    await pass(5_000, { speaker: true });
    selfTest.start();
    await pass(100);
    assert.deepEqual([result('speaker')[0], result('camera')[0]], ['idle', 'running']);
    await pass(20_000, yes);
    assert.equal(selfTest.store.get().status, 'passed');
  });
});

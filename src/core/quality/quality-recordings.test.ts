import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { type LinkRecording, type PackedRecording, unpackRecording } from '../../../test/support/link-recording.ts';
import type { QualityCause, QualitySignal } from '../../contract/index.ts';
import type { LinkSample } from './link-sample.ts';
import { beginQuality, judgeQuality, type Quality, type QualityContext } from './quality.ts';

/**
 * What real browsers counted on links that were bent (`npm run bench -- --samples FOLDER`, see `changed` in each file).
 * They were recorded on two busy processors, where sound waits before it is played: so `delay` may show in any of them.
 */

interface Told extends Quality {
  /** Since the link was bent, s; negative before. */
  readonly second: number;
  readonly ringInstead: boolean;
}

function play(name: string): { recording: LinkRecording; told: readonly Told[] } {
  const file = new URL(`fixtures/${name}.json`, import.meta.url);
  const recording = unpackRecording(JSON.parse(readFileSync(file, 'utf8')) as PackedRecording);
  let state = beginQuality();
  let before: LinkSample | null = null;
  const told = recording.samples.map((sample) => {
    state = judgeQuality(state, before, sample, contextOf(recording, before, sample));
    before = sample;
    return { second: sample.at / 1000 - recording.fromSecond, ...state.quality, ringInstead: state.ringInstead };
  });
  return { recording, told };
}

const pictureSent = (sample: LinkSample | null): number =>
  (sample?.sent ?? []).reduce((sum, { kind, packets }) => sum + (kind === 'video' ? packets : 0), 0);

/**
 * As the page knew it: a picture that is not sent was switched off, where that was what was done, else held back; without
 * connections the page was joining anew.
 */
function contextOf(recording: LinkRecording, before: LinkSample | null, sample: LinkSample): QualityContext {
  const sendsPicture = pictureSent(before) !== pictureSent(sample);
  const switched = recording.situation === 'camera-off';
  return {
    link: sample.paths.length === 0 ? 'away' : 'ready',
    sends: { audio: true, video: sendsPicture || !switched },
    deviceTrouble: false,
    expects: { audio: true, video: false },
    paused: { sending: !sendsPicture && !switched, receiving: false },
    remoteTrouble: false,
    visible: true,
  };
}

type Direction = keyof Quality;

/** It is told, no later than so many seconds after the link was bent. */
function mustCome(
  told: readonly Told[],
  direction: Direction,
  signals: readonly QualitySignal[],
  cause: QualityCause,
  withinSeconds: number,
): void {
  const fits = (one: Told): boolean => signals.includes(one[direction].signal) && one[direction].cause === cause;
  const first = told.find((one) => one.second >= 0 && fits(one));
  assert.ok(first, `${direction} ${signals.join(' or ')} because of ${cause} never came`);
  assert.ok(first.second <= withinSeconds, `${direction} ${cause} came only after ${first.second} s`);
}

function mustNever(
  told: readonly Told[],
  direction: Direction,
  what: { signals?: readonly QualitySignal[]; causes?: readonly QualityCause[] },
): void {
  for (const one of told) {
    const { signal, cause } = one[direction];
    const message = `${direction} ${signal}/${cause} ${one.second.toFixed(0)} s after the link was bent`;
    assert.ok(!what.signals?.includes(signal), message);
    assert.ok(cause === null || !what.causes?.includes(cause), message);
  }
}

const lost = { signals: ['lost'] } as const;
const bad: readonly QualitySignal[] = ['strained', 'poor'];
const causes: readonly QualityCause[] = ['loss', 'bandwidth', 'cpu', 'device', 'remote'];

describe('on recorded links', () => {
  for (const side of ['patient', 'clinician'] as const) {
    test(`a good link, at the ${side}: nothing but what the machine made of it`, () => {
      const { told } = play(`good-${side}`);
      for (const direction of ['sending', 'receiving'] as const)
        mustNever(told, direction, { signals: ['poor', 'lost'], causes });
      assert.ok(told.every(({ ringInstead }) => !ringInstead));
    });

    test(`a camera that is off, at the ${side}: no fault`, () => {
      const { told } = play(`camera-off-${side}`);
      mustNever(told, 'sending', { signals: ['poor', 'lost'], causes });
      mustNever(told, 'receiving', { ...lost, causes: ['bandwidth', 'cpu', 'device', 'remote'] });
    });

    test(`10 % of all packets lost, at the ${side}`, () => {
      const { told, recording } = play(`loss-${side}`);
      mustCome(told, 'receiving', bad, 'loss', 5);
      if (side === 'patient') mustCome(told, 'sending', bad, 'loss', 6);
      else mustNever(told, 'sending', { signals: ['poor', 'lost'] });
      mustNever(told, 'sending', { ...lost, causes: ['bandwidth', 'cpu', 'device', 'remote'] });
      mustNever(told, 'receiving', lost);
      const mended = told.filter(({ second }) => second > recording.toSecond - recording.fromSecond + 10);
      for (const { sending } of mended) assert.equal(sending.cause, null, 'good again within 10 s');
    });

    test(`600 ms to the gateway, at the ${side}`, () => {
      const { told } = play(`far-${side}`);
      if (side === 'patient') mustCome(told, 'sending', bad, 'delay', 5);
      mustCome(told, 'receiving', bad, 'delay', 5);
      mustNever(told, 'sending', { ...lost, causes: ['loss', 'cpu', 'device', 'remote'] });
      mustNever(told, 'receiving', lost);
    });
  }

  test('300 kbit/s up: what is sent has no room', () => {
    const { told } = play('narrow-up-patient');
    mustCome(told, 'sending', bad, 'bandwidth', 5);
    mustNever(told, 'sending', { ...lost, causes: ['cpu', 'device', 'remote'] });
    mustNever(told, 'receiving', lost);
  });

  test('300 kbit/s down: what comes has no room', () => {
    const { told } = play('narrow-down-patient');
    mustCome(told, 'receiving', bad, 'bandwidth', 5);
    mustNever(told, 'receiving', { ...lost, causes: ['cpu', 'device'] });
    mustNever(told, 'sending', lost);
  });

  test('300 kbit/s both ways', () => {
    const { told } = play('narrow-both-patient');
    mustCome(told, 'sending', bad, 'bandwidth', 10);
    mustCome(told, 'receiving', bad, 'bandwidth', 5);
    for (const direction of ['sending', 'receiving'] as const) mustNever(told, direction, lost);
  });

  test('80 kbit/s both ways: poor, not lost', () => {
    const { told } = play('very-narrow-patient');
    mustCome(told, 'sending', ['poor'], 'bandwidth', 10);
    mustCome(told, 'receiving', ['poor'], 'bandwidth', 10);
    for (const direction of ['sending', 'receiving'] as const) mustNever(told, direction, lost);
  });

  test('a link that is down is lost within 3 s, the telephone is offered, and both end when it is up', () => {
    const { told, recording } = play('down-patient');
    const duration = recording.toSecond - recording.fromSecond;
    mustCome(told, 'sending', ['lost'], 'loss', 3);
    mustCome(told, 'receiving', ['lost'], 'loss', 3);
    mustNever(told, 'receiving', { causes: ['cpu', 'device'] });
    const offered = told.find(({ ringInstead }) => ringInstead);
    assert.ok(offered && offered.second >= 15 && offered.second <= 19, `offered after ${offered?.second} s`);
    const end = told.at(-1);
    assert.ok(end && end.second > duration);
    assert.deepEqual([end.sending.signal === 'lost', end.receiving.signal === 'lost'], [false, false]);
    assert.equal(end.ringInstead, false);
  });

  test('at the other side of a link that is down the fault is told to lie with the other', () => {
    const { told } = play('down-clinician');
    mustCome(told, 'receiving', ['lost'], 'remote', 3);
    mustNever(told, 'sending', lost);
  });
});

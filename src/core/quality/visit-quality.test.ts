import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { HandMadeLink, type OneSecond } from '../../testing/link-samples.ts';
import type { QualityContext } from './quality.ts';
import { VisitQuality } from './visit-quality.ts';

describe("one connection's quality", () => {
  let link: HandMadeLink;
  let quality: VisitQuality;
  let at: number;
  let state: QualityContext['link'];

  beforeEach(() => {
    link = new HandMadeLink();
    quality = new VisitQuality();
    at = 0;
    state = 'ready';
    quality.linkIs('ready', 0);
  });

  /** Returns how often the snapshot changed. */
  function seconds(count: number, second: OneSecond = {}, paused = false): number {
    let changes = 0;
    for (let i = 0; i < count; i++) {
      const sample = link.sample(second);
      at = sample.at;
      const changed = quality.read(sample, {
        link: state,
        sends: { audio: true, video: true },
        deviceTrouble: false,
        expects: { audio: true, video: true },
        paused: { sending: paused, receiving: false },
        remoteTrouble: false,
        visible: true,
      });
      if (changed) changes++;
    }
    return changes;
  }
  const linkIs = (next: QualityContext['link']): void => {
    state = next;
    quality.linkIs(next, at);
  };
  const nothing = { audioReceived: 0, videoReceived: 0, framesReceived: 0, answered: false };
  const recoveries = (): Record<string, number[]> =>
    Object.fromEntries(
      Object.entries(quality.report()?.recoveries ?? {})
        .filter(([, { count }]) => count > 0)
        .map(([kind, { count, longestMs }]) => [kind, [count, longestMs]]),
    );

  test('has nothing to report before the call-in, and does not count what was before', () => {
    seconds(10);
    assert.equal(quality.report(), null);
    quality.begin('warm');
    seconds(20);
    quality.begin('cold');
    seconds(10);
    const { sending, start } = quality.report() ?? assert.fail();
    assert.deepEqual([sending.seconds.good, start], [30, 'warm'], 'one connection has one record');
  });

  test('tells of a change once', () => {
    quality.begin('warm');
    assert.equal(seconds(10), 0);
    assert.equal(seconds(10, { frozen: 0.6 }), 1);
    assert.equal(seconds(4, { frozen: 0.6 }, true), 2, 'the own picture is held back; 2 s later that is poor');
    assert.equal(quality.snapshot().pictureHeldBack, true);
  });

  test('the time of a frozen page is not counted', () => {
    quality.begin('warm');
    seconds(10);
    seconds(1, { length: 600_000 });
    seconds(10);
    const seconds_ = quality.report()?.sending.seconds;
    assert.equal(seconds_?.good, 19, 'before the first sample there is none either');
  });

  test('media that stopped and came back while the gateway was there is one recovery', () => {
    quality.begin('warm');
    seconds(10);
    seconds(4, nothing);
    seconds(10);
    assert.deepEqual(recoveries(), { media: [1, 3_000] });
  });

  test('a socket that was lost while media flowed is another kind', () => {
    quality.begin('warm');
    seconds(10);
    linkIs('interrupted');
    seconds(2);
    linkIs('ready');
    seconds(10);
    assert.deepEqual(recoveries(), { signalling: [1, 2_000] });
  });

  test('a place that was taken anew is a third, and lasts until something comes again', () => {
    quality.begin('warm');
    seconds(10);
    linkIs('interrupted');
    seconds(5, nothing);
    linkIs('away');
    seconds(5, nothing);
    link.startAnew();
    linkIs('ready');
    seconds(1, nothing);
    seconds(10);
    assert.deepEqual(recoveries(), { rejoin: [1, 12_000] });
  });

  test('another connection begins with nothing', () => {
    quality.begin('warm');
    seconds(10, { heldMs: 800 });
    quality.forget();
    assert.deepEqual([quality.report(), quality.snapshot().quality.receiving.signal], [null, 'good']);
  });
});

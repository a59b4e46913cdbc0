import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Compile } from 'typebox/compile';
import { QualityReportSchema } from '../../contract/quality-schema.ts';
import { HandMadeLink } from '../../testing/link-samples.ts';
import { allGood } from './quality.ts';
import { addFirstFrame, addPath, addRecovery, addTime, beginRecord, toReport } from './quality-record.ts';

const poor = { ...allGood, receiving: { signal: 'poor', cause: 'loss' } } as const;
const schema = Compile(QualityReportSchema);

describe('the record of a visit’s quality', () => {
  test('counts the seconds of each signal and cause, one direction apart from the other', () => {
    let record = beginRecord('warm');
    for (let i = 0; i < 90; i++) record = addTime(record, allGood, 1_004);
    for (let i = 0; i < 30; i++) record = addTime(record, poor, 998);
    const { sending, receiving } = toReport(record);
    assert.deepEqual(sending.seconds, { good: 120, strained: 0, poor: 0, lost: 0 });
    assert.deepEqual(receiving.seconds, { good: 90, strained: 0, poor: 30, lost: 0 });
    assert.deepEqual(receiving.causes, { loss: 30, delay: 0, bandwidth: 0, cpu: 0, device: 0, remote: 0 });
  });

  test('keeps the first first frame, and the last path', () => {
    let record = addFirstFrame(addFirstFrame(beginRecord('cold'), 812.4), 90);
    const sample = new HandMadeLink().sample();
    record = addPath(record, sample);
    record = addPath(record, { ...sample, paths: [{ ...sample.paths[0]!, transport: 'tls', relayed: true }] });
    record = addPath(record, { ...sample, paths: [] });
    const { firstFrameMs, path, start } = toReport(record);
    assert.deepEqual([firstFrameMs, path, start], [812, { transport: 'tls', relayed: true }, 'cold']);
  });

  test('counts recoveries by kind, with the sum and the longest', () => {
    let record = addRecovery(beginRecord('warm'), 'media', 900);
    record = addRecovery(addRecovery(record, 'media', 2_100), 'rejoin', 5_000);
    assert.deepEqual(toReport(record).recoveries, {
      signalling: { count: 0, totalMs: 0, longestMs: 0 },
      media: { count: 2, totalMs: 3_000, longestMs: 2_100 },
      rejoin: { count: 1, totalMs: 5_000, longestMs: 5_000 },
    });
  });

  test('is what the contract takes, however long and odd the visit was', () => {
    let record = beginRecord('resumed');
    assert.ok(schema.Check(toReport(record)));
    record = addRecovery(addFirstFrame(addTime(record, poor, 1e12), -3), 'media', 1e12);
    assert.ok(schema.Check(toReport(record)));
  });
});

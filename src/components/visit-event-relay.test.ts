import { assert, describe, it } from '../../test/components/harness.ts';
import type { VisitView } from '../contract/index.ts';
import { makeFinishedVisit, makeVisit, snapshots } from '../testing/visit-fixtures.ts';
import { VisitEventRelay } from './visit-event-relay.ts';
import type { VisitEndedDetail, VisitRecordDetail } from './visit-events.ts';

describe('the record in the events of the end (N18)', () => {
  const relay = () => {
    const target = new EventTarget();
    const heard: [type: string, detail: VisitEndedDetail & VisitRecordDetail][] = [];
    for (const type of ['visit-ended', 'visit-record-changed'])
      target.addEventListener(type, (event) =>
        heard.push([type, (event as CustomEvent<VisitEndedDetail & VisitRecordDetail>).detail]),
      );
    return { heard, relay: new VisitEventRelay(target) };
  };
  const over = (visit: VisitView) => snapshots.over('ended', { visit });
  const madeAt = (visit: VisitView, lastUpdated: string): VisitView => ({
    ...visit,
    encounter: visit.encounter && { ...visit.encounter, meta: { lastUpdated } },
  });

  it('goes with the end, with the code that it suggests, and once', () => {
    const { heard, relay: events } = relay();
    const visit = makeFinishedVisit();
    events.see(over(visit));
    events.see(over({ ...visit, seq: visit.seq + 1 }));
    assert.lengthOf(heard, 1);
    const [type, detail] = heard[0]!;
    assert.equal(type, 'visit-ended');
    assert.deepEqual([detail.visitId, detail.reason], [visit.id, 'ended']);
    assert.equal(detail.encounter, visit.encounter);
    assert.equal(detail.suggestedCode?.code, 'ZV051');
  });

  it('is told again when it has been made anew, and not when an older one comes late', () => {
    const { heard, relay: events } = relay();
    const visit = makeFinishedVisit();
    events.see(over(visit));
    const anew = madeAt(makeFinishedVisit({ physicalVisitNeeded: true }), '2026-03-02T09:20:00.000Z');
    events.see(over(anew));
    events.see(over(anew));
    events.see(over(visit));
    events.see(over(anew));
    assert.deepEqual(
      heard.map(([type]) => type),
      ['visit-ended', 'visit-record-changed'],
    );
    assert.equal(heard[1]?.[1].encounter, anew.encounter);
  });

  it('is null where the service gives none: the patient’s side, and a visit that was left', () => {
    for (const snapshot of [over(makeVisit()), snapshots.over('left', { visit: makeVisit() })]) {
      const { heard, relay: events } = relay();
      events.see(snapshot);
      assert.deepEqual([heard[0]?.[1].encounter, heard[0]?.[1].suggestedCode], [null, null]);
    }
  });
});

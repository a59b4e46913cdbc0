import './video-visit-clinician.define.ts';
import {
  assert,
  assertAccessible,
  assertFits,
  describe,
  find,
  it,
  listen,
  mount,
  pause,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import { VisitError } from '../../core/errors.ts';
import { FakeDayList } from '../../testing/fake-day-list.ts';
import { devicesOn, makeWaitingVisit, othersIn, snapshots } from '../../testing/visit-fixtures.ts';

const buttons = (element: Element): string[] =>
  [...(element.shadowRoot?.querySelectorAll('.foot button') ?? [])].map(({ textContent }) => textContent.trim());

describe('video-visit-clinician, practice and self-test', () => {
  const make = async (more: { practice?: boolean; list?: FakeDayList; lang?: string; width?: number } = {}) => {
    const element = document.createElement('video-visit-clinician');
    element.lang = more.lang ?? 'en';
    element.practice = more.practice ?? false;
    if (more.list) element.dayList = more.list;
    mount(element, { width: more.width ?? 320 });
    await settled(element);
    return element;
  };

  it('practises with patients who do not exist, and says so all the time (N28)', async () => {
    for (const [lang, says] of [
      ['en', 'Practice. Nobody else sees or hears you'],
      ['sv', 'Övning. Ingen annan ser eller hör dig'],
      ['ar', 'تدريب.'],
    ] as const) {
      const element = await make({ practice: true, lang });
      await settled(element);
      assert.include(seenText(element), says);
      const rows = () =>
        element.shadowRoot?.querySelector('visit-day-list')?.shadowRoot?.querySelectorAll('[data-visit]');
      // The practice is fetched, and then its patients come.
      for (let tries = 0; tries < 100 && rows()?.length !== 3; tries++) await pause(20);
      assert.lengthOf(rows() ?? [], 3);
      await settled(element);
      assertFits(element);
      await assertAccessible(element);
      element.remove();
    }
  });

  it('tells the host of no visit while it practises, but of what is wrong with the page (N28)', async () => {
    const list = new FakeDayList([makeWaitingVisit(4, { id: 'karin' })]);
    const element = await make({ practice: true, list });
    const life = new AbortController();
    const heard = (['visit-started', 'visit-ended', 'visit-error'] as const).map(
      (type) => [type, listen(type, life.signal)] as const,
    );
    await element.callIn('karin');
    const visit = list.front?.store.get().visit;
    assert.ok(visit);
    list.front?.show(snapshots.onStage(visit, othersIn(visit), { devices: devicesOn() }));
    await settled(element);
    list.change({ problem: new VisitError('service-failed') });
    list.endFront();
    await settled(element);
    assert.deepEqual(
      heard.map(([type, events]) => [type, events.length]),
      [
        ['visit-started', 0],
        ['visit-ended', 0],
        ['visit-error', 1],
      ],
    );
    assert.include(seenText(element), 'Practice.');
    life.abort();
  });

  it('offers the self-test of the workstation at the list, and not in a visit or a practice (N21)', async () => {
    const list = new FakeDayList([makeWaitingVisit(4, { id: 'karin' })]);
    const element = await make({ list });
    assert.deepEqual(buttons(element), ['Help', 'Test sound and picture']);
    find(element, 'button', 'Test sound and picture').click();
    await settled(element);
    const test = find(element, 'visit-self-test') as HTMLElementTagNameMap['visit-self-test'];
    assert.isTrue(test.workstation);
    await assertAccessible(element);
    assertFits(element);
    await element.callIn('karin');
    await settled(element);
    assert.deepEqual(buttons(element), ['Help']);
    assert.deepEqual(buttons(await make({ practice: true })), ['Help']);
  });
});

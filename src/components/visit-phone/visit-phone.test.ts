import './visit-phone.define.ts';
import {
  announced,
  assert,
  assertAccessible,
  assertFits,
  describe,
  find,
  it,
  mount,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import type { VisitView } from '../../contract/index.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { FakeDayList } from '../../testing/fake-day-list.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideDayList, provideSession } from '../../testing/provide-contexts.ts';
import { makeVisit, makeVisitInProgress, makeWaitingVisit, othersIn, snapshots } from '../../testing/visit-fixtures.ts';

const masked = { number: null, ends: '41', confirmed: false };
const whole = { ...masked, number: '070-174 06 41' };
const waiting = (more: Partial<VisitView> = {}): VisitSnapshot =>
  snapshots.waiting(makeWaitingVisit(4, { ...more, patient: { phone: masked } }));
const clinicianOnStage = (modality: VisitView['modality'], ringInstead: boolean): VisitSnapshot => {
  const visit = makeVisitInProgress({ modality, patient: { phone: whole } });
  const own = { ...visit, self: visit.calledInBy };
  return snapshots.onStage(own, othersIn(own), { ringInstead });
};

describe('visit-phone', () => {
  const make = async (snapshot: VisitSnapshot, { lang = 'en', width = 360 } = {}) => {
    const session = new FakeVisitSession(snapshot);
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement('visit-phone');
    element.lang = lang;
    mount(home, { width }).append(element);
    await settled(element);
    return { element, session };
  };

  it('shows the end of the number, and takes that it is right (N13)', async () => {
    const { element, session } = await make(waiting());
    assert.include(seenText(element), 'the clinic rings you at the number that ends in 41');
    await assertAccessible(element);
    find(element, 'button', 'Yes, it is right').click();
    await settled(element);
    assert.deepEqual(session.calls, [['tell', { type: 'confirm-phone' }]]);
  });

  it('takes another number, and says where it is none', async () => {
    const { element, session } = await make(waiting());
    find(element, 'button', 'Change the number').click();
    await settled(element);
    const field = element.shadowRoot?.activeElement as HTMLInputElement;
    assert.equal(field.name, 'number');
    field.value = 'åtta';
    find(element, 'button', 'Save').click();
    await settled(element);
    assert.equal(field.getAttribute('aria-invalid'), 'true');
    assert.deepEqual(session.calls, []);
    await assertAccessible(element);
    field.value = ' 08-123 456 78 ';
    find(element, 'button', 'Save').click();
    await settled(element);
    assert.deepEqual(session.calls, [['tell', { type: 'confirm-phone', number: '08-123 456 78' }]]);
    assert.include(seenText(element), 'ends in 78');
  });

  it('where no number is known it is one quiet line, which opens and closes', async () => {
    const { element, session } = await make(snapshots.waiting());
    assert.equal(seenText(element), 'Add your phone number');
    assert.isAtMost(element.getBoundingClientRect().height, 60);
    await assertAccessible(element);
    assertFits(element);
    const focused = () => element.shadowRoot?.activeElement as HTMLInputElement;
    for (const close of ['Escape', 'Cancel']) {
      find(element, 'button', 'Add your phone number').click();
      await settled(element);
      assert.equal(focused().name, 'number');
      assert.include(seenText(element), 'At which number?');
      await assertAccessible(element);
      if (close === 'Cancel') find(element, 'button', close).click();
      else focused().dispatchEvent(new KeyboardEvent('keydown', { key: close, bubbles: true }));
      await settled(element);
      assert.include(focused().textContent ?? '', 'Add your phone number');
    }
    focused().click();
    await settled(element);
    focused().value = '070-174 06 41';
    find(element, 'button', 'Save').click();
    await settled(element);
    assert.deepEqual(session.calls, [['tell', { type: 'confirm-phone', number: '070-174 06 41' }]]);
  });

  it('has the whole number at hand for the clinician at all times; one press rings, and the patient’s page is told', async () => {
    const { element, session } = await make(clinicianOnStage('video', false));
    const link = find(element, 'a', 'Ring Karin Holm: 070-174 06 41') as HTMLAnchorElement;
    assert.equal(link.getAttribute('href'), 'tel:0701740641');
    assert.include(link.textContent, '070-174 06 41');
    await assertAccessible(element);
    assert.isNull(element.shadowRoot?.querySelector('button'), 'one press does it');
    // A page cannot ring here.
    element.addEventListener('click', (event) => event.preventDefault(), { once: true });
    link.click();
    await settled(element);
    assert.deepEqual(session.calls, [['tell', { type: 'go-on-by-phone' }]]);
    assert.include(seenText(element), 'You go on by phone. Karin Holm sees it on their page.');
    assert.include(seenText(element), 'so that there is no echo');
    await assertAccessible(element);
    find(element, 'button', 'Back to video').click();
    await settled(element);
    assert.deepEqual(session.calls.at(-1), ['tell', { type: 'go-on-by-video' }]);
  });

  it('lets the clinician ring with another telephone, and says what to do where no number is on file', async () => {
    const { element, session } = await make(clinicianOnStage('video', true));
    find(element, 'button', 'Go on by phone').click();
    await settled(element);
    assert.deepEqual(session.calls, [['tell', { type: 'go-on-by-phone' }]]);
    const visit = makeVisitInProgress();
    const own = { ...visit, self: visit.calledInBy };
    const without = await make(snapshots.onStage(own, othersIn(own), { ringInstead: true }));
    assert.include(seenText(without.element), 'There is no phone number with the booking. Look in the record.');
    assert.isNull(without.element.shadowRoot?.querySelector('a'));
    await assertAccessible(without.element);
  });

  it('in the day list rings without a visit, and begins one by phone only when told to', async () => {
    const visit = makeVisit({ startsInMinutes: -10, patient: { phone: whole } });
    const list = new FakeDayList([visit]);
    const home = document.createElement('div');
    provideDayList(home, list);
    const element = document.createElement('visit-phone');
    element.lang = 'en';
    element.visit = visit;
    mount(home, { width: 320 }).append(element);
    await settled(element);
    const link = find(element, 'a', 'Ring Karin Holm') as HTMLAnchorElement;
    element.addEventListener('click', (event) => event.preventDefault(), { once: true });
    link.click();
    await settled(element);
    assert.deepEqual(list.told, []);
    await assertAccessible(element);
    assertFits(element);
    find(element, 'button', 'Hold the visit by phone').click();
    await settled(element);
    assert.deepEqual(list.told, [[visit.id, { type: 'go-on-by-phone' }]]);
    list.change({ identity: { ...list.store.get().identity!, kind: 'unit-staff' } });
    await settled(element);
    assert.isNull(element.shadowRoot?.querySelector('button'), 'unit staff ring, and hold no visit');
  });

  it('asks a patient without a number for one when the clinic is about to ring', async () => {
    const visit = makeVisitInProgress({ modality: 'phone' });
    const { element, session } = await make(snapshots.onStage(visit, othersIn(visit)));
    const field = element.shadowRoot?.querySelector('input');
    assert.isOk(field);
    field!.value = '070-174 06 41';
    find(element, 'button', 'Save').click();
    await settled(element);
    assert.deepEqual(session.calls, [['tell', { type: 'confirm-phone', number: '070-174 06 41' }]]);
    assert.include(seenText(element), 'The clinic is ringing you now at the number that ends in 41.');
    await assertAccessible(element);
  });

  it('tells the patient, aloud too, that the visit goes on by phone and that the place is kept', async () => {
    const { element, session } = await make(waiting());
    session.show(waiting({ modality: 'phone' }));
    await settled(element);
    const text = seenText(element);
    assert.include(text, 'The visit goes on by phone');
    assert.include(text, 'ends in 41');
    assert.include(text, 'You keep your place.');
    assert.include(announced(element), 'The visit goes on by phone. The clinic is ringing you now');
    await assertAccessible(element);
  });

  it('fits 280 px and a wide page, in Swedish and Arabic', async () => {
    for (const lang of ['sv', 'ar'])
      for (const width of [280, 1100])
        for (const snapshot of [waiting(), clinicianOnStage('phone', true)])
          assertFits((await make(snapshot, { lang, width })).element);
  });
});

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
import { leaks } from '../../../test/components/leaks.ts';
import { VisitError } from '../../core/errors.ts';
import { drawPicture } from '../../testing/drawn-picture.ts';
import { FakeDayList } from '../../testing/fake-day-list.ts';
import {
  devicesOn,
  makeCommon,
  makeVisit,
  makeWaitingVisit,
  othersIn,
  snapshots,
} from '../../testing/visit-fixtures.ts';

const day = () => [
  makeWaitingVisit(4, { id: 'karin', startsInMinutes: 0 }),
  makeWaitingVisit(1, { id: 'gunnar', startsInMinutes: 30, patient: { name: 'Gunnar Bergström' } }),
  makeVisit({ id: 'elsa', startsInMinutes: 60, patient: { name: 'Elsa Nyman' } }),
];

describe('video-visit-clinician', () => {
  const make = async (list: FakeDayList | null = new FakeDayList(day()), { lang = 'en', width = 380 } = {}) => {
    const element = document.createElement('video-visit-clinician');
    element.lang = lang;
    element.dayList = list;
    mount(element, { width });
    await settled(element);
    return element;
  };
  const showStage = (list: FakeDayList, stream: MediaStream | null = null) => {
    const visit = list.front?.store.get().visit;
    assert.ok(visit);
    list.front?.show(snapshots.onStage(visit, othersIn(visit, { stream }), { devices: devicesOn() }));
  };

  it('has help below the list, with the contact for the clinic’s staff, and the focus comes back (N21)', async () => {
    const element = document.createElement('video-visit-clinician');
    element.lang = 'en';
    element.service = 'http://127.0.0.1:9';
    element.supportPhone = '08-123 456';
    element.dayList = new FakeDayList();
    mount(element, { width: 320 });
    await settled(element);
    find(element, 'button', 'Help').click();
    await settled(element);
    await settled(find(element, 'visit-support'));
    for (const words of ['in the list of today’s visits', 'The patient does not come', '08-123 456', 'Write to us'])
      assert.include(seenText(element), words);
    assertFits(element);
    await assertAccessible(element);
    find(element, '.kind', 'I wonder how').click();
    await settled(element);
    const field = find(element, 'textarea') as HTMLTextAreaElement;
    field.value = 'Half a sent';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    find(element, 'button', 'Close').click();
    await settled(element);
    assert.equal(element.shadowRoot?.activeElement, find(element, 'button', 'Help'));
    find(element, 'button', 'Help').click();
    await settled(element);
    assert.equal((find(element, 'textarea') as HTMLTextAreaElement).value, 'Half a sent', 'what is half written stays');
  });

  it('shows the day, accessible, from 280 px up', async () => {
    const element = await make();
    assert.match(seenText(element), /Today’s visits 2 wait .*Karin Holm/);
    await assertAccessible(element);
    for (const width of [280, 320, 420, 1100]) {
      (element.parentElement as HTMLElement).style.inlineSize = `${width}px`;
      await settled(element);
      assertFits(element);
    }
  });

  it('one press calls in, one ends, one goes to the next', async () => {
    const list = new FakeDayList(day());
    const element = await make(list);
    find(element, 'button', 'Call in: Karin').click();
    await settled(element);
    assert.include(seenText(element), 'Calling in Karin Holm');
    await assertAccessible(element);
    showStage(list);
    await settled(element);
    assert.include(seenText(element), 'Karin Holm Patient');
    assert.include(seenText(element), 'Microphone: Jabra Evolve2 40 (on)');
    assert.include(seenText(element), 'Today’s visits', 'the list is below');
    await assertAccessible(element);
    assertFits(element);
    find(element, 'button', 'End').click();
    assert.deepEqual(list.front?.calls.at(-1), ['end']);
    list.endFront();
    await settled(element);
    assert.include(seenText(element), 'The visit is over');
    await assertAccessible(element);
    find(element, 'button', /Next: \d\d:\d\d Gunnar Bergström/).click();
    await settled(element);
    assert.deepEqual(list.calledIn, ['karin', 'gunnar']);
    assert.include(seenText(element), 'Calling in Gunnar Bergström');
  });

  it('says of the devices what is so: off after the visit, or on for the next patient', async () => {
    const list = new FakeDayList(day());
    const element = await make(list);
    await element.callIn('karin');
    list.endFront();
    await settled(element);
    assert.include(seenText(element), 'Camera and microphone are off.');
    list.change({ openAhead: ['camera', 'microphone'] });
    await settled(element);
    assert.notInclude(seenText(element), 'Camera and microphone are off.');
    assert.include(seenText(element), 'The camera and the microphone are on so that');
    const { returns } = list;
    find(element, 'button', 'Next:').focus();
    assert.isAbove(list.returns, returns, 'the clinician has turned to the panel');
  });

  it('opens a visit from the record, by attribute or method, and takes no focus (N12)', async () => {
    const list = new FakeDayList(day());
    const element = await make(list);
    const first = () =>
      find(element, 'visit-day-list').shadowRoot?.querySelector<HTMLElement>('.row')?.dataset['visit'];
    assert.equal(first(), 'karin');
    element.setAttribute('visit-id', 'gunnar');
    await settled(element);
    await settled(find(element, 'visit-day-list'));
    assert.equal(first(), 'gunnar');
    await element.callIn('gunnar');
    list.endFront();
    await settled(element);
    assert.include(seenText(element), 'The visit is over');
    element.openVisit('elsa');
    await settled(element);
    await settled(find(element, 'visit-day-list'));
    assert.equal(first(), 'elsa');
    assert.notInclude(seenText(element), 'The visit is over', 'what is over is put away');
    assert.notEqual(document.activeElement, element);
  });

  it('takes the ready-made sentences from the attribute, one a line (N07)', async () => {
    const element = await make();
    element.setAttribute('delay-phrases', 'An urgent visit came between.\n\n  Please stay.  ');
    await settled(element);
    const inList = element.shadowRoot?.querySelector('visit-day-list')?.delayPhrases;
    assert.deepEqual(inList, ['An urgent visit came between.', 'Please stay.']);
  });

  it('goes back to the list', async () => {
    const list = new FakeDayList(day());
    const element = await make(list);
    await element.callIn('karin');
    list.endFront();
    await settled(element);
    find(element, 'button', 'Back to the list').click();
    await settled(element);
    assert.notInclude(seenText(element), 'The visit is over');
  });

  it('keeps the patient in sight while the list is scrolled', async () => {
    const list = new FakeDayList([
      ...day(),
      ...Array.from({ length: 30 }, (_, n) => makeVisit({ startsInMinutes: 90 + n * 5 })),
    ]);
    const element = await make(list);
    const box = element.parentElement as HTMLElement;
    Object.assign(box.style, { blockSize: '500px', overflow: 'auto' });
    await element.callIn('karin');
    showStage(list);
    await settled(element);
    box.scrollTop = 2000;
    const pinned = find(element, 'visit-pinned-picture');
    const picture = () => pinned.shadowRoot?.querySelector('.pinned');
    for (let tries = 0; tries < 50 && !picture(); tries++) await pause(20);
    assert.isOk(picture());
    assert.closeTo(pinned.getBoundingClientRect().top, box.getBoundingClientRect().top, 2);
  });

  it('tells the host, with the visit’s id, each thing once', async () => {
    const stop = new AbortController();
    const started = listen('visit-started', stop.signal);
    const ended = listen('visit-ended', stop.signal);
    const arrived = listen('visit-arrived', stop.signal);
    const list = new FakeDayList(day());
    const element = await make(list);
    await element.callIn('karin');
    showStage(list);
    list.endFront();
    await settled(element);
    await element.callIn('gunnar');
    showStage(list);
    list.endFront();
    assert.deepEqual(
      started.map(({ detail }) => detail.visitId),
      ['karin', 'gunnar'],
    );
    assert.deepEqual(
      ended.map(({ detail }) => [detail.visitId, detail.reason]),
      [
        ['karin', 'ended'],
        ['gunnar', 'ended'],
      ],
    );
    assert.lengthOf(arrived, 0, 'it is the patient who arrives');
    stop.abort();
  });

  it('methods: callIn and end reject with what was wrong', async () => {
    const list = new FakeDayList(day());
    const element = await make(list);
    list.refusal = new VisitError('already-called-in');
    const code = (action: Promise<void>) =>
      action.then(
        () => null,
        (error: unknown) => (error as VisitError).code,
      );
    assert.equal(await code(element.callIn('karin')), 'already-called-in');
    assert.equal(await code(element.end()), 'invalid-state');
    await element.callIn('karin');
    await element.end();
    assert.deepEqual(list.front?.calls.at(-1), ['end']);
  });

  it('a failure of the visit in front, and another window, leave a way on', async () => {
    const list = new FakeDayList(day());
    const element = await make(list);
    await element.callIn('karin');
    const visit = list.front?.store.get().visit ?? null;
    list.front?.show({ ...makeCommon(visit), phase: 'failed', error: new VisitError('service-failed') });
    await settled(element);
    assert.include(seenText(element), 'The video service does not answer as it should.');
    find(element, 'button', 'Back to the list');
    await assertAccessible(element);
    list.front?.show({ ...makeCommon(visit), phase: 'taken-over' });
    await settled(element);
    find(element, 'button', 'Continue here').click();
    assert.deepEqual(list.front?.calls.at(-1), ['resumeHere']);
  });

  it('says what ends the list, and what the page lacks', async () => {
    const stop = new AbortController();
    const errors = listen('visit-error', stop.signal);
    const list = new FakeDayList(day());
    const element = await make(list);
    list.change({ problem: new VisitError('forbidden') });
    list.change({ problem: new VisitError('forbidden') });
    await settled(element);
    assert.include(seenText(element), 'You do not have access to this. Check that you are signed in');
    await assertAccessible(element);
    const bare = await make(null);
    assert.include(seenText(bare), 'The page is not set up right for video visits.');
    assert.deepEqual(
      errors.map(({ detail }) => detail.error.code),
      ['forbidden', 'bad-attribute'],
    );
    stop.abort();
  });

  it('never takes the focus from the record', async () => {
    const list = new FakeDayList(day());
    const element = await make(list);
    const record = document.createElement('textarea');
    element.before(record);
    record.focus();
    await element.callIn('karin');
    await settled(element);
    showStage(list);
    await settled(element);
    list.endFront();
    await settled(element);
    assert.equal(document.activeElement, record);
  });

  it('a move in the document keeps the visit', async () => {
    const picture = drawPicture({ portrait: true });
    const list = new FakeDayList(day());
    const element = await make(list);
    await element.callIn('karin');
    showStage(list, picture.stream);
    await settled(element);
    const aside = document.createElement('aside');
    document.body.append(aside);
    aside.append(element);
    await settled(element);
    await pause(200);
    const video = find(element, 'visit-stage')
      .shadowRoot?.querySelector('.tile visit-picture')
      ?.shadowRoot?.querySelector('video');
    assert.isFalse(video?.paused);
    list.endFront();
    await settled(element);
    assert.include(seenText(element), 'The visit is over');
    aside.remove();
    picture.close();
  });

  it('twenty mounts leave no listener, timer or frame', async () => {
    const watch = leaks();
    for (let round = 0; round < 20; round++) {
      const list = new FakeDayList(day());
      const element = await make(list);
      await element.callIn('karin');
      showStage(list);
      await settled(element);
      element.parentElement?.remove();
      await pause(1);
      assert.equal(list.store.listenerCount, 0);
      assert.equal(list.front?.store.listenerCount, 0);
    }
    assert.deepEqual(watch.end(), { listeners: 0, timers: 0, frames: 0 });
  });

  it('speaks Swedish and Arabic', async () => {
    assert.include(seenText(await make(undefined, { lang: 'sv' })), 'Dagens besök 2 väntar');
    const arabic = await make(undefined, { lang: 'ar', width: 280 });
    assert.include(seenText(arabic), 'زيارات اليوم');
    assertFits(arabic);
  });
});

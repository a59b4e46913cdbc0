import './video-visit.define.ts';
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
import { FakeVisitService } from '../../testing/fake-visit-service.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import {
  deviceFailed,
  deviceOn,
  devicesOn,
  makeVisit,
  makeVisitInProgress,
  othersIn,
  snapshots,
  makeQuality,
} from '../../testing/visit-fixtures.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';

describe('video-visit', () => {
  const make = async (session: FakeVisitSession | null, { lang = 'en', width = 800 } = {}) => {
    const element = document.createElement('video-visit');
    element.lang = lang;
    element.session = session;
    mount(element, { width });
    await settled(element);
    return element;
  };
  const heard = () => {
    const stop = new AbortController();
    const types = [
      'visit-ready',
      'visit-arrived',
      'visit-started',
      'visit-quality-changed',
      'visit-ended',
      'visit-error',
    ] as const;
    const all: string[] = [];
    for (const type of types) document.addEventListener(type, () => all.push(type), { signal: stop.signal });
    return { all, stop: () => stop.abort() };
  };

  const phases: [string, VisitSnapshot, string][] = [
    ['starting', snapshots.starting(), 'Opening your visit'],
    [
      'failed',
      snapshots.failed(new VisitError('token-invalid')),
      'The link to the visit does not work. Go back to your booked visits',
    ],
    ['ahead', snapshots.ahead(), 'Your visit is booked The clinic sees that you have opened the visit'],
    ['checking', snapshots.checking(), 'First, camera and microphone'],
    ['waiting', snapshots.waiting(), 'You are in the right place'],
    ['called in', snapshots.calledIn(), 'Anna Berg is calling you in'],
    ['on stage', snapshots.onStage(undefined, undefined, { devices: devicesOn() }), 'Care staff'],
    ['over', snapshots.over('ended'), 'The visit is over'],
    ['cancelled', snapshots.over('cancelled'), 'The visit is cancelled You need not wait.'],
    ['left', snapshots.over('left'), 'You have left the visit'],
    ['removed', snapshots.over('removed'), 'You are no longer in the visit'],
    ['taken over', snapshots.takenOver(), 'The visit goes on in another window or on another device'],
  ];
  for (const [name, snapshot, words] of phases) {
    it(`${name}: says so, is accessible, and fits from 280 px up`, async () => {
      const element = await make(new FakeVisitSession(snapshot));
      assert.include(seenText(element), words);
      await assertAccessible(element);
      for (const width of [280, 360, 768, 1280]) {
        (element.parentElement as HTMLElement).style.inlineSize = `${width}px`;
        await settled(element);
        assertFits(element);
      }
      if (snapshot.visit)
        for (const part of ['20 minutes', 'Anna Berg', 'Ekdalens vårdcentral', 'Uppföljning av blodtryck'])
          assert.include(seenText(element), part);
    });
  }

  it('text twice as large fits a phone', async () => {
    for (const [, snapshot] of phases) {
      const element = await make(new FakeVisitSession(snapshot), { lang: 'sv', width: 360 });
      (element.parentElement as HTMLElement).style.setProperty('--visit-font-size', '2rem');
      await settled(element);
      assertFits(element);
    }
  });

  it('what stands in the foot begins where the text above it begins, on the stage too', async () => {
    for (const [, snapshot] of phases.filter(([, { visit }]) => visit)) {
      const element = await make(new FakeVisitSession(snapshot), { width: 1280 });
      const base = find(element, '.base').getBoundingClientRect();
      const text = find(element, '.foot .button svg').getBoundingClientRect().left - base.left;
      const booking = find(element, 'visit-booking').getBoundingClientRect().left - base.left;
      assert.approximately(text, booking, 1, snapshot.phase);
      find(element, 'button', 'Help').click();
      await settled(element);
      const left = (selector: string): number => find(element, selector).getBoundingClientRect().left - base.left;
      assert.approximately(left('.foot .button svg'), left('visit-booking'), 1, `${snapshot.phase}, beside the help`);
    }
  });

  it('every phase in Swedish and Arabic, without a gap', async () => {
    for (const lang of ['sv', 'ar']) {
      for (const [, snapshot] of phases) {
        const element = await make(new FakeVisitSession(snapshot), { lang, width: 280 });
        assert.isAbove(seenText(element).length, 8);
        assertFits(element);
      }
    }
  });

  it('names who vouches for the person up to the visit, where the host says so (N16)', async () => {
    for (const [name, snapshot] of phases) {
      const element = await make(new FakeVisitSession(snapshot), { width: 280 });
      assert.notInclude(seenText(element), 'vouches', name);
      element.identityProvider = 'Region Norrvik';
      await settled(element);
      const isBefore = ['starting', 'ahead', 'checking', 'waiting'].includes(snapshot.phase);
      assert.equal(seenText(element).includes('Region Norrvik vouches for who you are.'), isBefore, name);
      assertFits(element);
      await assertAccessible(element);
    }
  });

  it('follows a change of its language at once, and of the page’s', async () => {
    const element = await make(new FakeVisitSession(snapshots.waiting()), { lang: 'sv' });
    assert.include(seenText(element), 'Du är på rätt plats');
    element.lang = 'ar';
    await settled(element);
    assert.include(seenText(element), 'أنت في المكان الصحيح');
    assert.equal(getComputedStyle(find(element, 'visit-waiting-room')).direction, 'rtl');
    element.removeAttribute('lang');
    await settled(element);
    assert.include(seenText(element), 'You are in the right place');
    element.lang = 'xx';
    await settled(element);
    assert.include(seenText(element), 'You are in the right place');
  });

  it('a whole visit, from the first press to the end', async () => {
    const session = new FakeVisitSession();
    const events = heard();
    const element = await make(session);
    session.show(snapshots.checking());
    await settled(element);
    find(element, 'button', 'Turn on').click();
    await settled(element);
    find(element, 'button', 'Go to the waiting room').click();
    await settled(element);
    session.calledIn();
    await settled(element);
    const visit = session.store.get().visit;
    assert.ok(visit);
    session.show(snapshots.onStage(visit));
    session.show(snapshots.waiting());
    session.show(snapshots.onStage(visit));
    session.show(snapshots.over('ended'));
    await settled(element);
    assert.include(seenText(element), 'The visit is over');
    assert.deepEqual(events.all, ['visit-ready', 'visit-arrived', 'visit-started', 'visit-ended'], 'each once');
    events.stop();
  });

  it('tells when it goes better or worse, and when the telephone is offered (N14)', async () => {
    const session = new FakeVisitSession(snapshots.onStage());
    const stop = new AbortController();
    const told = listen('visit-quality-changed', stop.signal);
    await make(session);
    assert.lengthOf(told, 0, 'good from the start is no news');
    const quality = makeQuality({ receiving: { signal: 'poor', cause: 'loss' } });
    session.change({ quality });
    session.change({ service: 'away' });
    session.change({ ringInstead: true });
    session.change({ ringInstead: false, quality: makeQuality() });
    assert.deepEqual(
      told.map(({ detail }) => [detail.quality.receiving.signal, detail.ringInstead]),
      [
        ['poor', false],
        ['poor', true],
        ['good', false],
      ],
    );
    assert.equal(told[0]?.detail.visitId, session.store.get().visit?.id);
    stop.abort();
  });

  it('tells each problem once, devices too, and again after it was mended', async () => {
    const session = new FakeVisitSession(snapshots.waiting());
    const stop = new AbortController();
    const errors = listen('visit-error', stop.signal);
    await make(session);
    session.change({ problem: new VisitError('service-unreachable') });
    session.change({ problem: new VisitError('service-unreachable') });
    session.change({ problem: null });
    session.change({ problem: new VisitError('service-unreachable') });
    const camera = deviceFailed(new VisitError('device-in-use'));
    session.change({ devices: { ...devicesOn(), camera } });
    session.change({ devices: { ...devicesOn(), camera, microphone: deviceOn('Another') } });
    const failure = new VisitError('token-expired');
    session.show(snapshots.failed(failure, { problem: failure }));
    assert.deepEqual(
      errors.map(({ detail }) => [detail.error.code, detail.device ?? null]),
      [
        ['service-unreachable', null],
        ['service-unreachable', null],
        ['device-in-use', 'camera'],
        ['token-expired', null],
      ],
    );
    assert.isTrue(errors.every(({ bubbles, composed }) => bubbles && composed));
    stop.abort();
  });

  it('tells why it is over, and of which visit', async () => {
    const session = new FakeVisitSession(snapshots.waiting(makeVisit({ id: 'visit-x' })));
    const stop = new AbortController();
    const ended = listen('visit-ended', stop.signal);
    await make(session);
    session.show(snapshots.over('cancelled', { visit: makeVisit({ id: 'visit-x' }) }));
    assert.deepEqual(
      ended.map(({ detail }) => detail),
      [{ visitId: 'visit-x', reason: 'cancelled', encounter: null, suggestedCode: null }],
    );
    stop.abort();
  });

  it('without a token, or with a wrong address, it says so and tells the host', async () => {
    const stop = new AbortController();
    const errors = listen('visit-error', stop.signal);
    const element = document.createElement('video-visit');
    element.lang = 'en';
    mount(element);
    await settled(element);
    assert.include(seenText(element), 'The page is not set up right for video visits. Contact those who run the page.');
    await assertAccessible(element);
    element.setAttribute('service', 'nonsense');
    await settled(element);
    element.setAttribute('service', 'https://video.invalid');
    await settled(element);
    assert.include(seenText(element), 'There is no visit to open here.');
    assert.deepEqual(
      errors.map(({ detail }) => detail.error.code),
      ['bad-attribute', 'token-missing'],
    );
    stop.abort();
  });

  it('makes the real session from its attributes; with no service there it says so, and goes on trying', async () => {
    const stop = new AbortController();
    const errors = listen('visit-error', stop.signal);
    const element = document.createElement('video-visit');
    element.lang = 'en';
    element.service = 'http://127.0.0.1:9';
    element.token = 'a.b.c';
    mount(element);
    for (let tries = 0; errors.length === 0 && tries < 40; tries++) await pause(50);
    await settled(element);
    assert.deepEqual(
      errors.map(({ detail }) => detail.error.code),
      ['service-unreachable'],
    );
    assert.include(seenText(element), 'We cannot reach the video service. Check that you are online.');
    find(element, 'button', 'Try again');
    stop.abort();
  });

  for (const [name, snapshot] of phases) {
    it(`${name}: has help beside the view, which stays, and the focus comes back (N21)`, async () => {
      const element = await make(new FakeVisitSession(snapshot, { service: new FakeVisitService().stranger() }), {
        width: 280,
      });
      find(element, 'button', 'Help').click();
      await settled(element);
      assert.equal(element.shadowRoot?.activeElement, find(element, '[data-panel]'));
      await settled(find(element, 'visit-support'));
      assert.include(seenText(element), 'This most often helps');
      assertFits(element);
      find(element, 'button', 'Close').click();
      await settled(element);
      assert.equal(element.shadowRoot?.activeElement, find(element, 'button', 'Help'));
    });
  }

  it('offers the self-test before the call-in, beside the view, and takes up its wish to move (N04)', async () => {
    const service = new FakeVisitService();
    const visit = { ...service.book(), self: 'visit-1-patient' };
    const session = new FakeVisitSession(snapshots.waiting(visit), { service: service.participant(visit.id) });
    const element = await make(session);
    element.phonePage = '/continue';
    find(element, 'button', 'Test sound and picture').click();
    await settled(element);
    const selfTest = find(element, 'visit-self-test');
    await settled(selfTest);
    assert.include(seenText(element), 'You are in the right place', 'the view stays');
    assert.include(seenText(element), 'It takes about a minute.');
    const wish = new CustomEvent('visit-move-wanted', { bubbles: true, composed: true, cancelable: true });
    selfTest.dispatchEvent(wish);
    await settled(element);
    assert.isTrue(wish.defaultPrevented);
    assert.ok(find(element, 'visit-move'));
    session.calledIn();
    await settled(element);
    assert.notInclude(seenText(element), 'Test sound and picture');
  });

  it('has help where there is no visit, and no token (N31)', async () => {
    const element = document.createElement('video-visit');
    element.lang = 'en';
    element.service = 'https://video.invalid';
    element.supportPhone = '010-123 45 67';
    mount(element);
    await settled(element);
    find(element, 'button', 'Help').click();
    await settled(element);
    await settled(find(element, 'visit-support'));
    for (const words of ['could not be opened', '010-123 45 67', 'Error code: token-missing'])
      assert.include(seenText(element), words);
    await assertAccessible(element);
  });

  describe('what one is in the middle of when the waiting room opens', () => {
    const ahead = async () => {
      const world = new FakeVisitService();
      const visit = { ...world.book({ preparation: 'home-readings' }), self: 'visit-1-patient' };
      const session = new FakeVisitSession(
        snapshots.ahead({ ...visit, opensAt: new Date(Date.now() + 9e5).toISOString() }),
        {
          service: world.participant(visit.id),
        },
      );
      const element = await make(session);
      return { element, session, open: () => session.show(snapshots.checking(visit)) };
    };
    const uses = [
      ['the self-test', async (element: Element) => find(element, 'button', 'Test now').click(), 'visit-self-test'],
      [
        'the questions',
        async (element: Element) => find(element, 'button', 'Answer the questions').click(),
        'visit-preparation',
      ],
      [
        'the calendar',
        async (element: Element) => {
          const calendar = find(element, 'visit-calendar');
          calendar.addEventListener('click', (event) => event.preventDefault());
          calendar.click();
        },
        'visit-calendar',
      ],
      [
        'the host’s own form',
        async (element: Element) => {
          const form = Object.assign(document.createElement('textarea'), { slot: 'preparation' });
          form.setAttribute('aria-label', 'Own form');
          element.append(form);
          form.focus();
        },
        'visit-ahead',
      ],
    ] as const;
    for (const [name, use, stays] of uses) {
      it(`${name}: stays until the person goes on, and the room is told of`, async () => {
        const { element, open } = await ahead();
        await use(element);
        await settled(element);
        const used = find(element, stays);
        const focused = document.activeElement;
        open();
        await settled(element);
        assert.equal(find(element, stays), used);
        assert.equal(document.activeElement, focused, 'the focus stays where it was');
        assert.include(seenText(element), 'The waiting room has opened Finish what you are doing.');
        assert.notInclude(seenText(element), 'First, camera and microphone');
        assert.isNull(element.shadowRoot?.querySelector('[data-opens=selfTest]') ?? null, 'no second test');
        await assertAccessible(element);
        find(element, 'button', 'Go on').click();
        await settled(element);
        assert.include(seenText(element), 'First, camera and microphone');
        assert.notInclude(seenText(element), 'The waiting room has opened');
      });
    }

    it('help stays open, and what the person tells the clinic; one who does nothing is led on', async () => {
      const { element, open } = await ahead();
      find(element, 'button', 'Help').click();
      await settled(element);
      const help = find(element, 'visit-support');
      find(element, 'button', 'Tell the clinic').click();
      await settled(element);
      open();
      await settled(element);
      assert.equal(find(element, 'visit-support'), help);
      assert.include(seenText(element), 'How late will you be?');
      assert.include(seenText(element), 'First, camera and microphone');
    });
  });

  it('what is half written in the help is there when it is opened again, but not for another person (N21)', async () => {
    const world = new FakeVisitService();
    const visit = { ...world.book(), self: 'visit-1-patient' };
    const session = new FakeVisitSession(snapshots.checking(visit), { service: world.participant(visit.id) });
    const element = await make(session);
    const help = async () => {
      find(element, 'button', 'Help').click();
      await settled(element);
    };
    await help();
    find(element, '.kind', 'I wonder how').click();
    await settled(element);
    const field = find(element, 'textarea') as HTMLTextAreaElement;
    field.value = 'Half a sent';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    find(element, 'button', 'Close').click();
    await settled(element);
    session.show(snapshots.onStage({ ...visit, status: 'in-progress' }));
    await settled(element);
    await help();
    assert.equal((find(element, 'textarea') as HTMLTextAreaElement).value, 'Half a sent');
    assert.isTrue((find(element, '.kind:has(:checked)', 'I wonder how').firstElementChild as HTMLInputElement).checked);
    assert.equal(JSON.stringify([{ ...localStorage }, { ...sessionStorage }]).includes('Half'), false);
    session.show(snapshots.checking({ ...visit, self: 'visit-1-interpreter' }));
    await settled(element);
    find(element, 'button', 'Close').click();
    await settled(element);
    await help();
    assert.isNull(element.shadowRoot?.querySelector('visit-support')?.shadowRoot?.querySelector('textarea') ?? null);
  });

  describe('another device', () => {
    const openWith = (code: string) => history.replaceState(null, '', `#visit-handover=${code}`);
    const code = 'Zm9vYmFyYmF6cXV4-_Zm9vYmFyYmF6cXV';

    it('is offered where there is a page for it, beside the view, and the focus comes back', async () => {
      const service = new FakeVisitService();
      const visit = service.book();
      const session = new FakeVisitSession(snapshots.waiting({ ...visit, self: `${visit.id}-patient` }), {
        service: service.participant(visit.id),
      });
      const element = await make(session);
      assert.notInclude(seenText(element), 'Move to another device');
      element.phonePage = '/continue';
      await settled(element);
      const button = find(element, 'button', 'Move to another device');
      button.focus();
      button.click();
      await settled(element);
      assert.include(seenText(element), 'You are in the right place', 'the view stays');
      const panel = find(element, '[data-panel]');
      assert.equal(element.shadowRoot?.activeElement, panel);
      panel.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
      await settled(element);
      assert.equal(element.shadowRoot?.activeElement, find(element, 'button', 'Move to another device'));
      session.show(snapshots.over('ended'));
      await settled(element);
      assert.notInclude(seenText(element), 'Move to another device');
    });

    it('takes the code out of the address at once, and asks before it does anything', async () => {
      const asked: string[] = [];
      openWith(code);
      const element = document.createElement('video-visit');
      element.lang = 'en';
      element.identityProvider = 'Region Norrvik';
      element.service = 'http://127.0.0.1:9';
      element.redeemHandover = async (given) => {
        asked.push(given);
        throw new Error('used');
      };
      mount(element);
      assert.equal(location.hash, '');
      await settled(element);
      assert.include(seenText(element), 'Continue the visit here');
      assert.include(seenText(element), 'Region Norrvik vouches for who you are.');
      await assertAccessible(element);
      assert.deepEqual(asked, []);
      find(element, 'button', 'Turn on').click();
      await settled(element);
      assert.deepEqual(asked, [code]);
      assert.include(seenText(element), 'The link no longer works');
    });

    it('a page that does not take up visits takes the code out all the same', async () => {
      openWith(code);
      const element = await make(new FakeVisitSession(snapshots.waiting()));
      assert.equal(location.hash, '');
      assert.include(seenText(element), 'You are in the right place');
    });
  });

  it('takes what was set before it was defined', async () => {
    const session = new FakeVisitSession(snapshots.waiting());
    const early = document.createElement('video-visit-later') as unknown as {
      session: unknown;
      lang: string;
    } & HTMLElement;
    early.session = session;
    early.lang = 'en';
    mount(early);
    const { VideoVisit } = await import('./video-visit.ts');
    customElements.define('video-visit-later', class extends VideoVisit {});
    await settled(early);
    assert.include(seenText(early), 'You are in the right place');
  });

  it('has methods: join asks for devices and arrives, leave leaves', async () => {
    const session = new FakeVisitSession(snapshots.checking());
    const element = await make(session);
    await element.join();
    await element.leave();
    assert.deepEqual(session.calls, [['openDevices'], ['arrive'], ['leave']]);
    const none = document.createElement('video-visit');
    for (const action of [none.join(), none.leave()]) {
      const error = await action.then(
        () => null,
        (thrown: unknown) => thrown as VisitError,
      );
      assert.equal(error?.code, 'invalid-state');
    }
  });

  it('failed can be retried; taken over can be taken back; left can go back', async () => {
    const session = new FakeVisitSession(snapshots.failed(new VisitError('service-failed')));
    const element = await make(session);
    find(element, 'button', 'Try again').click();
    session.show(snapshots.takenOver());
    await settled(element);
    find(element, 'button', 'Continue here').click();
    await settled(element);
    session.show(snapshots.over('left'));
    await settled(element);
    find(element, 'button', 'Back to the visit').click();
    assert.deepEqual(session.calls, [['retry'], ['resumeHere'], ['resumeHere']]);
  });

  it('a final failure offers no new try', async () => {
    const element = await make(new FakeVisitSession(snapshots.failed(new VisitError('wrong-visit'))));
    assert.lengthOf(element.shadowRoot?.querySelectorAll('.view button') ?? [], 0);
  });

  it('the focus follows the person from view to view, and is never taken from the page', async () => {
    const session = new FakeVisitSession(snapshots.checking());
    const element = await make(session);
    const field = document.createElement('input');
    element.before(field);
    field.focus();
    session.show(snapshots.waiting());
    await settled(element);
    assert.equal(document.activeElement, field);
    find(element, 'button', 'Leave the waiting room').focus();
    session.calledIn();
    await settled(element);
    await pause(20);
    const stage = find(element, 'visit-stage');
    assert.equal(stage.shadowRoot?.activeElement?.localName, 'h2');
  });

  it('slots: brand always, more for those who wait, after the visit', async () => {
    const session = new FakeVisitSession(snapshots.waiting());
    const element = await make(session);
    element.innerHTML =
      '<b slot="brand">Region</b><p slot="waiting-room">Fill in</p><p slot="after-visit">Your notes</p>';
    await settled(element);
    assert.match(seenText(element), /^Region .*Fill in/);
    assert.notInclude(seenText(element), 'Your notes');
    session.show(snapshots.over());
    await settled(element);
    assert.match(seenText(element), /^Region .*Your notes Help$/);
  });

  it('a move in the document keeps the session and the picture', async () => {
    const picture = drawPicture();
    const visit = makeVisitInProgress();
    const session = new FakeVisitSession(
      snapshots.onStage(visit, othersIn(visit, { stream: picture.stream }), { devices: devicesOn() }),
    );
    const element = await make(session);
    const home = document.createElement('div');
    document.body.append(home);
    home.append(element);
    await settled(element);
    await pause(300);
    const video = find(element, 'visit-stage')
      .shadowRoot?.querySelector('.tile visit-picture')
      ?.shadowRoot?.querySelector('video');
    assert.isFalse(video?.paused);
    session.show(snapshots.over());
    await settled(element);
    assert.include(seenText(element), 'The visit is over');
    home.remove();
    picture.close();
  });

  it('twenty mounts leave no listener, timer, frame or track', async () => {
    const watch = leaks();
    for (let round = 0; round < 20; round++) {
      const picture = drawPicture();
      const session = new FakeVisitSession(snapshots.checking(makeVisit(), { devices: devicesOn(picture.stream) }));
      const element = await make(session);
      await session.arrive();
      await settled(element);
      session.calledIn(picture.stream);
      await settled(element);
      element.parentElement?.remove();
      picture.close();
      await pause(1);
      assert.equal(session.store.listenerCount, 0);
      assert.isTrue(picture.stream.getTracks().every(({ readyState }) => readyState === 'ended'));
    }
    assert.deepEqual(watch.end(), { listeners: 0, timers: 0, frames: 0 });
  });

  it('the host’s own tokens win, from any ancestor', async () => {
    const element = await make(new FakeVisitSession(snapshots.checking()));
    (element.parentElement as HTMLElement).style.setProperty('--visit-color-action', 'rgb(90, 20, 120)');
    assert.equal(getComputedStyle(find(element, 'button.primary')).backgroundColor, 'rgb(90, 20, 120)');
  });

  it('the dark scheme comes from the page’s color-scheme', async () => {
    const element = await make(new FakeVisitSession(snapshots.waiting()));
    assert.equal(getComputedStyle(element).backgroundColor, 'rgb(251, 249, 244)');
    (element.parentElement as HTMLElement).style.colorScheme = 'dark';
    assert.equal(getComputedStyle(element).backgroundColor, 'rgb(23, 27, 27)');
    for (const [, snapshot] of phases) {
      const dark = await make(new FakeVisitSession(snapshot));
      (dark.parentElement as HTMLElement).style.colorScheme = 'dark';
      await assertAccessible(dark);
    }
  });
});

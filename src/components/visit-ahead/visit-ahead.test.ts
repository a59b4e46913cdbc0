import './visit-ahead.define.ts';
import {
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
import type { SelfTestView } from '../../contract/index.ts';
import { VisitError } from '../../core/errors.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import { makeConnection, makeVisit, snapshots, type VisitOptions } from '../../testing/visit-fixtures.ts';

describe('visit-ahead', () => {
  const make = async (session = new FakeVisitSession(snapshots.ahead()), { lang = 'en', width = 360 } = {}) => {
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement('visit-ahead');
    element.lang = lang;
    mount(home, { width }).append(element);
    await settled(element);
    return { element, session };
  };

  it('says that the clinic sees it, that nothing needs approving, the booking, and when the waiting room opens', async () => {
    const { element } = await make();
    const text = seenText(element);
    assert.match(
      text,
      /^Your visit is booked The clinic sees that you have opened the visit You need not approve or confirm anything\./,
    );
    for (const part of ['20 minutes', 'Anna Berg', 'Ekdalens vårdcentral', 'Uppföljning av blodtryck'])
      assert.include(text, part);
    assert.match(text, /The waiting room opens \w+day,? \d+ \w+( \d{4})? at \d\d:\d\d \(in 3 days\)/);
    assert.include(text, 'It will then appear here by itself.');
    assert.include(text, 'Add to calendar');
    await assertAccessible(element);
    assertFits(element);
  });

  it('does not say that the clinic sees it before it is so, nor while the service is away', async () => {
    const { element, session } = await make(
      new FakeVisitSession(snapshots.ahead(makeVisit({ startsInMinutes: 3000 }))),
    );
    assert.notInclude(seenText(element), 'The clinic sees');
    session.show(snapshots.ahead());
    await settled(element);
    assert.include(seenText(element), 'The clinic sees');
    session.change({ service: 'away', problem: new VisitError('service-unreachable') });
    await settled(element);
    assert.notInclude(seenText(element), 'The clinic sees');
    assert.include(seenText(element), 'We have lost contact with the clinic. We keep trying.');
    await assertAccessible(element);
  });

  it('says what else is wrong, and tries again', async () => {
    const { element, session } = await make();
    session.change({ problem: new VisitError('token-expired') });
    await settled(element);
    find(element, 'button', 'Try again').click();
    assert.deepEqual(
      session.calls,
      ['retry'].map((name) => [name] as never),
    );
  });

  describe('what is ready and what is left', () => {
    const tasks = (element: Element): string[] =>
      [...(element.shadowRoot?.querySelectorAll('li') ?? [])].map((task) => seenText(task));
    const with3Days = (more: Partial<VisitOptions>): FakeVisitSession =>
      new FakeVisitSession(
        snapshots.ahead(
          makeVisit({
            startsInMinutes: 3 * 24 * 60,
            ...more,
            patient: { connection: makeConnection(), ...more.patient },
          }),
        ),
      );
    const tested = (status: SelfTestView['status'], daysAgo = 0): SelfTestView => {
      const check = { status, reason: null };
      return {
        at: new Date(Date.now() - daysAgo * 24 * 3_600_000).toISOString(),
        deviceKind: 'phone',
        status,
        checks: {
          browser: check,
          service: check,
          camera: check,
          microphone: check,
          speaker: check,
          network: check,
        },
        network: null,
      };
    };

    it('the test is left; nothing is asked, so nothing is said of questions', async () => {
      const { element } = await make();
      const [test, calendar, ...rest] = tasks(element);
      assert.match(test ?? '', /^Test camera and sound Left to do .* Test now$/);
      assert.match(calendar ?? '', /^Put the time in your calendar Your phone/);
      assert.deepEqual(rest, []);
      assert.notInclude(seenText(element), 'Everything is done');
    });

    for (const [status, says] of [
      ['passed', /Done You tested yesterday\. Everything worked\. Test again$/],
      ['warned', /Done You tested yesterday\. You can take part, but not everything was good\. Test again$/],
      ['failed', /Left to do You tested yesterday\. Something did not work\. .* Test again$/],
    ] as const) {
      it(`a test that ${status} says so, and when`, async () => {
        const { element } = await make(with3Days({ patient: { selfTest: tested(status, 1) } }));
        assert.match(tasks(element)[0] ?? '', says);
        assert.equal(seenText(element).includes('Everything is done'), status !== 'failed');
        await assertAccessible(element);
      });
    }

    for (const [status, says] of [
      ['not-begun', /^Answer the clinic’s questions Left to do .* Answer the questions$/],
      ['draft', /^Answer the clinic’s questions Left to do .* Go on answering$/],
      ['answered', /^Answer the clinic’s questions Done The clinic has your answers\. See or change the answers$/],
    ] as const) {
      it(`questions that the clinic asks are ${status}`, async () => {
        const at = new Date().toISOString();
        const { element } = await make(
          with3Days({ preparation: { status, at }, patient: { selfTest: tested('passed') } }),
        );
        assert.match(tasks(element)[1] ?? '', says);
        assert.equal(seenText(element).includes('Everything is done'), status === 'answered');
      });
    }

    it('opens the test in its place, and comes back, with the focus never lost', async () => {
      const { element } = await make();
      const button = find(element, 'button', 'Test now');
      button.focus();
      button.click();
      await settled(element);
      assert.ok(find(element, 'visit-self-test'));
      assert.notInclude(seenText(element), 'Your visit is booked');
      const back = find(element, 'button', 'Back');
      assert.equal(element.shadowRoot?.activeElement, back);
      back.click();
      await settled(element);
      assert.equal(element.shadowRoot?.activeElement?.textContent, 'Your visit is booked');
    });
  });

  it('on the day it says the hours', async () => {
    const visit = makeVisit({
      startsInMinutes: 4 * 60,
      opensAt: new Date(Date.now() + 3 * 3_600_000).toISOString(),
      patient: { connection: makeConnection() },
    });
    const { element } = await make(new FakeVisitSession(snapshots.ahead(visit)));
    assert.match(seenText(element), /Today at \d\d:\d\d \(in 3 hours\)/);
  });

  it('fits from 280 px, in every language', async () => {
    for (const lang of ['sv', 'en', 'ar']) {
      for (const width of [280, 900]) {
        const { element } = await make(undefined, { lang, width });
        assertFits(element);
        await assertAccessible(element);
      }
    }
  });
});

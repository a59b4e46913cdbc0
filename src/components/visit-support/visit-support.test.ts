import './visit-support.define.ts';
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
import type { SupportStep } from '../../contract/index.ts';
import { VisitError } from '../../core/errors.ts';
import { emptyDraft } from '../../core/support/message-writer.ts';
import { FakeVisitService } from '../../testing/fake-visit-service.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import { deviceFailed, devicesOn, snapshots } from '../../testing/visit-fixtures.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';

describe('visit-support', () => {
  const world = (snapshot?: VisitSnapshot) => {
    const service = new FakeVisitService();
    const visit = { ...service.book(), self: 'visit-1-patient' };
    const session = new FakeVisitSession(snapshot ?? snapshots.waiting(visit), {
      service: service.participant(visit.id),
    });
    return { service, session, visit };
  };
  const make = async (session: FakeVisitSession | null, { lang = 'en', width = 360 } = {}) => {
    const element = document.createElement('visit-support');
    element.lang = lang;
    element.phone = '010-123 45 67';
    element.email = 'hjalp@example.se';
    const home = document.createElement('div');
    provideSession(home, session);
    home.append(element);
    mount(home, { width });
    await settled(element);
    return element;
  };
  const topics = (element: Element): string[] =>
    [...(element.shadowRoot?.querySelectorAll('summary') ?? [])].map(({ textContent }) => textContent.trim());
  const write = async (element: Element, kind: string, text: string): Promise<void> => {
    find(element, '.kind', kind).click();
    await settled(element);
    const field = find(element, 'textarea') as HTMLTextAreaElement;
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    find(element, 'button', 'Send').click();
    await settled(element);
  };

  it('knows where the person is, and begins with what failed', async () => {
    const { session } = world();
    const element = await make(session);
    assert.include(seenText(element), 'You are in the waiting room. The visit stays while you read.');
    assert.equal(topics(element)[0], 'Nobody comes');
    assert.notInclude(seenText(element), 'Error code');
    const camera = deviceFailed(new VisitError('device-in-use'));
    session.change({ devices: { ...devicesOn(), camera } });
    await settled(element);
    assert.equal(topics(element)[0], 'I cannot be seen');
    assert.isTrue((find(element, 'details') as HTMLDetailsElement).open, 'and it is open');
    assert.match(seenText(element), /Error code: camera-device-in-use$/, 'at the very bottom');
  });

  it('shows the one contact for this role', async () => {
    const element = await make(world().session);
    assert.deepEqual(
      [...(element.shadowRoot?.querySelectorAll('.contact a') ?? [])].map((link) => link.getAttribute('href')),
      ['tel:0101234567', 'mailto:hjalp@example.se'],
    );
    element.phone = element.email = null;
    await settled(element);
    assert.notInclude(seenText(element), 'Contact us');
  });

  it('three ways to write: each reaches the service, with where the person was and not in the event', async () => {
    const { service, session, visit } = world();
    session.change({ problem: new VisitError('gateway-unreachable') });
    const stop = new AbortController();
    const events = listen('visit-reported', stop.signal);
    const element = await make(session);
    const kinds = [
      ['Something does not work', 'fault'],
      ['I have an opinion', 'opinion'],
      ['I wonder how', 'question'],
    ] as const;
    for (const [words] of kinds) {
      await write(element, words, ` About ${words} `);
      assert.include(seenText(element), 'We have received what you wrote.');
      assert.equal(element.shadowRoot?.activeElement, find(element, '[data-sent]'), 'the focus is not lost');
      find(element, 'button', 'Write something more').click();
      await settled(element);
    }
    assert.deepEqual(
      service.messages.map(({ kind, text, step, problems, visitId, language }) => [
        kind,
        text,
        step,
        problems,
        visitId,
        language,
      ]),
      kinds.map(([words, kind]) => [kind, `About ${words}`, 'waiting', ['gateway-unreachable'], visit.id, 'en']),
    );
    assert.deepEqual(
      events.map(({ detail }) => detail),
      kinds.map(([, kind]) => ({ visitId: visit.id, kind })),
    );
    stop.abort();
  });

  it('nothing is sent that is empty, and nothing that could not be sent is lost', async () => {
    const { service, session } = world();
    const element = await make(session);
    await write(element, 'Something does not work', '   ');
    assert.include(seenText(element), 'Write something first.');
    assert.equal(element.shadowRoot?.activeElement, find(element, 'textarea'));
    service.goAway();
    await write(element, 'Something does not work', 'The sound breaks up');
    assert.include(seenText(element), 'It could not be sent.');
    assert.equal((find(element, 'textarea') as HTMLTextAreaElement).value, 'The sound breaks up');
    await assertAccessible(element);
    service.comeBack();
    find(element, 'button', 'Send').click();
    await settled(element);
    assert.lengthOf(service.messages, 1);
  });

  it('says that it was too much in a short time, and what is written stays', async () => {
    const { session } = world();
    session.service.sendMessage = () => Promise.reject(new VisitError('too-many-requests'));
    const element = await make(session);
    await write(element, 'Something does not work', 'Again');
    assert.include(seenText(element), 'There have been too many tries from here in a short time. Wait a few minutes');
    assert.equal((find(element, 'textarea') as HTMLTextAreaElement).value, 'Again');
  });

  it('closed while it is sending: the host hears of it, and who opens it again reads that it was sent', async () => {
    const { service, session } = world();
    const draft = emptyDraft();
    const sendMessage = session.service.sendMessage.bind(session.service);
    const sent = Promise.withResolvers<void>();
    session.service.sendMessage = async (message) => {
      await sent.promise;
      return sendMessage(message);
    };
    const stop = new AbortController();
    const events = listen('visit-reported', stop.signal);
    const element = await make(session);
    element.draft = draft;
    await settled(element);
    await write(element, 'Something does not work', 'No sound');
    element.remove();
    sent.resolve();
    await pause();
    assert.lengthOf(service.messages, 1);
    assert.lengthOf(events, 1);
    const again = await make(session);
    again.draft = draft;
    await settled(again);
    assert.include(seenText(again), 'We have received what you wrote.');
    assert.deepEqual([draft.kind, draft.text], [null, '']);
    assert.lengthOf(events, 1, 'told once');
    stop.abort();
  });

  it('what is being written stays while the visit goes on', async () => {
    const { session, visit } = world();
    const element = await make(session);
    find(element, '.kind', 'I have an opinion').click();
    await settled(element);
    const field = find(element, 'textarea') as HTMLTextAreaElement;
    field.value = 'Half a sent';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    session.show(snapshots.onStage({ ...visit, status: 'in-progress' }));
    await settled(element);
    assert.include(seenText(element), 'You are in the visit.');
    assert.equal((find(element, 'textarea') as HTMLTextAreaElement).value, 'Half a sent');
  });

  it('without a session: help all the same, and writing where the service is known (N31)', async () => {
    const element = await make(null);
    assert.include(seenText(element), 'Here is help with video visits.');
    assert.notInclude(seenText(element), 'Write to us');
    element.service = 'http://127.0.0.1:9';
    await settled(element);
    assert.include(seenText(element), 'Write to us');
  });

  it('is accessible and fits from 280 px up, at every step and in each language', async () => {
    const steps: SupportStep[] = [
      'help-page',
      'before',
      'opening',
      'checking',
      'waiting',
      'on-stage',
      'over',
      'failed',
    ];
    for (const lang of ['sv', 'en', 'ar']) {
      const element = await make(world().session, { lang, width: 280 });
      for (const details of element.shadowRoot?.querySelectorAll('details') ?? []) details.open = true;
      find(element, '.kind').click();
      await settled(element);
      await assertAccessible(element);
      for (const step of steps) {
        element.step = step;
        await settled(element);
        assertFits(element);
      }
    }
  });

  it('twenty mounts leave nothing behind', async () => {
    const { session } = world();
    await make(session);
    const watch = leaks();
    for (let i = 0; i < 20; i++) (await make(session)).parentElement?.parentElement?.remove();
    assert.deepEqual(watch.end(), { listeners: 0, timers: 0, frames: 0 });
  });
});

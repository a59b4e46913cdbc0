import './visit-participants.define.ts';
import {
  assert,
  assertAccessible,
  assertFits,
  describe,
  find,
  it,
  listen,
  mount,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import type { ParticipantView, VisitView } from '../../contract/index.ts';
import { VisitError } from '../../core/errors.ts';
import type { InviteLink } from '../../core/participants/participants.ts';
import type { VisitService } from '../../core/service/visit-service.ts';
import type { Command } from '../../contract/index.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import {
  makeConnection,
  makeParticipant,
  makeVisitInProgress,
  othersIn,
  snapshots,
} from '../../testing/visit-fixtures.ts';

const now = new Date().toISOString();
const was = [{ start: now, end: now }];
const interpreter = (more: Partial<ParticipantView> = {}): ParticipantView =>
  makeParticipant('interpreter', 'Samira Noor', { admission: 'admitted', connection: makeConnection(), ...more });
const companion = (more: Partial<ParticipantView> = {}): ParticipantView =>
  makeParticipant('companion', 'Ulla Holm', { onBehalfOf: 'Karin Holm', ...more });

describe('visit-participants', () => {
  const make = async (
    others: readonly ParticipantView[] = [],
    {
      patient = {},
      width = 360,
      lang = 'en',
      open = true,
      error = null,
      inviteLink = null,
    }: {
      patient?: Partial<ParticipantView>;
      width?: number;
      lang?: string;
      open?: boolean;
      error?: VisitError | null;
      inviteLink?: InviteLink | null;
    } = {},
  ) => {
    const running = makeVisitInProgress({ others, patient });
    const visit: VisitView = { ...running, self: running.calledInBy };
    const given: Command[] = [];
    const service = {
      command: async (command: Command) => {
        given.push(command);
        if (error) throw error;
        if (command.type !== 'invite') return { visit };
        const made = makeParticipant(command.role, command.name, { id: 'made' });
        return { visit: { ...visit, participants: [...visit.participants, made] } };
      },
    } as Partial<VisitService> as VisitService;
    const session = new FakeVisitSession(snapshots.onStage(visit, othersIn(visit)), { service });
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement('visit-participants');
    element.lang = lang;
    element.inviteLink = inviteLink;
    mount(home, { width }).append(element);
    await settled(element);
    if (open) {
      find(element, '[data-discloses=people]').click();
      await settled(element);
    }
    return { element, session, given, visit };
  };
  const press = async (element: HTMLElement, name: string | RegExp): Promise<void> => {
    find(element, 'button', name).click();
    await settled(element);
  };
  const write = (element: HTMLElement, name: string): void => {
    const field = element.shadowRoot?.querySelector<HTMLInputElement>('[name=name]');
    assert.isOk(field);
    field.value = name;
  };

  it('puts the patient back with one press, and calls in again with one', async () => {
    const here = await make([], { open: false });
    await press(here.element, 'Back to the waiting room');
    assert.deepEqual(here.given, [{ type: 'put-back', visitId: here.visit.id }]);
    const away = await make([], { open: false, patient: { admission: 'waiting', periods: was } });
    await press(away.element, 'Call in again');
    assert.deepEqual(
      away.given.map(({ type }) => type),
      ['call-in'],
    );
    assert.notInclude(seenText(away.element), 'Back to the waiting room');
  });

  it('shows who is here and who is not, with role and for whom', async () => {
    const { element } = await make([interpreter(), companion()]);
    const people = [...(element.shadowRoot?.querySelectorAll('[part=person]') ?? [])].map((item) =>
      item.querySelector('.who')?.textContent?.replaceAll(/\s+/g, ' ').trim(),
    );
    assert.deepEqual(people, [
      'Karin Holm Patient · Here now',
      'Anna Berg Care staff · Here now',
      'Samira Noor Interpreter · Here now',
      'Ulla Holm (for Karin Holm) Companion · Has not come yet',
    ]);
    assert.equal(element.shadowRoot?.activeElement?.id, 'title');
    assert.include(seenText(element), 'Four is the most who can take part');
  });

  for (const [lang, width] of [
    ['en', 280],
    ['sv', 320],
    ['ar', 420],
  ] as const) {
    it(`is accessible and fits, ${lang} at ${width} px`, async () => {
      const { element } = await make([interpreter()], { lang, width });
      await assertAccessible(element);
      assertFits(element.parentElement as HTMLElement);
    });
  }

  it('lets one in who waits, and puts one back, each by name', async () => {
    const waiting = await make([interpreter({ admission: 'waiting', waitingSince: now })]);
    find(waiting.element, 'button[aria-label="Let in Samira Noor"]').click();
    await settled(waiting.element);
    assert.deepEqual(waiting.session.calls, [['admit', 'interpreter-samira-noor']]);
    const here = await make([interpreter()]);
    find(here.element, 'button[aria-label="To the waiting room: Samira Noor"]').click();
    await settled(here.element);
    assert.deepEqual(here.given, [
      { type: 'put-back', visitId: here.visit.id, participantId: 'interpreter-samira-noor' },
    ]);
  });

  it('removes somebody after asking once', async () => {
    const { element, given, visit } = await make([interpreter()]);
    find(element, 'button[aria-label="Remove Samira Noor"]').click();
    await settled(element);
    assert.include(seenText(element), 'Remove Samira Noor from the visit?');
    assert.deepEqual(given, []);
    await assertAccessible(element);
    await press(element, 'Keep');
    assert.deepEqual(given, []);
    find(element, 'button[aria-label="Remove Samira Noor"]').click();
    await settled(element);
    await press(element, 'Remove');
    assert.deepEqual(given, [{ type: 'remove', visitId: visit.id, participantId: 'interpreter-samira-noor' }]);
  });

  it("invites a person, tells the host, and shows the host's link with a code", async () => {
    const asked: unknown[] = [];
    const { element, given, visit } = await make([], {
      inviteLink: async (invited) => {
        asked.push(invited);
        return 'https://portal.example/guest#1234';
      },
    });
    const told = listen('visit-invited');
    write(element, '  ');
    await press(element, 'Invite');
    assert.include(seenText(element), 'Write what the person is called.');
    assert.deepEqual(given, []);
    await assertAccessible(element);
    write(element, ' Samira Noor ');
    await press(element, 'Invite');
    assert.deepEqual(given, [{ type: 'invite', visitId: visit.id, role: 'interpreter', name: 'Samira Noor' }]);
    assert.deepEqual(
      told.map(({ detail }) => detail),
      [{ visitId: visit.id, participantId: 'made', role: 'interpreter' }],
    );
    assert.deepEqual(asked, [{ visitId: visit.id, participantId: 'made', role: 'interpreter', name: 'Samira Noor' }]);
    assert.equal((find(element, 'input[type=url]') as HTMLInputElement).value, 'https://portal.example/guest#1234');
    assert.isOk(find(element, 'svg[role=img]'));
    assert.equal(element.shadowRoot?.activeElement?.id, 'invited');
    await assertAccessible(element);
    assertFits(element.parentElement as HTMLElement);
    const done = find(element, 'button', 'Done');
    done.focus();
    done.click();
    await settled(element);
    assert.equal(element.shadowRoot?.activeElement?.id, 'title', 'the focus is not lost');
    assert.isOk(find(element, 'form'));
  });

  it('a guardian is invited for the patient', async () => {
    const { element, given } = await make();
    find(element, 'input[value=companion]').click();
    await settled(element);
    find(element, 'input[name=acts]').click();
    write(element, 'Ulla Holm');
    await press(element, 'Invite');
    assert.deepInclude(given[0], { role: 'companion', name: 'Ulla Holm', onBehalfOf: 'Karin Holm' });
    assert.include(seenText(element), 'The link is not sent from here.');
  });

  it('a link that is none, or cannot be had, is said, and asked for again', async () => {
    let tries = 0;
    const { element } = await make([interpreter({ admission: 'outside', connection: null })], {
      inviteLink: async () => {
        tries++;
        if (tries === 1) throw new Error('away');
        return tries === 2 ? 'javascript:alert(1)' : 'https://portal.example/guest#5678';
      },
    });
    find(element, 'button[aria-label="Show the link for Samira Noor"]').click();
    await settled(element);
    assert.include(seenText(element), 'The link could not be fetched.');
    await press(element, 'Fetch the link again');
    assert.include(seenText(element), 'The link could not be fetched.');
    await press(element, 'Fetch the link again');
    assert.isOk(find(element, 'input[type=url]'));
  });

  it('says what the service refuses, and tells the host', async () => {
    const { element } = await make([], { open: false, error: new VisitError('gateway-unreachable') });
    const errors = listen('visit-error');
    await press(element, 'Back to the waiting room');
    assert.equal(errors.length, 1);
    assert.isOk(find(element, '.notice'));
    await assertAccessible(element);
  });

  it('has nothing for a patient', async () => {
    const visit = makeVisitInProgress();
    const home = document.createElement('div');
    provideSession(home, new FakeVisitSession(snapshots.onStage(visit, othersIn(visit))));
    const element = document.createElement('visit-participants');
    mount(home).append(element);
    await settled(element);
    assert.equal(seenText(element), '');
  });
});

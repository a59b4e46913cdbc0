import '../../src/components/visit-participants/visit-participants.define.ts';
import '../../src/components/visit-stage/visit-stage.define.ts';
import type { ParticipantView, VisitView } from '../../src/contract/index.ts';
import type { InviteLink } from '../../src/core/participants/participants.ts';
import { FakeVisitSession } from '../../src/testing/fake-visit-session.ts';
import { provideSession } from '../../src/testing/provide-contexts.ts';
import {
  devicesOn,
  makeConnection,
  makeParticipant,
  makeVisitInProgress,
  othersIn,
  snapshots,
} from '../../src/testing/visit-fixtures.ts';
import type { Pictures } from './states.ts';

const now = new Date().toISOString();
const interpreter = makeParticipant('interpreter', 'Samira Noor', {
  admission: 'admitted',
  connection: makeConnection('computer'),
});
const guardian = makeParticipant('companion', 'Maria Holm', {
  admission: 'waiting',
  waitingSince: now,
  onBehalfOf: 'Karin Holm',
  connection: makeConnection(),
});
const invited = makeParticipant('interpreter', 'Samira Noor');

const running = (others: readonly ParticipantView[], patient: Partial<ParticipantView> = {}): VisitView => {
  const visit = makeVisitInProgress({ others, patient });
  return { ...visit, self: visit.calledInBy };
};

/** `<visit-participants>` as it stands on the stage, with its list open. */
async function participants(
  others: readonly ParticipantView[],
  { then, inviteLink = null }: { then?: string; inviteLink?: InviteLink | null } = {},
): Promise<void> {
  const visit = running(others);
  const home = document.createElement('div');
  provideSession(home, new FakeVisitSession(snapshots.onStage(visit, othersIn(visit))));
  const element = document.createElement('visit-participants');
  element.inviteLink = inviteLink;
  home.append(element);
  document.body.append(home);
  for (const selector of ['[data-discloses=people]', then]) if (selector) (await appearing(element, selector)).click();
}

async function appearing(element: Element, selector: string): Promise<HTMLElement> {
  for (;;) {
    const found = element.shadowRoot?.querySelector<HTMLElement>(selector);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The clinician's stage while the patient is in the waiting room. */
function stage({ own, third }: Pictures, others: readonly ParticipantView[]): void {
  const visit = running(others, { admission: 'waiting', waitingSince: now, periods: [{ start: now, end: now }] });
  const people = othersIn(visit)
    .filter(({ participant }) => participant.admission === 'admitted')
    .map((person) => ({ ...person, stream: third }));
  const home = document.createElement('div');
  provideSession(home, new FakeVisitSession(snapshots.onStage(visit, people, { devices: devicesOn(own) })));
  home.append(document.createElement('visit-stage'));
  document.body.append(home);
}

/** The states of `<visit-participants>`, and of a patient who is put back. */
export const peopleStates: Record<string, (pictures: Pictures) => void | Promise<void>> = {
  participants: () => participants([interpreter]),
  'participants-full': () => participants([interpreter, guardian]),
  'participants-acts': () => participants([], { then: 'input[value=companion]' }),
  'participants-remove': () => participants([interpreter], { then: 'button[data-asks]' }),
  'participants-link': () =>
    participants([invited], {
      then: '.actions button',
      inviteLink: async () => 'https://journal.norrvik.example/besok/#guest=S8f3kq0ZtB1xY7',
    }),
  'participants-no-link': () => participants([invited], { then: '.actions button' }),
  'put-back-stage': (pictures) => stage(pictures, []),
  'put-back-stage-interpreter': (pictures) => stage(pictures, [interpreter]),
};

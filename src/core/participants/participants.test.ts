import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Command, ParticipantView } from '../../contract/index.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import {
  makeConnection,
  makeParticipant,
  makeVisitInProgress,
  othersIn,
  snapshots,
} from '../../testing/visit-fixtures.ts';
import type { VisitService } from '../service/visit-service.ts';
import { callInAgain, invite, putBack, remove, standingOf } from './participants.ts';

const at = '2026-03-02T09:00:00.000Z';
const period = { start: at, end: at };

function onStage(answer: (command: Command) => ParticipantView[] = () => []) {
  const running = makeVisitInProgress();
  const visit = { ...running, self: running.calledInBy };
  const given: Command[] = [];
  const service = {
    command: async (command: Command) => {
      given.push(command);
      return { visit: { ...visit, participants: [...visit.participants, ...answer(command)] } };
    },
  } as Partial<VisitService> as VisitService;
  return { session: new FakeVisitSession(snapshots.onStage(visit, othersIn(visit)), { service }), given, visit };
}

describe('where somebody stands', () => {
  const visit = makeVisitInProgress();
  const cases: readonly [Partial<ParticipantView>, string][] = [
    [{ admission: 'admitted', connection: makeConnection() }, 'here'],
    [{ admission: 'admitted', connection: makeConnection('phone', false) }, 'away'],
    [{ admission: 'waiting' }, 'waiting'],
    [{ admission: 'waiting', periods: [period] }, 'put-back'],
    [{ admission: 'outside' }, 'invited'],
    [{ admission: 'outside', periods: [period] }, 'left'],
    [{ admission: 'removed', periods: [period] }, 'removed'],
  ];
  for (const [person, expected] of cases)
    test(expected, () => assert.equal(standingOf(visit, makeParticipant('interpreter', 'Samira', person)), expected));
});

describe('what a clinician does', () => {
  test('put back, call in again, remove: one command each', async () => {
    const { session, given, visit } = onStage();
    await putBack(session);
    await putBack(session, 'someone');
    await callInAgain(session);
    await remove(session, 'someone');
    const connectionId = session.store.get().self?.connection?.id;
    assert.deepEqual(given, [
      { type: 'put-back', visitId: visit.id },
      { type: 'put-back', visitId: visit.id, participantId: 'someone' },
      { type: 'call-in', visitId: visit.id, connectionId },
      { type: 'remove', visitId: visit.id, participantId: 'someone' },
    ]);
  });

  test('invite answers with the one who was made, also where another of that name is there', async () => {
    const { session } = onStage(() => [makeParticipant('interpreter', 'Samira Noor', { id: 'made' })]);
    const invited = await invite(session, { role: 'interpreter', name: ' Samira Noor ' });
    assert.deepEqual([invited.participantId, invited.name], ['made', 'Samira Noor']);
    const nobody = onStage();
    await assert.rejects(invite(nobody.session, { role: 'interpreter', name: 'Samira' }), { code: 'service-failed' });
  });

  test('before there is a visit it is refused', async () => {
    const session = new FakeVisitSession(snapshots.starting());
    await assert.rejects(putBack(session), { code: 'invalid-state' });
    await assert.rejects(callInAgain(session), { code: 'invalid-state' });
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ParticipantView, VisitView } from '../../contract/index.ts';
import { FakeTrack, makeFakeStream } from '../../testing/fake-devices.ts';
import { makeConnection, makeParticipant, makeVisitInProgress } from '../../testing/visit-fixtures.ts';
import type { RemoteMedia } from '../gateway/gateway.ts';
import { People, type Seen } from './people.ts';

const visit = makeVisitInProgress({
  others: [makeParticipant('interpreter', 'Ivo Tolk', { admission: 'waiting', connection: makeConnection() })],
});
const [patient, clinician, interpreter] = visit.participants as [ParticipantView, ParticipantView, ParticipantView];

const remote = (of: ParticipantView, more: Partial<RemoteMedia> = {}): RemoteMedia => ({
  memberId: `${of.id}~1`,
  audio: new FakeTrack('audio').asTrack,
  video: new FakeTrack('video').asTrack,
  ...more,
});
const activeOn = (...tracks: (MediaStreamTrack | null)[]): Seen => ({
  isActive: (track) => track !== null && tracks.includes(track),
  stateOf: () => null,
});

describe('people in the visit', () => {
  test('are those who are admitted, and not the reader; the service decides, not the room', () => {
    const people = new People(makeFakeStream);
    const list = people.list(
      visit,
      [remote(patient), remote(clinician), remote(interpreter), remote(clinician, { memberId: 'stranger~1' })],
      null,
    );
    assert.deepEqual(
      list.map(({ participant }) => participant.id),
      [clinician.id],
    );
  });

  test('have one stream, the same as long as the tracks are', () => {
    const people = new People(makeFakeStream);
    const first = remote(clinician);
    const stream = people.list(visit, [first], null)[0]?.stream;
    assert.deepEqual(stream?.getTracks(), [first.audio, first.video]);
    assert.equal(people.list(visit, [{ ...first }], null)[0]?.stream, stream);
    const second = remote(clinician, { audio: first.audio });
    assert.deepEqual(people.list(visit, [second], null)[0]?.stream?.getTracks(), [second.audio, second.video]);
  });

  test('new tracks under the same ids are a new stream', () => {
    const people = new People(makeFakeStream);
    const first = remote(clinician);
    const before = people.list(visit, [first], null)[0]?.stream;
    const again = remote(clinician, {
      audio: { ...first.audio } as MediaStreamTrack,
      video: { ...first.video } as MediaStreamTrack,
    });
    assert.notEqual(people.list(visit, [again], null)[0]?.stream, before);
  });

  test('keep the last picture while the link mends itself, until all is forgotten', () => {
    const people = new People(makeFakeStream);
    const stream = people.list(visit, [remote(clinician)], null)[0]?.stream;
    assert(stream);
    assert.equal(people.list(visit, [], null)[0]?.stream, stream);
    people.forget();
    assert.equal(people.list(visit, [], null)[0]?.stream, null);
  });

  test('have no stream before there is a track, nor from an earlier connection', () => {
    const people = new People(makeFakeStream);
    assert.equal(people.list(visit, [remote(clinician, { audio: null, video: null })], null)[0]?.stream, null);
    assert.equal(people.list(visit, [remote(clinician, { memberId: `${clinician.id}~0` })], null)[0]?.stream, null);
  });

  test('who moves to another device is seen from the one before until the new one sends (a code, no second window)', () => {
    const moved = (handover: 'signed-in' | null): VisitView => ({
      ...visit,
      participants: visit.participants.map((participant) =>
        participant.id === clinician.id
          ? { ...participant, connection: { ...makeConnection(), incarnation: 2, handover } }
          : participant,
      ),
    });
    const before = remote(clinician);
    const after = remote(clinician, { memberId: `${clinician.id}~2` });
    const shown = (view: VisitView, ...sending: RemoteMedia[]): unknown =>
      new People(makeFakeStream)
        .list(view, [before, after], activeOn(...sending.flatMap(({ audio, video }) => [audio, video])))[0]
        ?.stream?.getTracks();
    assert.deepEqual(shown(moved('signed-in'), before), [before.audio, before.video]);
    assert.deepEqual(shown(moved('signed-in'), before, after), [after.audio, after.video]);
    assert.deepEqual(shown(moved('signed-in')), [after.audio, after.video]);
    assert.deepEqual(shown(moved(null), before), [after.audio, after.video]);
  });

  test('send what arrives now', () => {
    const people = new People(makeFakeStream);
    const theirs = remote(clinician);
    const [person] = people.list(visit, [theirs], activeOn(theirs.audio));
    assert.deepEqual([person?.sendsAudio, person?.sendsVideo], [true, false]);
    const [away] = people.list(visit, [], activeOn(theirs.audio));
    assert.deepEqual([away?.sendsAudio, away?.sendsVideo], [false, false]);
  });

  test('are present as long as their page is', () => {
    const people = new People(makeFakeStream);
    const gone = { ...clinician, connection: makeConnection('computer', false) };
    const present = (self: ParticipantView): boolean | undefined =>
      people.list({ ...visit, participants: [patient, self] }, [], null)[0]?.present;
    assert.deepEqual(
      [present(clinician), present(gone), present({ ...clinician, connection: null })],
      [true, false, false],
    );
  });
});

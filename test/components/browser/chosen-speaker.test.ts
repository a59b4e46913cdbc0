import '../../../src/components/visit-stage/visit-stage.define.ts';
import type { VisitPicture } from '../../../src/components/visit-picture/visit-picture.ts';
import type { Device } from '../../../src/core/media/device-list.ts';
import { listDevices } from '../../../src/core/media/device-list.ts';
import { eventually } from '../../../src/testing/eventually.ts';
import { FakeVisitSession } from '../../../src/testing/fake-visit-session.ts';
import { provideSession } from '../../../src/testing/provide-contexts.ts';
import {
  devicesToChoose,
  makeParticipant,
  makeVisitInProgress,
  othersIn,
  snapshots,
} from '../../../src/testing/visit-fixtures.ts';
import { allBelow, assert, describe, it, mount, settled } from '../harness.ts';

/** The speakers that the browser itself offers, once a microphone is allowed. */
async function speakers(): Promise<readonly Device[]> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const { speaker } = listDevices(await navigator.mediaDevices.enumerateDevices());
  for (const track of stream.getTracks()) track.stop();
  return speaker;
}

const pictures = (root: Element): VisitPicture[] =>
  allBelow(root).filter((one): one is VisitPicture => one.matches('.tile visit-picture'));

describe('the chosen speaker (N05)', () => {
  it('is where everyone is heard: from the start, after another choice, and one who comes later', async () => {
    const [first, second] = await speakers();
    assert.ok(first && second, 'two speakers to choose between');
    const interpreter = makeParticipant('interpreter', 'Yusuf Haddad', { admission: 'admitted' });
    const context = new AudioContext();
    const sound = (): MediaStream => context.createMediaStreamDestination().stream;
    const two = makeVisitInProgress();
    const clinician = sound();
    const session = new FakeVisitSession(
      snapshots.onStage(two, othersIn(two, { stream: clinician }), {
        devices: { ...devicesToChoose(), speaker: first },
      }),
    );
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement('visit-stage');
    element.lang = 'en';
    mount(home).append(element);
    await settled(element);
    const heardAt = (): string[] =>
      allBelow(element)
        .filter((one) => one instanceof HTMLMediaElement && !one.muted)
        .map((one) => (one as HTMLMediaElement).sinkId);
    const all = (id: string, count: number) => (): boolean =>
      heardAt().length === count && heardAt().every((sink) => sink === id);
    await eventually(all(first.id, 1), 'the first speaker');

    session.change({ devices: { ...devicesToChoose(), speaker: second } });
    await eventually(all(second.id, 1), 'the second speaker');

    const three = makeVisitInProgress({ others: [interpreter] });
    session.show(
      snapshots.onStage(three, othersIn(three, { stream: clinician }), {
        devices: { ...devicesToChoose(), speaker: second },
      }),
    );
    await eventually(all(second.id, 2), 'the second speaker, for one who comes later too');

    session.change({ devices: { ...devicesToChoose(), speaker: null } });
    await eventually(all('', 2), 'where the system has it');

    // There and back before the browser has answered: the last word holds.
    let answered = 0;
    const { setSinkId } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.setSinkId = function (id) {
      return setSinkId.call(this, id).finally(() => answered++);
    };
    session.change({ devices: { ...devicesToChoose(), speaker: first } });
    await element.updateComplete;
    await Promise.all(pictures(element).map((picture) => picture.updateComplete));
    session.change({ devices: { ...devicesToChoose(), speaker: null } });
    await eventually(() => answered === 4, 'both answers for both people');
    HTMLMediaElement.prototype.setSinkId = setSinkId;
    assert.isTrue(all('', 2)());
    await context.close();
  });
});

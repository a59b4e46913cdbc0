import './visit-stage.define.ts';
import {
  announced,
  assert,
  assertAccessible,
  assertFits,
  describe,
  find,
  it,
  mount,
  pause,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import { leaks } from '../../../test/components/leaks.ts';
import type { VisitView } from '../../contract/index.ts';
import { VisitError } from '../../core/errors.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import {
  devicesOn,
  makeConnection,
  makeParticipant,
  makeVisitInProgress,
  othersIn,
  snapshots,
} from '../../testing/visit-fixtures.ts';

const guest = (role: 'interpreter' | 'companion', name: string, admission: 'waiting' | 'admitted', more = {}) =>
  makeParticipant(role, name, { admission, connection: makeConnection('computer'), ...more });
const by = (role: 'patient' | 'clinician' | 'interpreter', visit: VisitView): VisitView => ({
  ...visit,
  self: visit.participants.find((one) => one.role === role)?.id ?? null,
});

describe('people on the stage (N15, N29)', () => {
  const make = async (visit: VisitView, { width = 360, lang = 'en' } = {}) => {
    const session = new FakeVisitSession(snapshots.onStage(visit, othersIn(visit), { devices: devicesOn() }));
    const home = document.createElement('div');
    provideSession(home, session);
    const element = document.createElement('visit-stage');
    element.lang = lang;
    mount(home, { width }).append(element);
    await settled(element);
    return { element, session };
  };
  const waiting = makeVisitInProgress({ others: [guest('interpreter', 'Yusuf Haddad', 'waiting')] });

  it('the clinician sees who waits, and lets them in with one press', async () => {
    const { element, session } = await make(by('clinician', makeVisitInProgress()));
    session.change({ visit: by('clinician', waiting) });
    await settled(element);
    assert.include(seenText(element), 'Interpreter Yusuf Haddad is waiting');
    assert.include(announced(element), 'Interpreter Yusuf Haddad is waiting');
    await assertAccessible(element);
    assertFits(element);
    find(element, 'button', 'Let in Yusuf Haddad').click();
    await settled(element);
    assert.deepEqual(session.calls, [['admit', 'interpreter-yusuf-haddad']]);
    assert.notInclude(seenText(element), 'is waiting');
    assert.include(announced(element), 'Yusuf Haddad has joined.');
    assert.lengthOf(element.shadowRoot?.querySelectorAll('.tile') ?? [], 2);
  });

  it('where it is refused, says so', async () => {
    const { element, session } = await make(by('clinician', waiting));
    session.refuse('admit', new VisitError('invalid-state'));
    find(element, 'button', 'Let in Yusuf Haddad').click();
    await settled(element);
    assert.include(seenText(element), 'That is not possible right now.');
    assert.include(seenText(element), 'is waiting');
  });

  it('nobody else sees who waits, nor is one shown whose page is closed', async () => {
    assert.notInclude(seenText((await make(waiting)).element), 'is waiting');
    const gone = guest('interpreter', 'Yusuf Haddad', 'waiting', { connection: makeConnection('computer', false) });
    const { element } = await make(by('clinician', makeVisitInProgress({ others: [gone] })));
    assert.notInclude(seenText(element), 'is waiting');
  });

  it('all tiles are as large as each other and in view, the interpreter’s too, however small the room', async () => {
    const visit = makeVisitInProgress({
      others: [guest('interpreter', 'Yusuf Haddad', 'admitted'), guest('companion', 'Maria Holm', 'admitted')],
    });
    for (const width of [280, 360, 700, 1200]) {
      for (const height of ['14rem', '40rem']) {
        const { element } = await make(visit, { width });
        element.style.setProperty('--visit-stage-block-size', height);
        await settled(element);
        const box = element.getBoundingClientRect();
        const tiles = [...(element.shadowRoot?.querySelectorAll('.tile') ?? [])].map((t) => t.getBoundingClientRect());
        assert.lengthOf(tiles, 3);
        for (const tile of tiles) {
          assert.closeTo(tile.width, tiles[0]?.width ?? 0, 2);
          assert.closeTo(tile.height, tiles[0]?.height ?? 0, 2);
          assert.isAbove(Math.min(tile.width, tile.height), 90, `${width} ${height}`);
          assert.isAtMost(tile.right, box.right + 1);
          assert.isAtMost(tile.bottom, box.bottom + 1);
        }
        assertFits(element);
      }
    }
  });

  it('moved in the document it goes on sharing the room; twenty mounts leave nothing behind', async () => {
    const visit = makeVisitInProgress({
      others: [guest('interpreter', 'Yusuf Haddad', 'admitted'), guest('companion', 'Maria Holm', 'admitted')],
    });
    const { element } = await make(visit, { width: 900 });
    element.style.setProperty('--visit-stage-block-size', '14rem');
    const columns = () => element.shadowRoot?.querySelector('.tiles')?.className;
    await until(() => columns() === 'tiles columns-3');
    const home = element.parentElement!;
    home.style.inlineSize = '300px';
    element.remove();
    home.append(element);
    await until(() => columns() === 'tiles columns-2');
    const watch = leaks();
    for (let time = 0; time < 20; time++) {
      element.remove();
      home.append(element);
      await settled(element);
    }
    element.remove();
    assert.deepEqual(watch.end(), { listeners: 0, timers: 0, frames: 0 });
  });

  it('a guardian’s plate has both names', async () => {
    const guardian = guest('companion', 'Maria Holm', 'admitted', { onBehalfOf: 'Ella Holm' });
    const { element } = await make(by('clinician', makeVisitInProgress({ others: [guardian] })));
    assert.include(seenText(element), 'Maria Holm (for Ella Holm) Companion');
  });

  it('“who is here” names all with their role, and says that nobody else is and nothing is recorded', async () => {
    const visit = makeVisitInProgress({ others: [guest('interpreter', 'Yusuf Haddad', 'admitted')] });
    const { element } = await make(visit);
    const more = find(element, 'button', 'More');
    more.click();
    await settled(element);
    assert.equal(more.getAttribute('aria-expanded'), 'true');
    const who = element.shadowRoot?.querySelector('.who');
    assert.equal(
      who?.textContent?.replace(/\s+/g, ' ').trim(),
      'Who is here You: Karin Holm Patient Anna Berg Care staff Yusuf Haddad Interpreter Nobody else is here. Nothing is recorded.',
    );
    assert.equal(element.shadowRoot?.activeElement?.textContent, 'Who is here');
    await assertAccessible(element);
  });
});

/** Layout is measured by the browser, at its next frame. */
async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo() && tries < 100; tries++) await pause(10);
  assert.isTrue(isSo());
}

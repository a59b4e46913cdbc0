import '../visit-stage/visit-stage.define.ts';
import './visit-pinned-picture.define.ts';
import {
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
import { drawPicture } from '../../testing/drawn-picture.ts';
import { FakeVisitSession } from '../../testing/fake-visit-session.ts';
import { provideSession } from '../../testing/provide-contexts.ts';
import { devicesOn, makeVisitInProgress, othersIn, snapshots } from '../../testing/visit-fixtures.ts';

describe('visit-pinned-picture', () => {
  const picture = drawPicture({ portrait: true });
  const onStage = (more: Parameters<typeof othersIn>[1] = {}) => {
    const visit = makeVisitInProgress();
    const own = { ...visit, self: visit.calledInBy };
    return snapshots.onStage(own, othersIn(own, { stream: picture.stream, ...more }), { devices: devicesOn() });
  };

  /** A panel that scrolls by itself: the pinned picture, the stage in a box, and a list with things to press. */
  const make = async ({ lang = 'en', width = 380, height = 420 } = {}) => {
    const session = new FakeVisitSession(onStage());
    const panel = document.createElement('div');
    provideSession(panel, session);
    const pinned = document.createElement('visit-pinned-picture');
    pinned.lang = lang;
    const front = document.createElement('div');
    const stage = document.createElement('visit-stage');
    stage.lang = lang;
    front.append(stage);
    const rows = Array.from({ length: 20 }, (_, index) => {
      const row = document.createElement('button');
      row.textContent = `Row ${index}`;
      row.style.cssText = 'display: block; block-size: 60px';
      return row;
    });
    const list = document.createElement('div');
    list.append(...rows);
    const inside = document.createElement('div');
    inside.append(pinned, front, list);
    panel.append(inside);
    panel.style.cssText = `block-size: ${height}px; overflow: auto; container-type: inline-size`;
    mount(panel, { width });
    await settled(panel);
    await pause(50);
    const scroll = async (top: number): Promise<void> => {
      panel.scrollTop = top;
      // The observer answers with one of the next frames.
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      await settled(pinned);
    };
    return { panel, pinned, stage, rows, session, scroll };
  };
  const box = (pinned: Element) => pinned.shadowRoot?.querySelector('.pinned')?.getBoundingClientRect() ?? null;

  for (const width of [320, 420]) {
    for (const height of [240, 420, 700]) {
      it(`is at the top of the panel while the stage is out of sight, and only then: ${width}×${height} (N10)`, async () => {
        const { panel, pinned, scroll } = await make({ width, height });
        assert.isNull(box(pinned));
        await scroll(panel.scrollHeight);
        const outer = panel.getBoundingClientRect();
        assert.closeTo(box(pinned)?.top ?? -1, outer.top, 1);
        assert.isAtLeast(box(pinned)?.height ?? 0, 100);
        const video = find(pinned, 'video') as HTMLVideoElement;
        await video.play();
        assert.isTrue(video.muted);
        assertFits(pinned.parentElement as HTMLElement);
        await scroll(0);
        assert.isNull(box(pinned));
      });
    }
  }

  it('takes no room, says name and microphone, and leads back to the buttons', async () => {
    const { panel, pinned, stage, rows, scroll } = await make();
    const before = rows[0]?.offsetTop;
    await scroll(panel.scrollHeight);
    assert.equal(rows[0]?.offsetTop, before);
    assert.include(seenText(pinned), 'Karin Holm');
    assert.match(seenText(pinned), /Microphone ?: on/i);
    await assertAccessible(pinned);
    find(pinned, 'button', 'To the buttons').click();
    const first = stage.shadowRoot?.activeElement;
    assert.equal(first?.closest('.controls')?.localName, 'div');
    assert.isAtMost(first?.getBoundingClientRect().bottom ?? Infinity, panel.getBoundingClientRect().bottom);
  });

  it('says why there is no picture', async () => {
    const { panel, pinned, session, scroll } = await make();
    await scroll(panel.scrollHeight);
    session.show(onStage({ sendsVideo: false, camera: 'off' }));
    await settled(pinned);
    assert.include(seenText(pinned), 'The camera is off at Karin Holm');
    await assertAccessible(pinned);
    session.show(snapshots.over());
    await settled(pinned);
    assert.isNull(box(pinned));
  });

  it('does not hide what the keyboard gets to', async () => {
    const { panel, pinned, rows, scroll } = await make();
    await scroll((rows[10]?.offsetTop ?? 0) - 20);
    const hidden = rows[10] as HTMLElement;
    assert.isBelow(hidden.getBoundingClientRect().top, box(pinned)?.bottom ?? 0);
    hidden.focus({ focusVisible: true } as FocusOptions);
    assert.isAtLeast(hidden.getBoundingClientRect().top, box(pinned)?.bottom ?? Infinity);
    assert.isAbove(panel.scrollTop, 0);
  });
});

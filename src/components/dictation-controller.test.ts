import { LitElement, html, type TemplateResult } from 'lit';
import { afterEach, assert, describe, it, listen, mount } from '../../test/components/harness.ts';
import { FakeDayList } from '../testing/fake-day-list.ts';
import { deviceOn } from '../testing/visit-fixtures.ts';
import { DictationController } from './dictation-controller.ts';

class PanelElement extends LitElement {
  readonly dictation = new DictationController(this);

  protected override render(): TemplateResult {
    return html`<input aria-label="Note" /><button>Call in</button>`;
  }
}
customElements.define('test-panel', PanelElement);

describe('a panel and dictation', () => {
  let outside: HTMLInputElement | null = null;
  const make = async (key = 'F8') => {
    const panel = mount(document.createElement('test-panel') as PanelElement);
    panel.dictation.key = key;
    await panel.updateComplete;
    const list = new FakeDayList();
    list.store.subscribe((snapshot) => panel.dictation.see(snapshot));
    panel.dictation.follow(list);
    outside = document.body.appendChild(document.createElement('input'));
    return { panel, list };
  };
  const press = (target: Element, init: KeyboardEventInit): KeyboardEvent => {
    const event = new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...init });
    target.dispatchEvent(event);
    return event;
  };
  const within = (panel: PanelElement, what: string): Element => panel.shadowRoot!.querySelector(what)!;

  afterEach(() => outside?.remove());

  it('turns with its key while the focus is in it, and takes no key from the page around', async () => {
    const { panel, list } = await make();
    const around = press(outside!, { key: 'F8' });
    assert.deepEqual([list.dictations, around.defaultPrevented], [[], false]);
    assert.isTrue(press(within(panel, 'button'), { key: 'F8' }).defaultPrevented);
    press(within(panel, 'input'), { key: 'F8' });
    assert.deepEqual(list.dictations, [true, false]);
  });

  it('turns once for a key that is held, and not with other modifiers', async () => {
    const { panel, list } = await make();
    press(within(panel, 'button'), { key: 'F8', repeat: true });
    press(within(panel, 'button'), { key: 'F8', shiftKey: true });
    assert.isFalse(press(within(panel, 'button'), { key: 'F9' }).defaultPrevented);
    assert.deepEqual(list.dictations, []);
  });

  it('has the key that the host names, none where it names none, and no letter where one is written', async () => {
    const { panel, list } = await make('Control+Shift+M');
    press(within(panel, 'button'), { key: 'F8' });
    press(within(panel, 'input'), { key: 'M', ctrlKey: true, shiftKey: true });
    assert.deepEqual(list.dictations, [true]);
    panel.dictation.key = 'd';
    press(within(panel, 'input'), { key: 'd' });
    assert.deepEqual(list.dictations, [true]);
    press(within(panel, 'button'), { key: 'd' });
    assert.deepEqual(list.dictations, [true, false]);
    panel.dictation.key = '';
    press(within(panel, 'button'), { key: 'd' });
    assert.deepEqual(list.dictations, [true, false]);
  });

  it('holds what was asked for until there is a list', async () => {
    const panel = mount(document.createElement('test-panel') as PanelElement);
    await panel.dictation.mute(false);
    await panel.dictation.mute(true);
    const list = new FakeDayList();
    panel.dictation.follow(list);
    panel.dictation.follow(null);
    panel.dictation.follow(list);
    assert.deepEqual(list.dictations, [true]);
  });

  it('tells the host of each change, with the visit in front, and of nothing else', async () => {
    const { panel, list } = await make();
    const told = listen('visit-microphone-changed');
    list.change({ clockOffset: 5 });
    list.change({ microphone: deviceOn('Jabra'), microphoneKind: 'headset', frontVisitId: 'v1' });
    list.change({ microphone: deviceOn('Jabra', false), microphoneKind: 'headset' });
    list.change({ clockOffset: 6 });
    await panel.dictation.mute(true);
    assert.deepEqual(
      told.map(({ detail: { visitId, state, label, device, dictating } }) => [
        visitId,
        state,
        label,
        device,
        dictating,
      ]),
      [
        ['v1', 'on', 'Jabra', 'headset', false],
        ['v1', 'off', 'Jabra', 'headset', false],
        ['v1', 'released', '', 'headset', true],
      ],
    );
  });
});

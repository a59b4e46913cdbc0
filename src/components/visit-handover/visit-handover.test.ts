import './visit-handover.define.ts';
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
import type { VisitHandover } from './visit-handover.ts';

describe('visit-handover', () => {
  const make = async (state: VisitHandover['state'], { lang = 'en', width = 360 } = {}) => {
    const element = document.createElement('visit-handover');
    element.lang = lang;
    element.state = state;
    mount(element, { width });
    await settled(element);
    return element;
  };

  const says = {
    asking: 'The visit stays on the other one until you are ready.',
    moving: 'Choose Allow if the browser asks',
    failed: 'The link no longer works',
  } as const;
  for (const state of ['asking', 'moving', 'failed'] as const) {
    it(`${state}: says so, is accessible, and fits from 280 px up in each language`, async () => {
      assert.include(seenText(await make(state)), says[state]);
      for (const lang of ['sv', 'en', 'ar']) {
        const element = await make(state, { lang, width: 280 });
        await assertAccessible(element);
        assertFits(element);
      }
    });
  }

  it('nothing is asked of the browser before the person goes on', async () => {
    const element = await make('asking');
    let accepted = 0;
    element.addEventListener('visit-handover-accepted', () => accepted++);
    assert.equal(accepted, 0);
    find(element, 'button', 'Turn on').click();
    assert.equal(accepted, 1);
  });
});

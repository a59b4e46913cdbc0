import './visit-guide.define.ts';
import {
  assert,
  assertAccessible,
  assertFits,
  describe,
  it,
  mount,
  seenText,
  settled,
} from '../../../test/components/harness.ts';
import { guideSteps } from '../../locales/guide/texts.ts';

describe('visit-guide', () => {
  const make = async (lang: string, width = 360) => {
    const element = document.createElement('visit-guide');
    element.lang = lang;
    element.innerHTML = '<p>010-123 45 67</p>';
    mount(element, { width });
    await settled(element);
    return element;
  };

  it('has every step, with a drawing each, and how to get in touch', async () => {
    const element = await make('en');
    const steps = [...(element.shadowRoot?.querySelectorAll('.step') ?? [])];
    assert.lengthOf(steps, guideSteps.length);
    for (const step of steps) assert.ok(step.querySelector('svg.drawing') && step.querySelector('h3')?.textContent);
    assert.match(seenText(element), /Do you need help\? 010-123 45 67$/);
  });

  for (const lang of ['sv', 'en', 'ar']) {
    it(`${lang}: is accessible and fits from 280 px up`, async () => {
      const element = await make(lang, 280);
      await assertAccessible(element);
      for (const width of [280, 360, 1280]) {
        (element.parentElement as HTMLElement).style.inlineSize = `${width}px`;
        await settled(element);
        assertFits(element);
      }
    });
  }
});

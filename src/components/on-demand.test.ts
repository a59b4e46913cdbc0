import { assert } from 'chai';
import { html, type TemplateResult } from 'lit';
import { eventually } from '../testing/eventually.ts';
import { OnDemand } from './on-demand.ts';
import { VisitElement } from './visit-element.ts';
import type { TextPart } from '../locales/text-part.ts';

interface Greeting {
  hello(name: string): string;
}
let tries = 0;
const greeting: TextPart<Greeting> = {
  load: {
    sv: async () => ({ hello: (name) => `Hej ${name}` }),
    en: async () => {
      if (++tries === 1) throw new TypeError('offline');
      return { hello: (name) => `Hello ${name}` };
    },
    ar: async () => ({ hello: (name) => `مرحبا ${name}` }),
  },
};

class GreetingElement extends VisitElement {
  readonly onDemand = new OnDemand(this);
  readonly #texts = this.useTexts(greeting);

  protected override renderContent(): TemplateResult {
    this.onDemand.want('visit-stage');
    return html`<p>${this.#texts().hello('Karin')}</p>`;
  }
}
customElements.define('test-greeting', GreetingElement);

function put(lang: string): GreetingElement {
  const element = document.createElement('test-greeting') as GreetingElement;
  element.lang = lang;
  document.body.append(element);
  return element;
}
const said = (element: GreetingElement): string | undefined =>
  element.shadowRoot?.querySelector('p')?.textContent?.trim();

describe('what is fetched on demand', () => {
  let element: GreetingElement;
  afterEach(() => element.remove());

  it('shows nothing before its own words are here, and follows the language', async () => {
    element = put('sv');
    assert.isUndefined(said(element));
    await eventually(() => said(element) === 'Hej Karin', 'the words');
    element.lang = 'ar';
    await eventually(() => said(element) === 'مرحبا Karin', 'the words');
  });

  it('asks again for words that could not be fetched', async () => {
    element = put('en');
    await eventually(() => said(element) === 'Hello Karin', 'the words');
    assert.equal(tries, 2);
  });

  it('defines an element when it is wanted', async () => {
    element = put('sv');
    await customElements.whenDefined('visit-stage');
  });
});

import { html, type TemplateResult } from 'lit';
import { guideSteps, guideTexts } from '../../locales/guide/texts.ts';
import { drawings } from '../icons/drawings.ts';
import { VisitElement } from '../visit-element.ts';
import { guideStyles } from './visit-guide.styles.ts';

/**
 * The illustrated guide to a video visit (N17), to read and to print: nine steps, each a drawing and a sentence or two. Needs
 * neither visit nor token.
 *
 * @slot - How to get in touch, below “Do you need help?”.
 * @csspart base - The inner box.
 * @csspart step - One step.
 */
export class VisitGuide extends VisitElement {
  static override styles = [VisitElement.styles, guideStyles];

  readonly #texts = this.useTexts(guideTexts);

  protected override renderContent(): TemplateResult {
    const texts = this.#texts();
    return html`<div class="top">
        <div>
          <h2 tabindex="-1" data-heading>${texts.title}</h2>
          <p>${texts.lead}</p>
        </div>
        <button type="button" class="button" @click=${() => print()}>${texts.print}</button>
      </div>
      <ol role="list">
        ${guideSteps.map(
          (step) =>
            html`<li class="step" part="step">
              ${drawings[step]}
              <div>
                <h3>${texts.steps[step].title}</h3>
                <p>${texts.steps[step].text}</p>
              </div>
            </li>`,
        )}
      </ol>
      <div class="contact">
        <h3>${texts.contact}</h3>
        <slot></slot>
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-guide': VisitGuide;
  }
}

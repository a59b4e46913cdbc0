import { html, type TemplateResult } from 'lit';
import { moveTexts } from '../../locales/move/texts.ts';
import { momentStyles } from '../../styles/moment.styles.ts';
import { illustrations } from '../icons/illustrations.ts';
import { moment } from '../parts/moment.ts';
import { VisitElement } from '../visit-element.ts';
import { handoverStyles } from './visit-handover.styles.ts';

/**
 * On the device that a visit is moved to: asks the person to go on here, then waits for camera and microphone, or says that
 * the link no longer works. Whoever shows it does the work, and says by `state` how it stands.
 *
 * @event {CustomEvent} visit-handover-accepted - The person goes on here. Does not bubble.
 * @csspart base - The inner box.
 * @csspart moment - The view.
 */
export class VisitHandover extends VisitElement {
  static override styles = [VisitElement.styles, momentStyles, handoverStyles];
  static override properties = { state: {} };

  declare state: 'asking' | 'moving' | 'failed';

  readonly #texts = this.useTexts(moveTexts);

  constructor() {
    super();
    this.state = 'asking';
  }

  protected override renderContent(): TemplateResult {
    const texts = this.#texts();
    switch (this.state) {
      case 'asking':
        return moment({
          drawing: illustrations.ready,
          heading: texts.hereTitle,
          next: texts.hereLead,
          actions: html`<button type="button" class="button primary large" @click=${this.#accept}>
            ${this.words.term('turnOn')}
          </button>`,
        });
      case 'moving':
        return html`<div role="status">
          ${moment({ drawing: illustrations.ready, heading: texts.moving, next: texts.movingNext })}
        </div>`;
      case 'failed':
        return html`<div role="status">
          ${moment({ drawing: illustrations.delayed, heading: texts.usedTitle, next: texts.usedNext })}
        </div>`;
    }
  }

  readonly #accept = (): void => {
    this.dispatchEvent(new CustomEvent('visit-handover-accepted'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-handover': VisitHandover;
  }
}

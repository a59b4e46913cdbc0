import { html, type TemplateResult } from 'lit';
import { clinicianToolsTexts } from '../../locales/clinician-tools/texts.ts';
import { OnDemand } from '../on-demand.ts';
import { VisitElement } from '../visit-element.ts';
import { clinicianToolsStyles } from './visit-clinician-tools.styles.ts';

/**
 * What only a clinician has on the stage, in one row above the controls. Each tool is an element of its own that reads the
 * session context and uses `stageToolStyles`: a button in the row, and what it opens below all buttons.
 *
 * @slot - One tool more, from the stage.
 * @csspart base - The inner box.
 * @csspart tools - The row.
 */
export class VisitClinicianTools extends VisitElement {
  static override styles = [VisitElement.styles, clinicianToolsStyles];

  static override properties = { float: { attribute: false } };

  /** As in `<visit-pop-out>`. */
  declare float: (() => Promise<boolean>) | null;

  readonly #texts = this.useTexts(clinicianToolsTexts);

  readonly #onDemand = new OnDemand(this);

  constructor() {
    super();
    this.float = null;
  }

  protected override renderContent(): TemplateResult {
    this.#onDemand.want('visit-microphone', 'visit-participants', 'visit-pop-out');
    return html`<div class="tools" part="tools" role="group" aria-label=${this.#texts().tools}>
      <visit-microphone lang=${this.words.language}></visit-microphone>
      <visit-participants lang=${this.words.language}></visit-participants>
      <visit-pop-out lang=${this.words.language} .float=${this.float}></visit-pop-out>
      <slot></slot>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-clinician-tools': VisitClinicianTools;
  }
}

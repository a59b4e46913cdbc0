import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import { isPutBack } from '../../contract/people.ts';
import { isPatientSide } from '../../contract/visit-status.ts';
import type { ParticipantView, VisitView } from '../../contract/index.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { putBackTexts } from '../../locales/put-back/texts.ts';
import { Announcer } from '../announcer.ts';
import { VisitElement } from '../visit-element.ts';
import { clinicianName, fullName, patientOf } from '../visit-people.ts';
import { putBackStyles } from './visit-put-back.styles.ts';

/**
 * That somebody has been put back to the waiting room for a moment: to them, in words of its own; to the clinician, on the stage
 * that is empty meanwhile. The button that calls in again is that of `<visit-participants>`. Reads the session context.
 *
 * @csspart base - The inner box.
 */
export class VisitPutBack extends VisitElement {
  static override styles = [VisitElement.styles, putBackStyles];

  readonly #texts = this.useTexts(putBackTexts);
  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, Selection>(this, {
    context: sessionContext,
    selector: ({ visit, self }) => ({ visit, self }),
  });
  readonly #announcer = new Announcer(this);
  #wasPutBack = false;

  protected override renderContent(): TemplateResult {
    return html`${this.#renderFor(this.#session.value)} ${this.#announcer.render()}`;
  }

  #renderFor(state: Selection | undefined): TemplateResult | typeof nothing {
    const { visit = null, self = null } = state ?? {};
    if (!visit || !self) return nothing;
    if (self.role === 'clinician') return this.#renderForClinician(visit);
    const texts = this.#texts();
    if (!isPutBack(visit, self)) return nothing;
    return html`<div class="view boxed">
      <p class="sentence">${texts.toYou(clinicianName(visit))}</p>
      <p>${texts.unseen}</p>
    </div>`;
  }

  #renderForClinician(visit: VisitView): TemplateResult | typeof nothing {
    const person = patientSidePutBack(visit);
    if (!person) return nothing;
    const texts = this.#texts();
    return html`<div class="view beside-own-picture">
      <h2 tabindex="-1" data-heading>${texts.waits(fullName(this.words, person))}</h2>
      <p>${texts.cannotHear}</p>
    </div>`;
  }

  /** When the sentence stands in the page, as this often comes with the view. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { visit = null, self = null } = this.#session.value ?? {};
    const isShown = this.renderRoot.querySelector('.sentence') !== null;
    const isNews = isShown && !this.#wasPutBack;
    this.#wasPutBack = isShown;
    if (isNews && visit && self)
      void this.updateComplete.then(() => this.#announcer.say(this.#texts().toYou(clinicianName(visit))));
  }
}

/** Who of the patient's side waits after having been in the visit: the patient, else who acts for them. */
export function patientSidePutBack(visit: VisitView): ParticipantView | null {
  const waiting = visit.participants.filter((person) => isPatientSide(person) && isPutBack(visit, person));
  return waiting.find(({ id }) => id === patientOf(visit)?.id) ?? waiting[0] ?? null;
}

type Selection = Pick<VisitSnapshot, 'visit' | 'self'>;

declare global {
  interface HTMLElementTagNameMap {
    'visit-put-back': VisitPutBack;
  }
}

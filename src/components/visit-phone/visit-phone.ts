import { html, nothing, svg, type TemplateResult } from 'lit';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import type { Phone, VisitView } from '../../contract/index.ts';
import type { Telling } from '../../core/visit/telling.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { tellingTexts } from '../../locales/telling/texts.ts';
import { ActionController } from '../action-controller.ts';
import { Announcer } from '../announcer.ts';
import { DisclosureController } from '../disclosure-controller.ts';
import { icon } from '../icons/icons.ts';
import { errorNotice, notice } from '../parts/error-notice.ts';
import { VisitElement } from '../visit-element.ts';
import { patientOf } from '../visit-people.ts';
import { phoneStyles } from './visit-phone.styles.ts';

const handset = icon(
  svg`<path d="M6.5 3.5h3l1.5 4-2 1.5a11 11 0 0 0 6 6l1.5-2 4 1.5v3a2 2 0 0 1-2 2A15.5 15.5 0 0 1 4.5 5.5a2 2 0 0 1 2-2z" />`,
);

/** As the contract has it. */
const NUMBER = /^\+?[0-9][0-9 ()-]{3,22}[0-9]$/;

/**
 * The telephone, for when picture and sound fail (N13). A patient sees where the clinic rings, masked, and confirms or
 * corrects it; a clinician rings, and goes on by telephone or back to video. Both see which of the two it is. Reads the
 * session context.
 *
 * Before the visit it is shown always; on the stage while nothing can be heard, or the visit goes on by telephone.
 *
 * @event {CustomEvent<VisitErrorDetail>} visit-error - An action was refused.
 * @csspart base - The inner box.
 */
export class VisitPhone extends VisitElement {
  static override styles = [VisitElement.styles, phoneStyles];

  readonly #texts = this.useTexts(tellingTexts);
  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, Selection>(this, {
    context: sessionContext,
    selector: (snapshot) => ({
      visit: snapshot.visit,
      role: snapshot.self?.role ?? null,
      own: snapshot.self?.phone ?? null,
      staged: snapshot.phase === 'called-in' || snapshot.phase === 'on-stage',
      ringInstead: 'ringInstead' in snapshot && snapshot.ringInstead,
    }),
    onChange: (state) => this.#announce(state),
  });
  readonly #action = new ActionController(this, () => this.#session.value?.visit?.id ?? null);
  readonly #change = new DisclosureController(this);
  readonly #announcer = new Announcer(this);
  #modality: VisitView['modality'] | null = null;
  #isWrong = false;

  protected override renderContent(): TemplateResult | typeof nothing {
    const state = this.#session.value;
    if (!state?.visit) return nothing;
    return html`${this.#renderFor(state, state.visit)} ${this.#announcer.render()}`;
  }

  #renderFor(state: Selection, visit: VisitView): TemplateResult | typeof nothing {
    const error = this.#action.error ? errorNotice(this.words, this.#action.error) : nothing;
    const isClinician = state.role === 'clinician';
    const shown = state.ringInstead || visit.modality === 'phone';
    if (isClinician) return shown ? html`${this.#renderForClinician(visit)} ${error}` : nothing;
    if (visit.modality === 'phone') return html`${this.#renderByPhone(state)} ${error}`;
    if (state.role !== 'patient') return nothing;
    if (!state.staged) return html`${this.#renderOwn(state.own)} ${error}`;
    return state.ringInstead && state.own ? html`<p>${this.#texts().ringsYou(state.own.ends)}</p>` : nothing;
  }

  #renderForClinician(visit: VisitView): TemplateResult {
    const texts = this.#texts();
    const patient = patientOf(visit);
    const name = patient?.name ?? '';
    const number = patient?.phone?.number ?? null;
    const byPhone = visit.modality === 'phone';
    return html`<div class="ring">
      ${byPhone ? html`<p class="sentence">${texts.byPhoneForClinician(name)}</p>` : nothing}
      ${
        number
          ? html`<p>
              <a class="button primary" href=${`tel:${number.replaceAll(/[^+\d]/g, '')}`}>
                ${handset}<span>${texts.ring(name)}: <bdi dir="ltr" class="unbroken">${number}</bdi></span>
              </a>
              ${patient?.phone?.confirmed ? html`<span class="quiet-text">${texts.confirmed}</span>` : nothing}
            </p>`
          : html`<p>${texts.noNumber}</p>`
      }
      <button
        type="button"
        class="button"
        aria-disabled=${this.#action.busy ? 'true' : 'false'}
        @click=${byPhone ? this.#goOnByVideo : this.#goOnByPhone}
      >
        ${byPhone ? texts.goOnByVideo : texts.goOnByPhone}
      </button>
    </div>`;
  }

  #renderByPhone({ own, role, staged }: Selection): TemplateResult {
    const texts = this.#texts();
    return notice(
      html`<p class="sentence">${texts.byPhone}</p>
        ${role === 'patient' ? html`<p>${own ? texts.ringsYou(own.ends) : texts.ringsYouUnknown}</p>` : nothing}
        <p>${staged ? this.words.term('keepTrying') : texts.pageKeepsTrying}</p>`,
    );
  }

  #renderOwn(own: Phone | null): TemplateResult {
    const texts = this.#texts();
    return html`<div class="own">
      <p class="near">${handset}<span>${own ? texts.keepPhoneNear(own.ends) : texts.giveNumber}</span></p>
      ${
        this.#change.open || !own
          ? this.#renderField(own)
          : html`<div class="actions">
              ${
                own.confirmed
                  ? nothing
                  : html`<span>${texts.isNumberRight}</span>
                      <button type="button" class="button" @click=${this.#confirm}>${texts.numberIsRight}</button>`
              }
              <button
                type="button"
                class="button"
                data-discloses=""
                aria-expanded="false"
                @click=${this.#change.toggle}
              >
                ${texts.changeNumber}
              </button>
            </div>`
      }
    </div>`;
  }

  #renderField(own: Phone | null): TemplateResult {
    const texts = this.#texts();
    return html`<form @submit=${this.#save} @keydown=${this.#change.closeOnEscape} novalidate>
      <label class="field">
        ${texts.phoneNumber}
        <input
          type="tel"
          name="number"
          autocomplete="tel"
          dir="ltr"
          required
          data-disclosed=""
          aria-describedby="example"
          aria-invalid=${this.#isWrong ? 'true' : 'false'}
        />
      </label>
      <p id="example" class=${this.#isWrong ? 'wrong' : 'quiet-text'}>${texts.numberExample}</p>
      <div class="actions">
        <button type="submit" class="button">${texts.save}</button>
        ${own ? html`<button type="button" class="button quiet" @click=${this.#change.close}>${texts.cancel}</button>` : nothing}
      </div>
    </form>`;
  }

  /** For those whom it reaches: whoever pressed the button knows. */
  #announce(state: Selection | undefined): void {
    const modality = state?.visit?.modality ?? null;
    const turned = this.#modality === 'video' && modality === 'phone' && state?.role !== 'clinician';
    this.#modality = modality;
    if (!turned || !this.renderRoot.querySelector('.base')) return;
    const texts = this.#texts();
    this.#announcer.say(`${texts.byPhone}. ${state?.own ? texts.ringsYou(state.own.ends) : texts.ringsYouUnknown}`);
  }

  readonly #confirm = (): void => this.#tell({ type: 'confirm-phone' });

  readonly #save = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = this.renderRoot.querySelector<HTMLInputElement>('input');
    const number = field?.value.trim() ?? '';
    this.#isWrong = !NUMBER.test(number);
    this.requestUpdate();
    if (this.#isWrong) return field?.focus();
    if (this.#change.open) this.#change.close();
    this.#tell({ type: 'confirm-phone', number });
  };

  readonly #goOnByPhone = (): void => this.#tell({ type: 'go-on-by-phone' });
  readonly #goOnByVideo = (): void => this.#tell({ type: 'go-on-by-video' });

  #tell(telling: Telling): void {
    void this.#action.run('tell', () => this.#session.source?.tell(telling));
  }
}

interface Selection {
  readonly visit: VisitView | null;
  readonly role: string | null;
  readonly own: Phone | null;
  /** In the visit. */
  readonly staged: boolean;
  readonly ringInstead: boolean;
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-phone': VisitPhone;
  }
}

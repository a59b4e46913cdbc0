import { html, nothing, svg, type TemplateResult } from 'lit';
import { dayListContext } from '../../context/day-list-context.ts';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import type { Phone, VisitView } from '../../contract/index.ts';
import type { DayListLike, DayListSnapshot } from '../../core/day-list/day-list-like.ts';
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
 * corrects it; a clinician has the number at hand at all times, rings with one press, and goes on by telephone or back to
 * video. Both see which of the two it is. Reads the session context; in a row of the day list, with `visit`, that of the list.
 *
 * In a visit the press that rings also tells the patient's page of it. From the list it only rings: nobody may have come.
 *
 * @event {CustomEvent<VisitErrorDetail>} visit-error - An action was refused.
 * @csspart base - The inner box.
 */
export class VisitPhone extends VisitElement {
  static override styles = [VisitElement.styles, phoneStyles];
  static override properties = { visit: { attribute: false } };

  /** A visit of the day list that has not begun; null for the visit of the session. */
  declare visit: VisitView | null;

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
  readonly #list = new StoreController<DayListSnapshot, DayListLike, boolean>(this, {
    context: dayListContext,
    selector: ({ identity }) => identity?.kind === 'clinician',
  });
  readonly #action = new ActionController(this, () => (this.visit ?? this.#session.value?.visit)?.id ?? null);
  readonly #change = new DisclosureController(this);
  readonly #announcer = new Announcer(this);
  #modality: VisitView['modality'] | null = null;
  #isWrong = false;

  constructor() {
    super();
    this.visit = null;
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    if (this.visit) return this.#renderRow(this.visit);
    const state = this.#session.value;
    if (!state?.visit) return nothing;
    return html`${this.#renderFor(state, state.visit)} ${this.#announcer.render()}`;
  }

  #renderFor(state: Selection, visit: VisitView): TemplateResult | typeof nothing {
    const error = this.#action.error ? errorNotice(this.words, this.#action.error) : nothing;
    if (state.role === 'clinician') return html`${this.#renderForClinician(state, visit)} ${error}`;
    if (visit.modality === 'phone') return html`${this.#renderByPhone(state)} ${error}`;
    if (state.role !== 'patient') return nothing;
    if (!state.staged) return html`${this.#renderOwn(state.own)} ${error}`;
    return state.ringInstead && state.own ? html`<p>${this.#texts().ringsYou(state.own.ends)}</p>` : nothing;
  }

  #renderForClinician({ ringInstead }: Selection, visit: VisitView): TemplateResult {
    const texts = this.#texts();
    const byPhone = visit.modality === 'phone';
    const phone = patientOf(visit)?.phone ?? null;
    const urgent = ringInstead || byPhone;
    return html`<div class="ring ${urgent ? '' : 'at-hand'}">
      ${
        byPhone
          ? html`<p class="sentence">${texts.byPhoneForClinician(patientOf(visit)?.name ?? '')}</p>
              <p>${texts.soundRests}</p>`
          : nothing
      }
      ${urgent && phone?.confirmed ? html`<p class="quiet-text">${texts.confirmed}</p>` : nothing}
      ${urgent && !phone?.number ? html`<p>${texts.noNumber}</p>` : nothing}
      <div class="actions">
        ${this.#renderLink(visit, urgent ? 'primary' : '', byPhone ? null : this.#goOnByPhone)}
        ${urgent || !phone?.number ? this.#renderSwitch(byPhone) : nothing}
      </div>
    </div>`;
  }

  /** For one who rings with another telephone, and the way back. */
  #renderSwitch(byPhone: boolean): TemplateResult {
    const texts = this.#texts();
    return html`<button
      type="button"
      class="button"
      aria-disabled=${this.#action.busy ? 'true' : 'false'}
      @click=${byPhone ? this.#goOnByVideo : this.#goOnByPhone}
    >
      ${byPhone ? texts.goOnByVideo : texts.goOnByPhone}
    </button>`;
  }

  #renderRow(visit: VisitView): TemplateResult {
    const texts = this.#texts();
    const patient = patientOf(visit);
    return html`<div class="ring in-row">
      <div class="actions">
        ${patient?.phone?.number ? nothing : html`<p class="quiet-text">${texts.noNumberInRow}</p>`}
        ${this.#renderLink(visit, 'quiet', null)}
        ${
          this.#list.value
            ? html`<button
                type="button"
                class="button quiet"
                aria-label=${`${texts.beginByPhone}: ${patient?.name ?? ''}`}
                aria-disabled=${this.#action.busy ? 'true' : 'false'}
                @click=${this.#goOnByPhone}
              >
                ${texts.beginByPhone}
              </button>`
            : nothing
        }
      </div>
      ${this.#action.error ? errorNotice(this.words, this.#action.error) : nothing}
    </div>`;
  }

  #renderLink(visit: VisitView, look: string, onRing: (() => void) | null): TemplateResult | typeof nothing {
    const { name = '', phone = null } = patientOf(visit) ?? {};
    if (!phone?.number) return nothing;
    const label = this.#texts().ring(name);
    return html`<a
      class="button ${look}"
      href=${`tel:${phone.number.replaceAll(/[^+\d]/g, '')}`}
      aria-label=${`${label}: ${phone.number}`}
      @click=${onRing ?? nothing}
    >
      ${handset}<span
        >${look === 'primary' ? html`${label}: ` : nothing}<bdi dir="ltr" class="unbroken">${phone.number}</bdi></span
      >
    </a>`;
  }

  #renderByPhone({ own, role, staged }: Selection): TemplateResult {
    const texts = this.#texts();
    return notice(
      html`<p class="sentence">${texts.byPhone}</p>
        ${role === 'patient' ? html`<p>${own ? texts.ringsYouNow(own.ends) : texts.ringsYouUnknown}</p>` : nothing}
        <p>${staged ? texts.soundRests : texts.pageKeepsTrying}</p>
        ${role === 'patient' && !own ? this.#renderOwn(own, true) : nothing}`,
    );
  }

  /** `isAsked`: somebody is to ring, so the number is not only offered. */
  #renderOwn(own: Phone | null, isAsked = false): TemplateResult {
    const texts = this.#texts();
    if (!own && !isAsked && !this.#change.open) return this.#renderOffer();
    return html`<div class="own">
      <p class="near">${handset}<span>${own ? texts.keepPhoneNear(own.ends) : texts.giveNumber}</span></p>
      ${
        this.#change.open || !own
          ? this.#renderField(!isAsked)
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

  /** One line: most never need it. */
  #renderOffer(): TemplateResult {
    return html`<button
      type="button"
      class="button quiet offer"
      data-discloses=""
      aria-expanded="false"
      @click=${this.#change.toggle}
    >
      ${handset}<span>${this.#texts().offerNumber}</span>
    </button>`;
  }

  #renderField(mayClose: boolean): TemplateResult {
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
        ${mayClose ? html`<button type="button" class="button quiet" @click=${this.#change.close}>${texts.cancel}</button>` : nothing}
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
    this.#announcer.say(`${texts.byPhone}. ${state?.own ? texts.ringsYouNow(state.own.ends) : texts.ringsYouUnknown}`);
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
    const { visit } = this;
    void this.#action.run('tell', () =>
      visit ? this.#list.source?.tell(visit.id, telling) : this.#session.source?.tell(telling),
    );
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

import { html, nothing, type TemplateResult } from 'lit';
import { StoreController } from '../../context/store-controller.ts';
import { sessionContext } from '../../context/session-context.ts';
import type { VisitView } from '../../contract/index.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import { foreignZone } from '../../locales/times.ts';
import { dayAndTime } from '../parts/day-and-time.ts';
import { OnDemand } from '../on-demand.ts';
import { TickController } from '../tick-controller.ts';
import { VisitElement } from '../visit-element.ts';
import { clinicianOf, fullName, patientOf } from '../visit-people.ts';
import { bookingStyles } from './visit-booking.styles.ts';

/**
 * When, how long, with whom, where and what about (N02): as a card, or as a line with `compact`. A drop-in visit has its
 * place in the queue in place of the time (N33). Reads the session context.
 *
 * @csspart base - The inner box.
 */
export class VisitBooking extends VisitElement {
  static override styles = [VisitElement.styles, bookingStyles];
  static override properties = { compact: { type: Boolean, reflect: true } };

  /** Two lines instead of a card. */
  declare compact: boolean;

  readonly #session = new StoreController<ReturnType<VisitSessionLike['store']['get']>, VisitSessionLike, Selection>(
    this,
    {
      context: sessionContext,
      selector: ({ visit, self, clockOffset }) => ({ visit, role: self?.role ?? null, clockOffset }),
    },
  );

  readonly #onDemand = new OnDemand(this);

  constructor() {
    super();
    this.compact = false;
    // “Today” must not outlive midnight.
    new TickController(this, 60_000);
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const { visit, role, clockOffset } = this.#session.value ?? {};
    if (!visit) return nothing;
    const when = this.#when(visit, Date.now() + (clockOffset ?? 0));
    const forClinician = role === 'clinician';
    const other = forClinician ? patientOf(visit) : clinicianOf(visit);
    return this.compact
      ? this.#line(visit, when, forClinician, other && fullName(this.words, other))
      : this.#card(visit, when, forClinician, other && fullName(this.words, other));
  }

  #when(visit: VisitView, now: number): { text: string; zone: string | null } {
    const { bookedStart, unit } = visit;
    return {
      text: dayAndTime(this.words, bookedStart, unit.timeZone, now),
      zone: foreignZone(bookedStart, unit.timeZone, this.words.locale),
    };
  }

  #renderWhen(visit: VisitView, when: When): TemplateResult {
    return html`${when.text}${this.words.term('comma')}
      <span class="unbroken">${this.words.term('minutes', visit.durationMinutes)}</span>`;
  }

  #renderPlace(): TemplateResult {
    this.#onDemand.want('visit-queue-place');
    return html`<visit-queue-place ?compact=${this.compact} lang=${this.words.language}></visit-queue-place>`;
  }

  #line(visit: VisitView, when: When, forClinician: boolean, other: string | null): TemplateResult {
    return html`<div class="line" role="group" aria-label=${this.words.term('booking')}>
      <span class="when">${visit.dropIn ? this.#renderPlace() : this.#renderWhen(visit, when)}</span>
      ${when.zone && !visit.dropIn ? html`<span class="more">${this.words.term('clinicTime', when.zone)}</span>` : nothing}
      ${[other, ...this.#acting(visit, forClinician).map(({ name }) => name), visit.unit.name, visit.subject].filter(Boolean).map((text) => html`<bdi class="more">${text}</bdi>`)}
    </div>`;
  }

  /** Who acts for whom (N15), beside the one whom the reader meets. */
  #acting({ participants }: VisitView, forClinician: boolean): { role: string; name: string }[] {
    return participants
      .filter(({ role, onBehalfOf }) => onBehalfOf && !(forClinician && role === 'patient'))
      .map((one) => ({ role: this.words.term(`role:${one.role}`), name: fullName(this.words, one) }));
  }

  #card(visit: VisitView, when: When, forClinician: boolean, other: string | null): TemplateResult {
    const row = (label: string, text: string | null, dir = 'auto'): TemplateResult | typeof nothing =>
      text
        ? html`<div>
            <dt>${label}</dt>
            <dd><bdi dir=${dir}>${text}</bdi></dd>
          </div>`
        : nothing;
    const time = html`<div class="time">
      <dt>${this.words.term('bookedTime')}</dt>
      <dd>
        ${this.#renderWhen(visit, when)}
        ${when.zone ? html`<span class="zone">${this.words.term('clinicTime', when.zone)}</span>` : nothing}
      </dd>
    </div>`;
    return html`${visit.dropIn ? this.#renderPlace() : nothing}
      <dl class="card" aria-label=${this.words.term('booking')}>
        ${visit.dropIn ? nothing : time}
        ${row(this.words.term(forClinician ? 'patient' : 'withWhom'), other, this.words.direction)}
        ${this.#acting(visit, forClinician).map(({ role, name }) => row(role, name, this.words.direction))}
        ${row(this.words.term('clinic'), visit.unit.name)} ${row(this.words.term('about'), visit.subject)}
      </dl>`;
  }
}

type When = { readonly text: string; readonly zone: string | null };
type Selection = {
  readonly visit: VisitView | null;
  readonly role: string | null;
  readonly clockOffset: number;
};

declare global {
  interface HTMLElementTagNameMap {
    'visit-booking': VisitBooking;
  }
}

import { html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import { StoreFollower } from '../../context/store-controller.ts';
import type { VisitView } from '../../contract/index.ts';
import { isOpen } from '../../contract/visit-status.ts';
import { systemClock } from '../../core/clock.ts';
import { VisitError } from '../../core/errors.ts';
import type { ListedVisit } from '../../core/visit-list/listed-visit.ts';
import {
  VisitList as OwnVisits,
  type OwnVisitState,
  type VisitListSnapshot,
} from '../../core/visit-list/visit-list.ts';
import { timeUntil } from '../../locales/relative-times.ts';
import { visitListTexts } from '../../locales/visit-list/texts.ts';
import { icon, icons } from '../icons/icons.ts';
import { dayAndTime } from '../parts/day-and-time.ts';
import { errorNotice, notice } from '../parts/error-notice.ts';
import { identityLine } from '../parts/identity-line.ts';
import { TickController } from '../tick-controller.ts';
import { VisitElement } from '../visit-element.ts';
import { clinicianName, fullName } from '../visit-people.ts';
import { visitListStyles } from './visit-list.styles.ts';

const openCircle = icon(svg`<circle cx="12" cy="12" r="9" />`);

/**
 * A person's own visits, for the start page of a portal (N31): when, with whom, where, what is ready and what is left, and
 * the way to each. The host says which they are; how they stand is read from the visit service, again and again while the
 * page can be seen.
 *
 * @event {CustomEvent<VisitEventDetail>} visit-chosen - The person wants to go to `detail.visitId`. Where the visit has an `href` the page follows it, unless the event is cancelled.
 * @csspart base - The inner box.
 * @csspart visit - Each visit.
 * @csspart identity - Who vouches for who the person is.
 * @csspart go - The link or button to a visit.
 */
export class VisitList extends VisitElement {
  static override styles = [VisitElement.styles, visitListStyles];
  static override properties = { visits: { attribute: false }, identityProvider: { attribute: 'identity-provider' } };

  /** The person's visits, in any order. A new list takes the place of the one before. */
  declare visits: readonly ListedVisit[];
  /** Who has made sure who the person is, by the name that people know. Left out where nobody has. */
  declare identityProvider: string | null;

  readonly #texts = this.useTexts(visitListTexts);
  readonly #own = new OwnVisits(systemClock);
  readonly #followed = new StoreFollower<VisitListSnapshot, OwnVisits, VisitListSnapshot>(this, (snapshot) => snapshot);
  #life: AbortController | null = null;
  /** The code that reaches the service could not be fetched. */
  #error: VisitError | null = null;

  constructor() {
    super();
    this.visits = [];
    this.identityProvider = null;
    this.#followed.follow(this.#own);
    new TickController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#life = new AbortController();
    document.addEventListener('visibilitychange', this.#followPage, { signal: this.#life.signal });
    this.#followPage();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#life?.abort();
    this.#own.stop();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('visits')) void this.#follow(this.visits);
  }

  protected override renderContent(): TemplateResult {
    const { words } = this;
    if (this.#error) return errorNotice(words, this.#error, () => void this.#follow(this.visits));
    const texts = this.#texts();
    const states = this.#followed.value?.visits ?? [];
    const visits = inOrder(states.map(({ visit }) => visit).filter((visit) => visit !== null));
    const coming = visits.filter(({ status }) => isOpen(status));
    const earlier = visits.filter(({ status }) => !isOpen(status)).reverse();
    const missing = states.filter(({ visit }) => !visit);
    const isOpening = this.visits.length > states.length || missing.some(({ problem }) => !problem);
    const isOld = states.some(({ visit, problem }) => visit && problem);
    return html`${isOld ? notice(html`<p class="sentence">${texts.old}</p>`) : nothing}
      <h2>${texts.coming}</h2>
      ${identityLine(words, this.identityProvider)} ${this.#renderMissing(missing)}
      ${
        coming.length > 0
          ? this.#renderVisits(coming)
          : isOpening
            ? html`<p role="status">${texts.opening}</p>`
            : missing.length === 0
              ? html`<p>${texts.none}</p>`
              : nothing
      }
      ${
        earlier.length > 0
          ? html`<h2>${texts.earlier}</h2>
              ${this.#renderVisits(earlier)}`
          : nothing
      }`;
  }

  /** Said once, however many visits it is about. */
  #renderMissing(states: readonly OwnVisitState[]): TemplateResult | typeof nothing {
    const problems = states.map(({ problem }) => problem).filter((problem) => problem !== null);
    const away = problems.find(({ recoverable }) => recoverable);
    if (away) return errorNotice(this.words, away);
    if (problems.length === 0) return nothing;
    const texts = this.#texts();
    return notice(
      html`<p class="sentence">${texts.missing}</p>
        <p>${texts.missingNext}</p>`,
    );
  }

  #renderVisits(visits: readonly VisitView[]): TemplateResult {
    return html`<ul role="list">
      ${repeat(
        visits,
        ({ id }) => id,
        (visit) => html`<li>${this.#renderVisit(visit)}</li>`,
      )}
    </ul>`;
  }

  #renderVisit(visit: VisitView): TemplateResult {
    const { words } = this;
    const texts = this.#texts();
    const { bookedStart, unit, durationMinutes, subject } = visit;
    const isComing = isOpen(visit.status);
    const titleId = `visit-${visit.id}`;
    const acting = visit.participants.find(({ onBehalfOf }) => onBehalfOf !== null);
    return html`<article
      class="visit ${classMap({ over: !isComing, soon: isComing && hasOpened(visit) })}"
      part="visit"
      aria-labelledby=${titleId}
    >
      <div class="what">
        <p class="when">
          ${
            visit.dropIn
              ? texts.dropIn
              : html`${dayAndTime(words, bookedStart, unit.timeZone, Date.now())}${words.term('comma')}
                  <span class="unbroken">${words.term('minutes', durationMinutes)}</span>`
          }
        </p>
        <h3 id=${titleId}>${texts.withPerson(clinicianName(visit))}</h3>
        <p><bdi>${unit.name}</bdi></p>
        ${acting ? html`<p>${fullName(words, acting)}</p>` : nothing}
        ${subject ? html`<p><bdi>${subject}</bdi></p>` : nothing}
        <p class="status">${this.#status(visit)}</p>
        ${isComing ? this.#renderFacts(visit) : nothing}
      </div>
      ${isComing ? this.#renderGo(visit, titleId) : nothing}
    </article>`;
  }

  #status(visit: VisitView): string {
    const texts = this.#texts();
    switch (visit.status) {
      case 'finished':
        return texts.finished;
      case 'cancelled':
        return texts.cancelled;
      case 'in-progress':
        return texts.inProgress;
      default: {
        if (selfOf(visit)?.admission === 'waiting') return texts.waiting;
        if (hasOpened(visit)) return texts.open;
        const { opensAt, unit } = visit;
        const left = timeUntil(opensAt, unit.timeZone, this.words.locale, Date.now());
        const time = dayAndTime(this.words, opensAt, unit.timeZone, Date.now());
        return `${texts.opens}: ${time}${left === null ? '' : ` (${left})`}`;
      }
    }
  }

  #renderFacts(visit: VisitView): TemplateResult | typeof nothing {
    const self = selfOf(visit);
    if (!self) return nothing;
    const texts = this.#texts();
    const { selfTest, connection } = self;
    const fact = (state: 'done' | 'left' | 'wrong', text: string): TemplateResult =>
      html`<li class=${state}>
        ${state === 'done' ? icons.tick : state === 'left' ? openCircle : icons.warning} ${text}
      </li>`;
    return html`<ul class="facts" role="list">
      ${connection ? fact('done', texts.opened) : fact('left', texts.notOpened)}
      ${
        selfTest === null
          ? fact('left', texts.notTested)
          : selfTest.status === 'failed'
            ? fact('wrong', texts.testFailed)
            : fact('done', texts.tested)
      }
      ${
        visit.preparation === null
          ? nothing
          : visit.preparation.status === 'answered'
            ? fact('done', texts.answered)
            : fact('left', texts.notAnswered)
      }
    </ul>`;
  }

  #renderGo(visit: VisitView, titleId: string): TemplateResult {
    const href = this.visits.find(({ visitId }) => visitId === visit.id)?.href;
    const looks = `button go ${hasOpened(visit) ? 'primary' : ''}`;
    const choose = (event: Event): void => this.#choose(event, visit.id);
    const label = this.#texts().goToVisit;
    return href === undefined
      ? html`<button type="button" class=${looks} part="go" aria-describedby=${titleId} @click=${choose}>
          ${label}
        </button>`
      : html`<a class=${looks} part="go" href=${href} aria-describedby=${titleId} @click=${choose}>${label}</a>`;
  }

  #choose(event: Event, visitId: string): void {
    const chosen = new CustomEvent('visit-chosen', {
      detail: { visitId },
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    if (!this.dispatchEvent(chosen)) event.preventDefault();
  }

  async #follow(visits: readonly ListedVisit[]): Promise<void> {
    this.#error = null;
    try {
      const { ownVisits } = await import('../../core/visit-list/listed-visit.ts');
      if (visits === this.visits) this.#own.follow(ownVisits(visits, systemClock));
    } catch (error) {
      this.#error = VisitError.from(error, 'service-unreachable');
      this.requestUpdate();
    }
  }

  /** A page that nobody sees reads nothing; one that is seen again is fresh at once. */
  readonly #followPage = (): void => {
    if (document.visibilityState === 'visible') this.#own.start();
    else this.#own.stop();
  };
}

const selfOf = (visit: VisitView) => visit.participants.find(({ id }) => id === visit.self) ?? null;

const hasOpened = ({ status, opensAt }: VisitView): boolean =>
  status !== 'planned' || Date.parse(opensAt) <= Date.now();

const inOrder = (visits: readonly VisitView[]): VisitView[] =>
  [...visits].sort((a, b) => a.bookedStart.localeCompare(b.bookedStart));

declare global {
  interface HTMLElementTagNameMap {
    'visit-list': VisitList;
  }
}

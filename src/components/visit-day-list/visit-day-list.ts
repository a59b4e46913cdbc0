import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import { dayListContext } from '../../context/day-list-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import type { SelfTestView, VisitView } from '../../contract/index.ts';
import { isOpen } from '../../contract/visit-status.ts';
import type { DayListLike, DayListSnapshot } from '../../core/day-list/day-list-like.ts';
import { tellingTexts } from '../../locales/telling/texts.ts';
import { timeOfDay } from '../../locales/times.ts';
import { ActionController } from '../action-controller.ts';
import { Announcer } from '../announcer.ts';
import { icons } from '../icons/icons.ts';
import { OnDemand } from '../on-demand.ts';
import { errorNotice, notice } from '../parts/error-notice.ts';
import { TickController } from '../tick-controller.ts';
import { VisitElement } from '../visit-element.ts';
import { nextWaiting, outsideQueue, rowOf, type DayListRow } from './day-list-row.ts';
import { earlySentence, lateText, renderDelay, renderEarly, type RowTelling } from './day-list-telling.ts';
import { mayBeRung } from './row-phone.ts';
import { RowsInView } from './rows-in-view.ts';
import { dayListStyles } from './visit-day-list.styles.ts';

/**
 * A clinician's visits of the day: who waits and since when, and **Call in** with one press (N12). The next one stands
 * first and largest. Arrow keys move between the rows, Enter calls in. Says when camera and microphone are open ahead of
 * the call-in. Before the booked time it says that the patient is asked first (N08). A delay is told from the row, which keeps
 * what was told and when (N07). Reads the day-list context.
 *
 * @event {CustomEvent<VisitErrorDetail>} visit-error - A call-in was refused; the row says why.
 * @csspart base - The inner box.
 * @csspart row - One visit.
 * @csspart next - The visit to call in next.
 * @csspart call-in - The button.
 */
export class VisitDayList extends VisitElement {
  static override styles = [VisitElement.styles, dayListStyles];

  readonly #list = new StoreController<DayListSnapshot, DayListLike, DayListSnapshot>(this, {
    context: dayListContext,
    selector: (snapshot) => snapshot,
    onChange: (snapshot) => this.#announce(snapshot),
  });
  readonly #texts = this.useTexts(tellingTexts);
  #calledVisit: string | null = null;
  /** The row whose delay control is open. */
  #tellsDelay: string | null = null;
  readonly #action = new ActionController(this, () => this.#calledVisit);
  readonly #announcer = new Announcer(this);
  readonly #onDemand = new OnDemand(this);
  readonly #inView = new RowsInView(this, {
    rows: () => this.renderRoot.querySelectorAll<HTMLElement>('.row'),
    onChange: (ids) => this.#list.source?.setInView?.(ids),
  });
  #watched: DayListLike | null = null;
  #waiting: ReadonlySet<string> | null = null;
  #openAhead: AheadTerm | null = null;
  /** The row that Tab comes to. */
  #stop: string | null = null;

  constructor() {
    super();
    new TickController(this);
    this.addEventListener('pointerenter', this.#onReturn);
    this.addEventListener('focusin', this.#onReturn);
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const list = this.#list.value;
    if (!list) return nothing;
    const { words } = this;
    const rows = this.#rows(list);
    const waiting = rows.filter(({ state }) => state === 'waiting').length;
    const ahead = aheadTerm(list);
    return html`<div class="head">
        <h2 tabindex="-1" data-heading>${words.term('dayList')}</h2>
        ${rows.length > 0 ? html`<p class="quiet-text">${waiting > 0 ? words.term('peopleWait', waiting) : words.term('nobodyWaits')}</p>` : nothing}
      </div>
      ${this.#renderProblem(list)}
      ${ahead ? html`<p class="ahead">${icons.camera}<span>${words.term(ahead)}</span></p>` : nothing}
      ${
        rows.length > 0
          ? html`<ul class="rows" role="list" @keydown=${this.#onKey} @focusin=${this.#onFocus}>
              ${repeat(
                rows,
                ({ visit }) => visit.id,
                (row, index) => this.#renderRow(row, index === 0 && row.state === 'waiting'),
              )}
            </ul>`
          : html`<p class="empty">${words.term(list.service === 'connecting' ? 'dayListOpening' : 'dayListEmpty')}</p>`
      }
      ${this.#announcer.render()}`;
  }

  /** By booked time, but the one to call in next first, and those that are over last. */
  #rows(list: DayListSnapshot): readonly DayListRow[] {
    const now = Date.now() + list.clockOffset;
    const front = list.visits.find(({ id }) => id === list.frontVisitId);
    const inVisit = front?.status === 'in-progress' ? front.id : null;
    const next = inVisit === null ? nextWaiting(list.visits) : null;
    const others = list.visits.filter((visit) => visit !== next && outsideQueue(visit));
    const [open, gone] = [
      others.filter(({ status }) => isOpen(status)),
      others.filter(({ status }) => !isOpen(status)),
    ];
    return [...(next ? [next] : []), ...open, ...gone].map((visit) => rowOf(visit, { now, inVisit }));
  }

  #renderProblem({ service, problem }: DayListSnapshot): TemplateResult | typeof nothing {
    const retry = (): void => this.#list.source?.retry();
    if (service === 'away' && (!problem || problem.code.startsWith('service-'))) {
      return notice(html`<p class="sentence">${this.words.term('dayListAway')}</p>`);
    }
    return problem ? errorNotice(this.words, problem, retry) : nothing;
  }

  #renderRow(row: DayListRow, next: boolean): TemplateResult {
    const { words } = this;
    const { visit, patient, action } = row;
    const gone = row.state === 'over' || row.state === 'cancelled';
    const refused = this.#action.failed === visit.id;
    const busy = this.#action.busy === visit.id;
    const label = words.term(action === 'back' ? 'backToVisit' : 'callIn');
    return html`<li
      class="row ${classMap({ next, gone })}"
      part=${next ? 'row next' : 'row'}
      data-visit=${visit.id}
      tabindex=${action ? nothing : this.#tabIndex(visit.id)}
    >
      <span class="time">${timeOfDay(visit.bookedStart, visit.unit.timeZone, words.locale)}</span>
      <span class="name"><bdi>${patient}</bdi></span>
      <div class="more">
        ${visit.subject ? html`<span class="subject"><bdi>${visit.subject}</bdi></span>` : nothing}
        <div class="badges">${this.#renderBadges(row)}</div>
      </div>
      ${
        action
          ? html`<button
              type="button"
              class="button ${next ? 'primary' : ''}"
              part="call-in"
              tabindex=${this.#tabIndex(visit.id)}
              aria-disabled=${this.#action.busy ? 'true' : 'false'}
              aria-label=${busy ? nothing : `${label}: ${patient}`}
              @click=${() => this.#callIn(visit.id)}
            >
              ${icons.call} ${busy ? words.term('callingIn', patient) : label}
            </button>`
          : nothing
      }
      ${refused ? html`<p class="refusal">${this.#refusal(row)}</p>` : nothing}
      ${renderEarly(row, this.#telling(visit.id))} ${renderDelay(row, this.#telling(visit.id))}
      ${this.#renderPhone(row)}
    </li>`;
  }

  /** Whoever is in a visit rings nobody else. */
  #renderPhone(row: DayListRow): TemplateResult | typeof nothing {
    const { frontVisitId, visits, clockOffset } = this.#list.value ?? { visits: [], clockOffset: 0 };
    const isBusy = visits.some(({ id, status }) => id === frontVisitId && status === 'in-progress');
    if (isBusy || !mayBeRung(row, Date.now() + clockOffset)) return nothing;
    this.#onDemand.want('visit-phone');
    return html`<visit-phone class="phone" lang=${this.words.language} .visit=${row.visit}></visit-phone>`;
  }

  #renderBadges(row: DayListRow): TemplateResult {
    const { words } = this;
    const badge = (className: string, text: string): TemplateResult =>
      html`<span class="badge ${className}">${text}</span>`;
    const state = {
      waiting: () =>
        badge(
          'waiting',
          row.waitedMinutes < 1 ? words.term('waitsSinceNow') : words.term('waitsMinutes', row.waitedMinutes),
        ),
      opened: () => badge('', words.term('hasOpened')),
      'not-opened': () => badge('quiet', words.term('hasNotOpened')),
      mine: () => badge('mine', words.term('inVisit')),
      'with-other': () => badge('', row.clinician ? words.term('inVisitWith', row.clinician) : words.term('inVisit')),
      over: () => badge('quiet', words.term('isOver')),
      cancelled: () => badge('quiet', words.term('isCancelled')),
    }[row.state]();
    const late = lateText(this.#texts(), row.visit);
    const byPhone = isOpen(row.visit.status) && row.visit.modality === 'phone';
    return html`${state}${late ? badge('late', late) : nothing}${byPhone ? badge('', this.#texts().rowByPhone) : nothing}${row.lostContact ? badge('lost', words.term('pageClosed')) : nothing}${
      row.device ? badge('quiet', words.term(`device:${row.device}`)) : nothing
    }${row.selfTest ? badge(row.selfTest.status === 'failed' ? 'lost' : 'quiet', this.#tested(row.selfTest)) : nothing}`;
  }

  #tested({ status, deviceKind }: SelfTestView): string {
    const { words } = this;
    const tested = words.term(`tested:${status}`);
    return deviceKind === 'unknown' ? tested : `${tested}${words.term('comma')} ${words.term(`device:${deviceKind}`)}`;
  }

  #telling(visitId: string): RowTelling {
    return {
      words: this.words,
      texts: this.#texts(),
      now: Date.now() + (this.#list.value?.clockOffset ?? 0),
      open: this.#tellsDelay === visitId,
      busy: this.#action.busy !== null,
      tell: (telling) => {
        this.#calledVisit = visitId;
        this.#tellsDelay = null;
        void this.#action.run(visitId, () => this.#list.source?.tell(visitId, telling));
      },
      toggle: () => {
        this.#tellsDelay = this.#tellsDelay === visitId ? null : visitId;
        this.requestUpdate();
      },
    };
  }

  #refusal({ patient, clinician }: DayListRow): string {
    const error = this.#action.error;
    if (!error) return '';
    if (error.code === 'already-called-in' && clinician) return this.words.term('calledInByOther', patient, clinician);
    return `${this.words.term(`error:${error.code}`)} ${this.words.term(`next:${error.code}`)}`;
  }

  #callIn(visitId: string): void {
    this.#calledVisit = visitId;
    void this.#action
      .run(visitId, () => this.#list.source?.callIn(visitId))
      .then(() => {
        const row = this.#list.value && this.#rows(this.#list.value).find(({ visit }) => visit.id === visitId);
        if (row && this.#action.failed === visitId) this.#announcer.say(this.#refusal(row));
        else if (row?.visit.earlyCall) this.#announcer.say(earlySentence(row, this.#telling(visitId)) ?? '');
      });
  }

  /** One stop for Tab in the whole list; the arrows move it. */
  #tabIndex(visitId: string): 0 | -1 {
    return visitId === this.#stop ? 0 : -1;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const list = this.#list.value;
    if (!list) return;
    const rows = this.#rows(list);
    if (!rows.some(({ visit }) => visit.id === this.#stop)) this.#stop = rows[0]?.visit.id ?? null;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { source } = this.#list;
    if (source === this.#watched) return;
    this.#watched?.setInView?.([]);
    this.#watched = source;
    source?.setInView?.(this.#inView.ids);
  }

  readonly #onReturn = (): void => this.#list.source?.noteReturn?.();

  readonly #onFocus = (event: Event): void => {
    const row = (event.target as Element).closest<HTMLElement>('.row');
    if (!row?.dataset['visit'] || row.dataset['visit'] === this.#stop) return;
    this.#stop = row.dataset['visit'];
    this.requestUpdate();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    // A field has its own use for these keys.
    if (event.target instanceof HTMLInputElement) return;
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('.row')];
    const here = rows.findIndex((row) => row.contains(event.target as Node));
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key];
    const row = to === undefined ? undefined : rows[to];
    if (!row) return;
    event.preventDefault();
    (row.querySelector<HTMLElement>('button') ?? row).focus();
  };

  #announce(list: DayListSnapshot | undefined): void {
    if (!list) return;
    const waiting = list.visits.filter((visit) => visit.status === 'arrived' && outsideQueue(visit));
    const before = this.#waiting;
    this.#waiting = new Set(waiting.map(({ id }) => id));
    const ahead = aheadTerm(list);
    const opened = ahead !== null && this.#openAhead === null;
    this.#openAhead = ahead;
    // Not those who waited already when the list was opened: they are read with it.
    if (!this.words.ready) return;
    const devices = opened ? this.words.term(ahead) : '';
    if (!before || list.service === 'connecting') return devices ? this.#announcer.say(devices) : undefined;
    const came = waiting
      .filter(({ id }) => !before.has(id))
      .map((visit: VisitView) => this.words.term('saidWaits', rowOf(visit, { now: 0, inVisit: null }).patient));
    const said = [came.length > 0 ? `${came.join('. ')}.` : '', devices].filter(Boolean).join(' ');
    if (said) this.#announcer.say(said);
  }
}

type AheadTerm = 'ahead:both' | 'ahead:camera' | 'ahead:microphone';

function aheadTerm({ openAhead }: DayListSnapshot): AheadTerm | null {
  const [one] = openAhead;
  if (!one) return null;
  return openAhead.length > 1 ? 'ahead:both' : `ahead:${one}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-day-list': VisitDayList;
  }
}

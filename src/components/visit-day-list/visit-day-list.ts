import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { dayListContext } from '../../context/day-list-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import type { VisitView } from '../../contract/index.ts';
import { isOpen } from '../../contract/visit-status.ts';
import type { DayListLike, DayListSnapshot } from '../../core/day-list/day-list-like.ts';
import { localDay } from '../../core/day-list/local-day.ts';
import { nextWaiting, outsideQueue } from '../../core/day-list/next-waiting.ts';
import type { VisitError } from '../../core/errors.ts';
import type { Telling } from '../../core/visit/telling.ts';
import { type DayListTexts, dayListTexts } from '../../locales/day-list/texts.ts';
import { tellingTexts } from '../../locales/telling/texts.ts';
import { date, timeOfDay } from '../../locales/times.ts';
import { ActionController } from '../action-controller.ts';
import { Announcer } from '../announcer.ts';
import { icons } from '../icons/icons.ts';
import { OnDemand } from '../on-demand.ts';
import { errorNotice, notice } from '../parts/error-notice.ts';
import { personName } from '../parts/person-name.ts';
import { TickController } from '../tick-controller.ts';
import { VisitElement } from '../visit-element.ts';
import { fire } from '../visit-events.ts';
import { patientOf, patientSideOf } from '../visit-people.ts';
import { rowOf, type DayListRow } from './day-list-row.ts';
import { earlySentence, renderDelay, renderEarly, renderReminder, type RowTelling } from './day-list-telling.ts';
import { factsOf, readinessText, readinessTone } from './row-facts.ts';
import { mayBeRung } from './row-phone.ts';
import { RowsInView } from './rows-in-view.ts';
import { dayListStyles } from './visit-day-list.styles.ts';

/**
 * A clinician's or unit's visits, today's and those to come: who has opened, tested and answered, who waits and since when, who
 * is late, and **Call in** with one press (N12). The next one stands first and largest, those of other days under their day.
 * Arrow keys move between the rows, Enter calls in. Says when camera and microphone are open ahead of the call-in. Before the
 * booked time it says that the patient is asked first (N08). A delay is told from the row, which keeps what was told and when
 * (N07), and the host is asked to remind who has not come (N32). Unit staff have the same list without a call-in (N30). Never
 * takes the focus. Reads the day-list context.
 *
 * @event {CustomEvent<VisitErrorDetail>} visit-error - A call-in was refused; the row says why.
 * @event {CustomEvent<VisitEventDetail>} visit-reminder-asked - The service has passed on that the patient of `detail.visitId` is to be reminded; it tells the host's back end itself.
 * @csspart base - The inner box.
 * @csspart row - One visit.
 * @csspart next - The visit to call in next, or the one that `visit-id` names.
 * @csspart call-in - The button.
 */
export class VisitDayList extends VisitElement {
  static override styles = [VisitElement.styles, dayListStyles];
  static override properties = { visitId: { attribute: 'visit-id' }, delayPhrases: { attribute: false } };

  /** The visit that stands first until it is over, whoever waits; null: the next who waits. */
  declare visitId: string | null;
  /** Ready-made sentences for a delay, in the element's language. */
  declare delayPhrases: readonly string[];

  readonly #list = new StoreController<DayListSnapshot, DayListLike, DayListSnapshot>(this, {
    context: dayListContext,
    selector: (snapshot) => snapshot,
    onChange: (snapshot) => this.#announce(snapshot),
  });
  readonly #telling = this.useTexts(tellingTexts);
  readonly #texts = this.useTexts(dayListTexts);
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
  /** How many rows stand. A long list comes in parts, so that the page is never held up. */
  #shown = ROWS_AT_ONCE;
  #more: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.visitId = null;
    this.delayPhrases = [];
    new TickController(this);
    this.addEventListener('pointerenter', this.#onReturn);
    this.addEventListener('focusin', this.#onReturn);
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const list = this.#list.value;
    if (!list) return nothing;
    const { words } = this;
    const rows = this.#rows(list);
    const first = rows[0] && this.#isFirst(rows[0]) ? rows[0] : null;
    const waiting = rows.filter(({ state }) => state === 'waiting').length;
    const ahead = aheadTerm(list);
    return html`<div class="head">
        <h2 tabindex="-1" data-heading>${words.term('dayList')}</h2>
        ${rows.length > 0 ? html`<p class="quiet-text">${waiting > 0 ? words.term('peopleWait', waiting) : words.term('nobodyWaits')}</p>` : nothing}
      </div>
      ${this.#renderProblem(list)}
      ${this.#isMissing(list) ? notice(html`<p class="sentence">${this.#texts().notInList}</p>`) : nothing}
      ${ahead ? html`<p class="ahead">${icons.camera}<span>${words.term(ahead)}</span></p>` : nothing}
      ${
        rows.length > 0
          ? html`<ul class="rows" role="list" @keydown=${this.#onKey} @focusin=${this.#onFocus}>
              ${repeat(
                underDays(
                  rows.slice(0, this.#shown),
                  first,
                  Date.now() + list.clockOffset,
                  words.locale,
                  this.#texts(),
                ),
                (item) => (typeof item === 'string' ? `day ${item}` : item.visit.id),
                (item) =>
                  typeof item === 'string'
                    ? html`<li class="day"><h3>${item}</h3></li>`
                    : this.#renderRowOnce(item, item === first, list),
              )}
            </ul>`
          : html`<p class="empty">${words.term(list.service === 'connecting' ? 'dayListOpening' : 'dayListEmpty')}</p>`
      }
      ${this.#announcer.render()}`;
  }

  /** By booked time, but the chosen or next one first, and those that are over last. */
  #rows(list: DayListSnapshot): readonly DayListRow[] {
    const now = Date.now() + list.clockOffset;
    const front = list.visits.find(({ id }) => id === list.frontVisitId);
    const inVisit = front?.status === 'in-progress' ? front.id : null;
    const next = nextWaiting(list.visits);
    const callsIn = inVisit === null && list.identity?.kind !== 'unit-staff';
    const first = this.#chosen(list) ?? (callsIn ? next : null);
    const rest = list.visits.filter((visit) => visit !== first && outsideQueue(visit));
    const [open, gone] = [rest.filter(({ status }) => isOpen(status)), rest.filter(({ status }) => !isOpen(status))];
    const zones = new Map<string, string>();
    const today = (zone: string): string => {
      const day = zones.get(zone) ?? localDay(now, zone);
      zones.set(zone, day);
      return day;
    };
    const reader = { now, inVisit, next, identity: list.identity, today };
    return [...(first ? [first] : []), ...open, ...gone].map((visit) => rowOf(visit, reader));
  }

  #chosen({ visits }: DayListSnapshot): VisitView | null {
    return visits.find(({ id, status }) => id === this.visitId && isOpen(status)) ?? null;
  }

  #isFirst({ visit, action }: DayListRow): boolean {
    return visit.id === this.visitId || action === 'call-in';
  }

  /** What is not there yet may come with the first news. */
  #isMissing({ visits, service }: DayListSnapshot): boolean {
    return this.visitId !== null && service === 'connected' && !visits.some(({ id }) => id === this.visitId);
  }

  #renderProblem({ service, problem }: DayListSnapshot): TemplateResult | typeof nothing {
    const retry = (): void => this.#list.source?.retry();
    if (service === 'away' && (!problem || problem.code.startsWith('service-'))) {
      return notice(html`<p class="sentence">${this.words.term('dayListAway')}</p>`);
    }
    return problem ? errorNotice(this.words, problem, retry) : nothing;
  }

  /** A row of which nothing has changed is not looked at: two hundred visits change one at a time. */
  #renderRowOnce(row: DayListRow, first: boolean, list: DayListSnapshot): unknown {
    const { id } = row.visit;
    const front = list.visits.find((visit) => visit.id === list.frontVisitId);
    const state: RowState = {
      first,
      stop: id === this.#stop,
      open: this.#tellsDelay === id,
      busy: this.#action.busy,
      refused: this.#action.failed === id || this.#action.failed === `tell ${id}` ? this.#action.error : null,
      inVisit: front?.status === 'in-progress',
      // Whoever is in a visit rings nobody else.
      mayRing: front?.status !== 'in-progress' && mayBeRung(row, Date.now() + list.clockOffset),
      answers: list.identity?.kind === 'clinician' && hasAnswers(row.visit),
      isStaff: list.identity?.kind === 'unit-staff',
      phrases: this.delayPhrases,
      language: this.words.language,
    };
    // Asked for outside the guard: what could not be fetched is asked for again.
    if (state.mayRing) this.#onDemand.want('visit-phone');
    if (state.open) this.#onDemand.want('visit-delay');
    if (state.answers) this.#onDemand.want('visit-preparation-summary');
    return guard([...Object.values(row), ...Object.values(state)], () => this.renderRow(row, state));
  }

  /** One visit, which `row` and `state` say all of. */
  protected renderRow(row: DayListRow, state: RowState): TemplateResult {
    const { words } = this;
    const { visit, action } = row;
    const { first, refused } = state;
    const say = this.#sayings(row, state);
    const gone = row.state === 'over' || row.state === 'cancelled';
    return html`<li
      class="row ${classMap({ next: first, gone })}"
      part=${first ? 'row next' : 'row'}
      data-visit=${visit.id}
      tabindex=${action ? nothing : state.stop ? 0 : -1}
    >
      <span class="time">${timeOfDay(visit.bookedStart, visit.unit.timeZone, words.locale)}</span>
      <span class="name"
        >${patientSideOf(visit).map((person, i) => html`${i > 0 ? words.term('comma') : ''} ${personName(words, person)}`)}</span
      >
      <div class="more">
        ${first && !row.isToday ? html`<span class="subject">${date(visit.bookedStart, visit.unit.timeZone, words.locale, Date.now())}</span>` : nothing}
        ${visit.subject ? html`<span class="subject"><bdi>${visit.subject}</bdi></span>` : nothing}
        <div class="badges">
          ${factsOf(row, say, state).map(({ tone, text }) => html`<span class="badge ${tone}">${text}</span>`)}
        </div>
      </div>
      ${first && row.readiness ? html`<p class="readiness ${readinessTone(row)}">${readinessText(row, say)}</p>` : nothing}
      ${action ? this.#renderAction(row, action, state) : nothing}
      ${first && state.inVisit && !action ? html`<p class="quiet-text line">${say.texts.inOtherVisit}</p>` : nothing}
      ${refused ? html`<p class="refusal">${this.#refusal(row)}</p>` : nothing} ${renderEarly(row, say)}
      <div class="tools">
        ${renderDelay(row, say)} ${renderReminder(row, say)}
        ${state.mayRing ? html`<visit-phone lang=${words.language} .visit=${visit}></visit-phone>` : nothing}
        ${
          state.answers
            ? html`<visit-preparation-summary
                folded
                lang=${words.language}
                visit-id=${visit.id}
              ></visit-preparation-summary>`
            : nothing
        }
      </div>
    </li>`;
  }

  #renderAction(
    { visit, patient }: DayListRow,
    action: NonNullable<DayListRow['action']>,
    { first, stop, busy }: RowState,
  ): TemplateResult {
    const { words } = this;
    const isBusy = busy === visit.id;
    const labels = {
      'call-in': () => [words.term('callIn'), words.term('callingIn', patient)],
      back: () => [words.term('backToVisit'), words.term('callingIn', patient)],
      'end-and-call-in': () => [this.#texts().endAndCallIn, this.#texts().endingAndCallingIn(patient)],
    };
    const [label, doing] = labels[action]();
    return html`<button
      type="button"
      class="button ${action === 'call-in' ? (first ? 'primary' : 'beside') : ''}"
      part="call-in"
      tabindex=${stop ? 0 : -1}
      aria-disabled=${busy ? 'true' : 'false'}
      aria-label=${isBusy ? nothing : `${label}: ${patient}`}
      @click=${() => this.#callIn(visit.id, action)}
    >
      ${icons.call} ${isBusy ? doing : label}
    </button>`;
  }

  #sayings({ visit }: DayListRow, { open, stop, isStaff }: Pick<RowState, 'open' | 'stop' | 'isStaff'>): RowTelling {
    return {
      words: this.words,
      texts: this.#texts(),
      telling: this.#telling(),
      open,
      tabIndex: stop ? 0 : -1,
      tellDelay: isStaff ? this.#texts().tellDelayForUnit : this.#telling().tellDelay,
      control: () =>
        html`<visit-delay
          lang=${this.words.language}
          .visitId=${visit.id}
          .phrases=${this.delayPhrases}
          @visit-delay-done=${() => this.#closeDelay(visit.id)}
        ></visit-delay>`,
      tell: (telling) => this.#tell(visit.id, telling),
      toggle: () => {
        this.#tellsDelay = this.#tellsDelay === visit.id ? null : visit.id;
        this.requestUpdate();
      },
    };
  }

  #tell(visitId: string, telling: Telling): void {
    this.#calledVisit = visitId;
    void this.#action.run(`tell ${visitId}`, async () => {
      await this.#list.source?.tell(visitId, telling);
      if (telling.type === 'remind') fire(this, 'visit-reminder-asked', { visitId });
    });
  }

  /** The focus goes back to the button that opened it, if it was in there. */
  #closeDelay(visitId: string): void {
    const row = this.renderRoot.querySelector(`[data-visit="${visitId}"]`);
    const hadFocus = row?.querySelector('visit-delay')?.matches(':focus-within') ?? false;
    this.#tellsDelay = null;
    if (hadFocus) row?.querySelector<HTMLElement>('[data-tells]')?.focus();
    this.requestUpdate();
  }

  #refusal({ patient, clinician }: DayListRow): string {
    const error = this.#action.error;
    if (!error) return '';
    if (error.code === 'already-called-in' && clinician) return this.words.term('calledInByOther', patient, clinician);
    return `${this.words.term(`error:${error.code}`)} ${this.words.term(`next:${error.code}`)}`;
  }

  #callIn(visitId: string, action: DayListRow['action']): void {
    this.#calledVisit = visitId;
    const callIn = (): Promise<void> | undefined =>
      action === 'end-and-call-in' ? this.#list.source?.endAndCallIn(visitId) : this.#list.source?.callIn(visitId);
    void this.#action.run(visitId, callIn).then(() => {
      const row = this.#list.value && this.#rows(this.#list.value).find(({ visit }) => visit.id === visitId);
      if (row && this.#action.failed === visitId) this.#announcer.say(this.#refusal(row));
      else if (row?.visit.earlyCall)
        this.#announcer.say(earlySentence(row, this.#sayings(row, { open: false, stop: false, isStaff: false })) ?? '');
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const list = this.#list.value;
    if (!list) return;
    const rows = this.#rows(list);
    if (!rows.some(({ visit }) => visit.id === this.#stop)) this.#stop = rows[0]?.visit.id ?? null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#more);
  }

  #showMore(): void {
    clearTimeout(this.#more);
    if (!this.isConnected || this.#shown >= (this.#list.value?.visits.length ?? 0)) return;
    this.#more = setTimeout(() => {
      this.#shown += ROWS_AT_ONCE;
      this.requestUpdate();
    });
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#showMore();
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
    // Fields have their own use for these keys.
    if (event.composedPath().some((node) => node instanceof Element && node.matches('input, select, visit-delay')))
      return;
    const rows = [...this.renderRoot.querySelectorAll<HTMLElement>('.row')];
    const here = rows.findIndex((row) => row.contains(event.target as Node));
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key];
    const row = to === undefined ? undefined : rows[to];
    if (!row) return;
    event.preventDefault();
    (row.querySelector<HTMLElement>('[part=call-in]') ?? row).focus();
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
      .map((visit: VisitView) => this.words.term('saidWaits', patientOf(visit)?.name ?? ''));
    const said = [came.length > 0 ? `${came.join('. ')}.` : '', devices].filter(Boolean).join(' ');
    if (said) this.#announcer.say(said);
  }
}

/** So many rows are made in one task. */
const ROWS_AT_ONCE = 20;

/** What a row shows beside what its visit says; plain values, or objects that stay the same. */
export interface RowState {
  /** The row to begin with, first and largest. */
  readonly first: boolean;
  /** Tab comes to this row. */
  readonly stop: boolean;
  readonly open: boolean;
  /** Which row's action goes on; null for none. */
  readonly busy: string | null;
  readonly refused: VisitError | null;
  readonly inVisit: boolean;
  readonly mayRing: boolean;
  /** The reader is unit staff. */
  readonly isStaff: boolean;
  /** The patient has begun to answer, and this reader may read it. */
  readonly answers: boolean;
  readonly phrases: readonly string[];
  readonly language: string;
}

const hasAnswers = ({ preparation, status }: VisitView): boolean =>
  preparation !== null && preparation.status !== 'not-begun' && status !== 'cancelled';

/** The first and today's rows stand without a heading; before the others, their day, and before those that are over, that they are. */
function underDays(
  rows: readonly DayListRow[],
  first: DayListRow | null,
  now: number,
  locale: string,
  texts: DayListTexts,
): readonly (DayListRow | string)[] {
  const items: (DayListRow | string)[] = [];
  let before = '';
  for (const row of rows) {
    const heading = row === first ? '' : headingOf(row, now, locale, texts);
    if (heading !== before && heading) items.push(heading);
    before = heading;
    items.push(row);
  }
  return items;
}

function headingOf({ visit, isToday }: DayListRow, now: number, locale: string, texts: DayListTexts): string {
  if (!isOpen(visit.status)) return texts.done;
  const booked = Date.parse(visit.bookedStart);
  if (isToday || booked < now) return '';
  const { timeZone } = visit.unit;
  const isTomorrow = localDay(booked, timeZone) === localDay(now + 24 * 3600_000, timeZone);
  return isTomorrow ? texts.tomorrow : date(booked, timeZone, locale, now);
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

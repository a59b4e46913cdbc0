import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { dayListContext } from '../../context/day-list-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import type { QueueView, VisitView } from '../../contract/index.ts';
import type { DayListLike, DayListSnapshot } from '../../core/day-list/day-list-like.ts';
import { isThere, takeNext, waitingInQueue } from '../../core/drop-in/take-next.ts';
import { queueTexts, type QueueTexts } from '../../locales/queue/texts.ts';
import { timeOfDay } from '../../locales/times.ts';
import { ActionController } from '../action-controller.ts';
import { Announcer } from '../announcer.ts';
import { DisclosureController } from '../disclosure-controller.ts';
import { icons } from '../icons/icons.ts';
import { OnDemand } from '../on-demand.ts';
import { TickController } from '../tick-controller.ts';
import { VisitElement } from '../visit-element.ts';
import { patientOf } from '../visit-people.ts';
import { queueStyles } from './visit-queue.styles.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const hours = [1, 2, 4] as const;

/**
 * The drop-in queue of a unit, for its clinicians and staff (N33): how many wait and for how long at most; **Take the next**
 * with one press, also out of a visit of the queue, or one chosen from it; open and close it. Two who take the next at once
 * never get the same patient: who comes second gets the one after, or is told that nobody is left. Reads the day-list context.
 *
 * @event {CustomEvent<VisitErrorDetail>} visit-error - A call-in, or opening or closing the queue, was refused.
 * @csspart base - The inner box.
 * @csspart queue - The queue of one unit.
 * @csspart take-next - The button.
 */
export class VisitQueue extends VisitElement {
  static override styles = [VisitElement.styles, queueStyles];

  readonly #texts = this.useTexts(queueTexts);
  readonly #list = new StoreController<DayListSnapshot, DayListLike, DayListSnapshot>(this, {
    context: dayListContext,
    selector: (snapshot) => snapshot,
    onChange: (snapshot) => this.#announce(snapshot),
  });
  #calledVisit: string | null = null;
  readonly #action = new ActionController(this, () => this.#calledVisit);
  readonly #announcer = new Announcer(this);
  readonly #onDemand = new OnDemand(this);
  readonly #opening = new DisclosureController(this, 'open');
  readonly #choosing = new DisclosureController(this, 'choose');
  /** The queue whose part is open, where there are several. */
  #at = '';
  #known: ReadonlySet<string> | null = null;

  constructor() {
    super();
    new TickController(this);
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const list = this.#list.value;
    if (!list?.identity) return nothing;
    const { units } = list.identity;
    return html`${repeat(
      units,
      (unitId) => unitId,
      (unitId) => this.#renderQueue(list, list.queues.find(({ queueId }) => queueId === unitId) ?? neverOpen(unitId)),
    )}
    ${this.#announcer.render()}`;
  }

  #renderQueue(list: DayListSnapshot, queue: QueueView): TemplateResult {
    const texts = this.#texts();
    const visits = waitingInQueue(list.visits, queue.queueId);
    const unit = list.visits.find((visit) => visit.unit.id === queue.queueId)?.unit;
    const several = (list.identity?.units.length ?? 0) > 1;
    const until = queue.closesAt && timeOfDay(queue.closesAt, unit?.timeZone ?? deviceZone(), this.words.locale);
    const isAtRest = !queue.isOpen && visits.length === 0;
    return html`<section class="queue ${isAtRest ? 'at-rest' : ''}" part="queue" aria-label=${texts.title}>
      <div class="head">
        <h2 tabindex="-1" data-heading>
          ${texts.title}${several && unit ? html` <bdi class="quiet-text">${unit.name}</bdi>` : nothing}
        </h2>
        <p class="quiet-text">${queue.isOpen ? (until ? texts.openUntil(until) : texts.open) : texts.closed}</p>
      </div>
      ${queue.isOpen || visits.length > 0 ? this.#renderWaiting(list, queue, visits) : nothing}
      ${this.#renderFailure(queue.queueId, texts)} ${queue.isOpen ? nothing : this.#renderOpening(queue, visits.length)}
    </section>`;
  }

  #renderWaiting(list: DayListSnapshot, queue: QueueView, visits: readonly VisitView[]): TemplateResult {
    const texts = this.#texts();
    const now = Date.now() + list.clockOffset;
    const longest = Math.max(0, ...visits.map((visit) => minutesWaited(visit, now)));
    const isOpen = this.#choosing.open && this.#at === queue.queueId;
    const isClinician = list.identity?.kind === 'clinician';
    const front = visitInFront(list);
    const mayTake = isClinician && !front;
    const mayGoOn = isClinician && front?.dropIn?.queueId === queue.queueId;
    return html`<p class="waiting">
        ${visits.length > 0 ? `${texts.waiting(visits.length)} · ${texts.longest(longest)}` : texts.nobody}
      </p>
      ${
        (mayTake || mayGoOn) && visits.length > 0
          ? html`<button
              type="button"
              class="button ${mayTake ? 'primary' : ''} next"
              part="take-next"
              aria-disabled=${this.#busy}
              @click=${() => this.#takeNext(queue.queueId)}
            >
              ${icons.call}
              ${this.#action.busy === queue.queueId ? texts.taking : mayTake ? texts.takeNext : texts.endAndTakeNext}
            </button>`
          : nothing
      }
      <div class="more-actions">
        ${
          visits.length > 0
            ? html`<button
                type="button"
                class="button quiet"
                data-discloses=${this.#at === queue.queueId ? 'choose' : nothing}
                aria-expanded=${isOpen ? 'true' : 'false'}
                @click=${() => this.#toggle(this.#choosing, queue.queueId)}
              >
                ${mayTake ? texts.choose : texts.inQueue}
              </button>`
            : nothing
        }
        ${queue.isOpen ? this.#renderClosing(queue.queueId) : nothing}
      </div>
      ${
        isOpen && visits.length > 0
          ? html`<ol role="list" @keydown=${this.#choosing.closeOnEscape}>
              ${repeat(
                visits,
                ({ id }) => id,
                (visit, index) => this.#renderVisit(visit, index, now, { mayTake, mayRead: isClinician }),
              )}
            </ol>`
          : nothing
      }`;
  }

  #renderVisit(
    visit: VisitView,
    index: number,
    now: number,
    { mayTake, mayRead }: { mayTake: boolean; mayRead: boolean },
  ): TemplateResult {
    const { words } = this;
    const texts = this.#texts();
    const name = patientOf(visit)?.name ?? '';
    const waited = minutesWaited(visit, now);
    const answers = visit.preparation?.status;
    return html`<li>
      <span class="number">${visit.dropIn?.place?.position ?? ''}</span>
      <span class="name"><bdi>${name}</bdi></span>
      <span class="more">
        <span>${waited < 1 ? words.term('waitsSinceNow') : words.term('waitsMinutes', waited)}</span>
        ${isThere(visit) ? nothing : html`<span class="lost">${words.term('pageClosed')}</span>`}
        ${mayRead || !answers || answers === 'not-begun' ? nothing : html`<span>${texts[answers]}</span>`}
        ${visit.subject ? html`<bdi>${visit.subject}</bdi>` : nothing}
      </span>
      ${mayRead && answers ? this.#renderAnswers(visit.id) : nothing}
      ${
        mayTake
          ? html`<button
              type="button"
              class="button"
              data-disclosed=${index === 0 ? 'choose' : nothing}
              aria-disabled=${this.#busy}
              aria-label=${`${words.term('callIn')}: ${name}`}
              @click=${() => this.#callIn(visit.id)}
            >
              ${this.#action.busy === visit.id ? words.term('callingIn', name) : words.term('callIn')}
            </button>`
          : nothing
      }
    </li>`;
  }

  /** What the triage has asked, folded (N09). Unit staff see how far it has come. */
  #renderAnswers(visitId: string): TemplateResult {
    this.#onDemand.want('visit-preparation-summary');
    return html`<visit-preparation-summary
      folded
      lang=${this.words.language}
      visit-id=${visitId}
    ></visit-preparation-summary>`;
  }

  #renderClosing(queueId: string): TemplateResult {
    return html`<button
      type="button"
      class="button quiet"
      data-discloses=${this.#at === queueId ? 'open' : nothing}
      aria-disabled=${this.#busy}
      @click=${() => this.#set(queueId, { open: false })}
    >
      ${this.#texts().closeQueue}
    </button>`;
  }

  #renderOpening(queue: QueueView, waiting: number): TemplateResult {
    const texts = this.#texts();
    const { queueId } = queue;
    const isOpen = this.#opening.open && this.#at === queueId;
    return html`${waiting > 0 ? html`<p>${texts.closedKeeps}</p>` : nothing}
      <button
        type="button"
        class="button quiet"
        data-discloses=${this.#at === queueId ? 'open' : nothing}
        aria-expanded=${isOpen ? 'true' : 'false'}
        @click=${() => this.#toggle(this.#opening, queueId)}
      >
        ${texts.openQueue}
      </button>
      ${
        isOpen
          ? html`<fieldset @keydown=${this.#opening.closeOnEscape}>
              <legend>${texts.howLong}</legend>
              <div class="actions">
                ${hours.map(
                  (count, index) =>
                    html`<button
                      type="button"
                      class="button"
                      data-disclosed=${index === 0 ? 'open' : nothing}
                      aria-disabled=${this.#busy}
                      @click=${() => this.#openFor(queueId, count)}
                    >
                      ${texts.hours(count)}
                    </button>`,
                )}
                <button
                  type="button"
                  class="button"
                  aria-disabled=${this.#busy}
                  @click=${() => this.#set(queueId, { open: true })}
                >
                  ${texts.untilClosed}
                </button>
              </div>
            </fieldset>`
          : nothing
      }`;
  }

  #renderFailure(queueId: string, texts: QueueTexts): TemplateResult | typeof nothing {
    const { error, failed } = this.#action;
    if (!error || !failed) return nothing;
    const chosen = this.#list.value?.visits.find(({ id }) => id === failed);
    if (failed !== queueId && chosen?.unit.id !== queueId) return nothing;
    return html`<p class="refusal">${this.#refusal(texts, chosen)}</p>`;
  }

  #refusal(texts: QueueTexts, chosen: VisitView | undefined): string {
    const code = this.#action.error?.code ?? 'unknown';
    if (code === 'already-called-in')
      return chosen ? texts.otherWasFirst(patientOf(chosen)?.name ?? '') : texts.othersWereFirst;
    if (code === 'invalid-state' && !chosen) return texts.nobodyLeft;
    return `${this.words.term(`error:${code}`)} ${this.words.term(`next:${code}`)}`;
  }

  get #busy(): 'true' | 'false' {
    return this.#action.busy ? 'true' : 'false';
  }

  #toggle(part: DisclosureController, queueId: string): void {
    const isOther = part.open && this.#at !== queueId;
    this.#at = queueId;
    if (!isOther) part.toggle();
    else this.requestUpdate();
  }

  #takeNext(queueId: string): void {
    const list = this.#list.source;
    if (!list) return;
    this.#calledVisit = null;
    void this.#action.run(queueId, () => takeNext(list, queueId)).then(this.#sayRefusal);
  }

  #callIn(visitId: string): void {
    this.#calledVisit = visitId;
    void this.#action.run(visitId, () => this.#list.source?.callIn(visitId)).then(this.#sayRefusal);
  }

  #openFor(queueId: string, count: number): void {
    const now = Date.now() + (this.#list.value?.clockOffset ?? 0);
    this.#set(queueId, { open: true, closesAt: new Date(now + count * HOUR_MS).toISOString() });
  }

  #set(queueId: string, request: Parameters<DayListLike['setQueue']>[1]): void {
    this.#calledVisit = null;
    void this.#action
      .run(queueId, async () => {
        await this.#list.source?.setQueue(queueId, request);
        if (this.#opening.open) this.#opening.close();
      })
      .then(this.#sayRefusal);
  }

  readonly #sayRefusal = (): void => {
    const { failed } = this.#action;
    if (!failed) return;
    const chosen = this.#list.value?.visits.find(({ id }) => id === failed);
    this.#announcer.say(this.#refusal(this.#texts(), chosen));
  };

  /** Who comes is said; not those who waited when the list was opened. */
  #announce(list: DayListSnapshot | undefined): void {
    if (!list) return;
    const waiting = list.visits.filter(({ status, dropIn }) => dropIn && status === 'arrived').map(({ id }) => id);
    const known = this.#known;
    this.#known = new Set(waiting);
    if (!known || !this.renderRoot.querySelector('.base')) return;
    const came = waiting.filter((id) => !known.has(id)).length;
    if (came > 0) this.#announcer.say(this.#texts().came(came));
  }
}

const neverOpen = (queueId: string): QueueView => ({ queueId, isOpen: false, closesAt: null, places: [] });

const visitInFront = ({ visits, frontVisitId }: DayListSnapshot): VisitView | undefined =>
  visits.find(({ id, status }) => id === frontVisitId && status === 'in-progress');

const minutesWaited = (visit: VisitView, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(patientOf(visit)?.waitingSince ?? visit.bookedStart)) / MINUTE_MS));

const deviceZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

declare global {
  interface HTMLElementTagNameMap {
    'visit-queue': VisitQueue;
  }
}

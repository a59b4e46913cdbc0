import { html, nothing, svg, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import type { ParticipantView, SelfTestView, VisitView } from '../../contract/index.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { aheadTexts } from '../../locales/ahead/texts.ts';
import { dayOf, timeUntil } from '../../locales/relative-times.ts';
import { viewStyles } from '../../styles/view.styles.ts';
import { waitingViewStyles } from '../../styles/waiting-view.styles.ts';
import { icon, icons } from '../icons/icons.ts';
import { illustrations } from '../icons/illustrations.ts';
import { OnDemand } from '../on-demand.ts';
import { dayAndTime } from '../parts/day-and-time.ts';
import { errorNotice, notice } from '../parts/error-notice.ts';
import { TickController } from '../tick-controller.ts';
import { VisitElement } from '../visit-element.ts';
import { aheadStyles } from './visit-ahead.styles.ts';

const openCircle = icon(svg`<circle cx="12" cy="12" r="9" />`);
/** How long after it was asked for the calendar file may still be on its way into the calendar, ms. */
const CALENDAR_MS = 60_000;

const backIcon = icon(svg`<path d="M11 5l-7 7 7 7M4 12h16" />`, 'directed');

/**
 * Before the day (N19): the booking, when the waiting room opens, that the clinic sees that the visit was opened and that
 * nothing needs approving, what is ready and what is left. Reads the session context.
 *
 * When the waiting room opens while the person is in the middle of something it says so and stays, until they leave it.
 *
 * @slot preparation - The host's own form to fill in before the visit.
 * @event {CustomEvent} visit-ahead-left - The waiting room has opened, and the person goes there. Does not bubble.
 * @csspart base - The inner box.
 * @csspart news - What the clinic knows.
 * @csspart tasks - What can be done before the visit.
 * @csspart booking__base - The booking's inner box.
 */
export class VisitAhead extends VisitElement {
  static override styles = [VisitElement.styles, viewStyles, waitingViewStyles, aheadStyles];
  static override properties = { address: {} };

  /** Where the person opens the visit, for the calendar. Default: the page's own address, without its fragment. */
  declare address: string | null;

  readonly #texts = this.useTexts(aheadTexts);
  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, Selection>(this, {
    context: sessionContext,
    selector: ({ visit, self, service, problem, clockOffset, phase }) => ({
      visit,
      self,
      service,
      problem,
      clockOffset,
      hasOpened: phase !== 'ahead',
    }),
  });

  /** What the person does now, in the place of the list. */
  #open: Step | null = null;
  /** When the calendar file was asked for: the browser may still be asking where to put it. */
  #calendarAt = -Infinity;
  readonly #onDemand = new OnDemand(this);

  constructor() {
    super();
    this.address = null;
    new TickController(this);
  }

  /** The person is in the middle of something: the test, the questions, the host's own form, or the calendar. */
  get isInUse(): boolean {
    const writes = this.shadowRoot?.querySelector<HTMLSlotElement>('slot[name=preparation]');
    return (
      this.#open !== null ||
      this.#now() - this.#calendarAt < CALENDAR_MS ||
      (writes?.assignedElements({ flatten: true }).some((form) => form.matches(':focus-within')) ?? false)
    );
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const state = this.#session.value;
    if (!state?.visit) return nothing;
    const opened = html`<div role="status">${state.hasOpened ? this.#renderHasOpened() : nothing}</div>`;
    if (this.#open) return this.#renderOpen(this.#open, opened);
    const { words } = this;
    const texts = this.#texts();
    return html`<div class="view two">
      <div class="top">
        <h2 tabindex="-1" data-heading>${texts.title}</h2>
        ${illustrations.ready}
      </div>
      ${opened}
      <div class="column">
        ${this.#renderNews(state)}
        <visit-booking lang=${words.language} exportparts="base:booking__base"></visit-booking>
        ${state.hasOpened ? nothing : this.#renderOpening(state.visit)}
      </div>
      <div class="column">
        ${this.#renderTasks(state.visit, state.self)}
        <slot name="preparation"></slot>
      </div>
    </div>`;
  }

  /** “The clinic sees it” is said only while that is known. */
  #renderNews({ self, service, problem }: Selection): TemplateResult {
    const { words } = this;
    const texts = this.#texts();
    const away = service !== 'connected';
    if (problem && !(away && problem.code.startsWith('service-')))
      return html`<div part="news">${errorNotice(words, problem, this.#retry)}</div>`;
    if (away) return html`<div part="news">${notice(html`<p class="sentence">${words.term('lostClinic')}</p>`)}</div>`;
    return html`<div class="news" part="news">
      ${self?.connection ? html`<p class="seen"><span class="tick">${icons.tick}</span> ${texts.clinicSeesOpened}</p>` : nothing}
      <p>${texts.nothingToApprove}</p>
    </div>`;
  }

  #renderOpening({ opensAt, unit }: VisitView): TemplateResult {
    const { words } = this;
    const texts = this.#texts();
    const now = this.#now();
    const left = timeUntil(opensAt, unit.timeZone, words.locale, now);
    return html`<div class="opens">
      <h3>${texts.opens}</h3>
      <p class="time">
        ${dayAndTime(words, opensAt, unit.timeZone, now)}
        ${left === null ? nothing : html`<span class="unbroken">${`(${left})`}</span>`}
      </p>
      <p>${texts.opensByItself}</p>
      <p>${texts.mayClose}</p>
    </div>`;
  }

  #renderTasks(visit: VisitView, self: ParticipantView | null): TemplateResult {
    const texts = this.#texts();
    const tested = self?.selfTest ?? null;
    const asked = visit.preparation;
    const isTested = tested !== null && tested.status !== 'failed';
    const isAnswered = asked === null || asked.status === 'answered';
    return html`<section>
      <h3>${texts.prepare}</h3>
      ${isTested && isAnswered ? html`<p>${texts.allDone}</p>` : nothing}
      <ul class="tasks" part="tasks" role="list">
        ${this.#renderTask({
          title: texts.selfTest,
          done: isTested,
          text: tested ? this.#tested(tested, visit.unit.timeZone) : texts.selfTestWhy,
          action: this.#renderStep('self-test', tested ? texts.testAgain : texts.testNow),
        })}
        ${
          asked
            ? this.#renderTask({
                title: texts.preparation,
                done: isAnswered,
                text: isAnswered ? texts.preparationDone : texts.preparationWhy,
                action: this.#renderStep(
                  'preparation',
                  asked.status === 'answered' ? texts.seeAnswers : texts[`answer:${asked.status}`],
                ),
              })
            : nothing
        }
        ${this.#renderTask({
          title: texts.calendar,
          text: texts.calendarWhy,
          action: html`<visit-calendar
            lang=${this.words.language}
            .address=${this.address}
            @click=${this.#noteCalendar}
          ></visit-calendar>`,
        })}
      </ul>
    </section>`;
  }

  /** `done` is left out where nobody can know. */
  #renderTask({ title, done, text, action }: Task): TemplateResult {
    const texts = this.#texts();
    return html`<li class="task ${classMap({ done: done === true })}">
      ${done === undefined ? icons.clock : done ? icons.tick : openCircle}
      <div>
        <div class="head">
          <h4>${title}</h4>
          ${done === undefined ? nothing : html`<span class="quiet-text">${done ? texts.done : texts.left}</span>`}
        </div>
        <p>${text}</p>
        ${action}
      </div>
    </li>`;
  }

  #tested({ status, at }: SelfTestView, timeZone: string): string {
    return this.#texts()[`tested:${status}`](dayOf(at, timeZone, this.words.locale, this.#now()));
  }

  #renderStep(step: Step, label: string): TemplateResult {
    return html`<button type="button" class="button" @click=${() => this.#show(step)}>${label}</button>`;
  }

  #renderHasOpened(): TemplateResult {
    const texts = this.#texts();
    return html`<div class="opened">
      <p class="sentence">${texts.hasOpened}</p>
      <p>${texts.goOnWhenReady}</p>
      <button type="button" class="button primary" @click=${this.#goOn}>${texts.goOn}</button>
    </div>`;
  }

  readonly #goOn = (): void => {
    this.#open = null;
    this.dispatchEvent(new CustomEvent('visit-ahead-left'));
    this.requestUpdate();
  };

  #renderOpen(step: Step, opened: TemplateResult): TemplateResult {
    const lang = this.words.language;
    this.#onDemand.want(step === 'self-test' ? 'visit-self-test' : 'visit-preparation');
    // What is opened may not be fetched yet: one who came by the keyboard starts at the way back, before it.
    return html`<div class="view">
      ${opened}
      <button
        type="button"
        class="button quiet back"
        data-heading
        @click=${this.#session.value?.hasOpened ? this.#goOn : () => this.#show(null)}
      >
        ${backIcon} ${this.#texts().back}
      </button>
      ${
        step === 'self-test'
          ? html`<visit-self-test data-view lang=${lang}></visit-self-test>`
          : html`<visit-preparation data-view lang=${lang}></visit-preparation>`
      }
    </div>`;
  }

  #show(step: Step | null): void {
    this.#open = step;
    this.requestUpdate();
  }

  readonly #noteCalendar = (): void => {
    this.#calendarAt = this.#now();
  };

  #now(): number {
    return (this.#session.source?.clock.now() ?? Date.now()) + (this.#session.value?.clockOffset ?? 0);
  }

  readonly #retry = (): void => this.#session.source?.retry();
}

type Selection = Pick<VisitSnapshot, 'visit' | 'service' | 'problem' | 'clockOffset'> & {
  readonly self: ParticipantView | null;
  /** The waiting room is open: this view is over, but for what the person is in the middle of. */
  readonly hasOpened: boolean;
};

type Step = 'self-test' | 'preparation';

interface Task {
  readonly title: string;
  readonly done?: boolean;
  readonly text: string;
  readonly action: TemplateResult;
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-ahead': VisitAhead;
  }
}

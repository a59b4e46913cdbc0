import { html, nothing, type TemplateResult } from 'lit';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import type { Delay, Late, VisitView } from '../../contract/index.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { tellingTexts } from '../../locales/telling/texts.ts';
import { timeOfDay } from '../../locales/times.ts';
import { ActionController } from '../action-controller.ts';
import { Announcer } from '../announcer.ts';
import { DisclosureController } from '../disclosure-controller.ts';
import { icons } from '../icons/icons.ts';
import { errorNotice } from '../parts/error-notice.ts';
import { TickController } from '../tick-controller.ts';
import { VisitElement } from '../visit-element.ts';
import { clinicianName } from '../visit-people.ts';
import { messagesStyles } from './visit-messages.styles.ts';

/** So long after the booked time, without other news, the room says by itself that it is a little late, ms. */
const LATE_MS = 60_000;
const MINUTE_MS = 60_000;
const choices = [5, 10, 15, 30] as const;

/**
 * What clinic and patient tell each other before the visit (N07): that the clinician is late, with the time when it was told,
 * and “I'll be late”, “I must leave soon”, “I cannot come”. Says “running a little late” by itself when the booked time has
 * passed without news. Reads the session context.
 *
 * @event {CustomEvent<VisitErrorDetail>} visit-error - An action was refused.
 * @csspart base - The inner box.
 * @csspart delay - The clinic's notice.
 */
export class VisitMessages extends VisitElement {
  static override styles = [VisitElement.styles, messagesStyles];

  readonly #texts = this.useTexts(tellingTexts);
  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, Selection>(this, {
    context: sessionContext,
    selector: ({ visit, self, service, clockOffset, phase }) => ({
      visit,
      late: self?.late ?? null,
      waits: phase === 'waiting',
      isPatientSide: self?.role === 'patient' || Boolean(self?.onBehalfOf),
      away: service !== 'connected',
      clockOffset,
    }),
  });
  readonly #action = new ActionController(this, () => this.#session.value?.visit?.id ?? null);
  readonly #disclosure = new DisclosureController(this);
  readonly #announcer = new Announcer(this);
  #said: string | null = null;

  constructor() {
    super();
    new TickController(this);
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const state = this.#session.value;
    if (!state?.visit || !isBefore(state.visit)) return nothing;
    const news = this.#news(state, state.visit);
    this.#announce(news);
    return html`${news ? this.#renderDelay(news) : nothing} ${this.#renderLate(state)}
    ${this.#action.error ? errorNotice(this.words, this.#action.error) : nothing} ${this.#announcer.render()}`;
  }

  #renderDelay(news: News): TemplateResult {
    const texts = this.#texts();
    return html`<div class="delay" part="delay">
      ${icons.clock}
      <div>
        <p class="sentence">${news.sentence}</p>
        ${news.delay?.words ? html`<p class="words" lang=${news.delay.language ?? ''} dir="auto">${news.delay.words}</p>` : nothing}
        <p>${texts.placeKept}</p>
        <p class="quiet-text">${texts.toldAt(news.at)}</p>
      </div>
    </div>`;
  }

  /** The clinic's notice; without one that holds still, that the time has come, and since when. */
  #news({ waits, away, clockOffset, isPatientSide }: Selection, visit: VisitView): News | null {
    const texts = this.#texts();
    const clinician = clinicianName(visit);
    const time = (instant: string | number): string => timeOfDay(instant, visit.unit.timeZone, this.words.locale);
    const now = Date.now() + clockOffset;
    const booked = Date.parse(visit.bookedStart);
    const { delay } = visit;
    if (delay && (delay.minutes === null || now < expectedStart(delay, booked) + LATE_MS)) {
      const sentence =
        delay.minutes === null ? texts.delayedInWords(clinician) : texts.delayed(clinician, delay.minutes);
      return { sentence, delay, at: time(delay.at) };
    }
    // What is not known is not said: the page may have missed the news.
    const late = delay ? expectedStart(delay, booked) : booked;
    if (!waits || away || !isPatientSide || visit.earlyCall || visit.dropIn || now < late + LATE_MS) return null;
    return { sentence: texts.runningLate(clinician), delay: null, at: time(late + LATE_MS) };
  }

  #renderLate({ late, waits, away }: Selection): TemplateResult | typeof nothing {
    const texts = this.#texts();
    if (late && !(waits && late.kind === 'cannot-come')) {
      return html`<div class="told">
        <p class="sentence">${toldSentence(texts, late)}</p>
        ${late.kind === 'cannot-come' ? html`<p>${texts.cannotComeMeans}</p>` : nothing}
        <button
          type="button"
          class="button"
          aria-disabled=${this.#action.busy ? 'true' : 'false'}
          @click=${this.#takeBack}
        >
          ${texts.takeBack}
        </button>
      </div>`;
    }
    return html`<div class="tell">
      <button
        type="button"
        class="button"
        data-discloses=""
        aria-expanded=${this.#disclosure.open ? 'true' : 'false'}
        aria-controls="choices"
        @click=${this.#disclosure.toggle}
      >
        ${texts.tellClinic}
      </button>
      <div id="choices" class="choices" ?hidden=${!this.#disclosure.open} @keydown=${this.#disclosure.closeOnEscape}>
        ${this.#disclosure.open ? this.#renderChoices(waits, away) : nothing}
      </div>
    </div>`;
  }

  #renderChoices(waits: boolean, away: boolean): TemplateResult {
    const texts = this.#texts();
    const kind = waits ? 'must-leave' : 'late';
    return html`<fieldset>
        <legend>${waits ? texts.howLong : texts.howLate}</legend>
        <div class="actions">
          ${choices.map(
            (minutes, index) =>
              html`<button
                type="button"
                class="button"
                ?data-disclosed=${index === 0}
                aria-disabled=${away ? 'true' : 'false'}
                @click=${() => this.#tell({ kind, minutes })}
              >
                ${this.words.term('minutes', minutes)}
              </button>`,
          )}
        </div>
      </fieldset>
      <button type="button" class="button" @click=${waits ? this.#giveUp : () => this.#tell({ kind: 'cannot-come' })}>
        ${waits ? texts.cannotWait : texts.cannotCome}
      </button>`;
  }

  #tell(late: { kind: Late['kind']; minutes?: number }): void {
    this.#disclosure.close();
    void this.#action.run('tell', () => this.#session.source?.tell({ type: 'tell-late', ...late }));
  }

  readonly #takeBack = (): void => {
    void this.#action.run('take-back', () => this.#session.source?.tell({ type: 'tell-late', clear: true }));
  };

  /** The clinic is told why, and the place is given up. */
  readonly #giveUp = (): void => {
    void this.#action.run('give-up', async () => {
      await this.#session.source?.tell({ type: 'tell-late', kind: 'cannot-come' });
      await this.#session.source?.leave();
    });
  };

  /** Time brings news too, so they are said when they are shown. What stood here at first is read with the page. */
  #announce(news: News | null): void {
    const said = news ? [news.sentence, news.delay?.words].filter(Boolean).join(' ') : '';
    const before = this.#said;
    this.#said = said;
    if (before !== null && said && said !== before) this.#announcer.say(`${said} ${this.#texts().placeKept}`);
  }
}

const isBefore = ({ status }: VisitView): boolean => status === 'planned' || status === 'arrived';

/** When the visit is to begin by that notice, ms: counted from the booked time, or from when it was told after that. */
const expectedStart = ({ minutes, at }: Delay, booked: number): number =>
  Math.max(booked, Date.parse(at)) + (minutes ?? 0) * MINUTE_MS;

function toldSentence(texts: import('../../locales/telling/texts.ts').TellingTexts, { kind, minutes }: Late): string {
  if (kind === 'cannot-come') return texts.toldCannotCome;
  return kind === 'late' ? texts.toldLate(minutes ?? 0) : texts.toldMustLeave(minutes ?? 0);
}

interface News {
  readonly sentence: string;
  /** Null where the room says it by itself. */
  readonly delay: Delay | null;
  /** 10:20, when it was told. */
  readonly at: string;
}

interface Selection {
  readonly visit: VisitView | null;
  readonly late: Late | null;
  /** In the waiting room. */
  readonly waits: boolean;
  readonly isPatientSide: boolean;
  readonly away: boolean;
  readonly clockOffset: number;
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-messages': VisitMessages;
  }
}

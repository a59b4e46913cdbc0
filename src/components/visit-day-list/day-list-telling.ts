import { html, nothing, type TemplateResult } from 'lit';
import type { VisitView } from '../../contract/index.ts';
import type { Telling } from '../../core/visit/telling.ts';
import type { TellingTexts } from '../../locales/telling/texts.ts';
import { timeOfDay } from '../../locales/times.ts';
import { patientOf } from '../visit-people.ts';
import type { DayListRow } from './day-list-row.ts';
import type { RowWords } from './row-facts.ts';

/** What goes into a row's lines about what people tell each other. */
export interface RowTelling extends RowWords {
  /** The delay control of this row is open. */
  readonly open: boolean;
  /** Of the row's buttons: Tab comes to those of one row only. */
  readonly tabIndex: 0 | -1;
  /** What the button says that opens the delay control. */
  readonly tellDelay: string;
  /** Of the element with the choices. */
  readonly control: () => TemplateResult;
  readonly tell: (telling: Telling) => void;
  readonly toggle: () => void;
}

/** What the patient has told, as one badge; empty where nothing. */
export function lateText(texts: TellingTexts, visit: VisitView): string {
  const late = patientOf(visit)?.late;
  if (!late) return '';
  return late.kind === 'cannot-come' ? texts['row:cannot-come'] : texts[`row:${late.kind}`](late.minutes ?? 0);
}

/** How a call before the booked time stands; null where a call-in would be an ordinary one (N08). */
export function earlySentence({ visit, patient, asksFirst }: DayListRow, { words, telling }: RowWords): string | null {
  if (!asksFirst) return null;
  const time = timeOfDay(visit.bookedStart, visit.unit.timeZone, words.locale);
  if (!visit.earlyCall) return telling.asksFirst(time);
  return visit.earlyCall.answer ? telling.comesAt(patient, time) : telling.isAsked(patient);
}

export function renderEarly(row: DayListRow, say: RowTelling): TemplateResult | typeof nothing {
  const sentence = earlySentence(row, say);
  if (!sentence) return nothing;
  const { earlyCall, self } = row.visit;
  const isOwn = earlyCall !== null && earlyCall.answer === null && earlyCall.by === self;
  return html`<div class="early">
    <p class=${earlyCall ? 'sentence' : 'quiet-text'}>${sentence}</p>
    ${
      isOwn
        ? html`<button
            type="button"
            class="button"
            tabindex=${say.tabIndex}
            @click=${() => say.tell({ type: 'withdraw-call' })}
          >
            ${say.telling.withdraw}
          </button>`
        : nothing
    }
  </div>`;
}

/** What was told of a delay and when, and the way to tell one, to who waits or is to come today (N07). */
export function renderDelay(row: DayListRow, say: RowTelling): TemplateResult | typeof nothing {
  const { visit } = row;
  const { delay } = visit;
  const isBefore = visit.status === 'planned' || visit.status === 'arrived';
  const mayTell = isBefore && (row.isToday || row.state === 'waiting');
  if (!isBefore || (!mayTell && !delay)) return nothing;
  return html`<div class="delay">
    ${
      delay
        ? html`<p class="told">
            <span>${toldDelay(visit, say)}</span>
            <button
              type="button"
              class="button quiet"
              tabindex=${say.tabIndex}
              @click=${() => say.tell({ type: 'tell-delay', clear: true })}
            >
              ${say.telling.takeBack}
            </button>
          </p>`
        : nothing
    }
    ${
      mayTell
        ? html`<button
            type="button"
            class="button quiet"
            data-tells
            tabindex=${say.tabIndex}
            aria-expanded=${say.open ? 'true' : 'false'}
            aria-label=${`${say.tellDelay}: ${row.patient}`}
            @click=${say.toggle}
          >
            ${say.tellDelay}
          </button>`
        : nothing
    }
    ${say.open && mayTell ? say.control() : nothing}
  </div>`;
}

function toldDelay({ delay, unit }: VisitView, { telling, words }: RowTelling): TemplateResult | typeof nothing {
  if (!delay) return nothing;
  const time = timeOfDay(delay.at, unit.timeZone, words.locale);
  return html`${delay.words ? telling.rowDelayWords(delay.words, time) : telling.rowDelay(delay.minutes ?? 0, time)}`;
}

/** One press asks the host to remind who has not come; when it was asked stays on the row (N32). */
export function renderReminder(row: DayListRow, say: RowTelling): TemplateResult | typeof nothing {
  const { reminder, unit, status } = row.visit;
  if (status !== 'planned' || (!reminder && !row.canRemind)) return nothing;
  const { texts, words } = say;
  return html`<div class="reminder">
    ${reminder ? html`<p class="quiet-text">${texts.reminded(timeOfDay(reminder.at, unit.timeZone, words.locale))}</p>` : nothing}
    ${
      row.canRemind
        ? html`<button
            type="button"
            class="button quiet"
            tabindex=${say.tabIndex}
            aria-label=${`${texts.remind}: ${row.patient}`}
            @click=${() => say.tell({ type: 'remind' })}
          >
            ${texts.remind}
          </button>`
        : nothing
    }
  </div>`;
}

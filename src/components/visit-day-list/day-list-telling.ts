import { html, nothing, type TemplateResult } from 'lit';
import { isEarlyCall } from '../../contract/early-call.ts';
import type { VisitView } from '../../contract/index.ts';
import type { Telling } from '../../core/visit/telling.ts';
import type { Localize } from '../../locales/localize.ts';
import type { TellingTexts } from '../../locales/telling/texts.ts';
import { timeOfDay } from '../../locales/times.ts';
import { patientOf } from '../visit-people.ts';
import type { DayListRow } from './day-list-row.ts';

const choices = [5, 10, 15, 30] as const;

/** What goes into a row's lines about what people tell each other. */
export interface RowTelling {
  readonly words: Localize;
  readonly texts: TellingTexts;
  /** The service's time, ms. */
  readonly now: number;
  /** The delay control of this row is open. */
  readonly open: boolean;
  readonly busy: boolean;
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
export function earlySentence({ visit, patient, state }: DayListRow, { words, texts, now }: RowTelling): string | null {
  if (state !== 'waiting' || !isEarlyCall(visit.bookedStart, now)) return null;
  const time = timeOfDay(visit.bookedStart, visit.unit.timeZone, words.locale);
  if (!visit.earlyCall) return texts.asksFirst(time);
  return visit.earlyCall.answer ? texts.comesAt(patient, time) : texts.isAsked(patient);
}

export function renderEarly(row: DayListRow, telling: RowTelling): TemplateResult | typeof nothing {
  const sentence = earlySentence(row, telling);
  if (!sentence) return nothing;
  const { earlyCall, self } = row.visit;
  const isOwn = earlyCall !== null && earlyCall.answer === null && earlyCall.by === self;
  return html`<div class="early">
    <p class=${earlyCall ? 'sentence' : 'quiet-text'}>${sentence}</p>
    ${
      isOwn
        ? html`<button type="button" class="button" @click=${() => telling.tell({ type: 'withdraw-call' })}>
            ${telling.texts.withdraw}
          </button>`
        : nothing
    }
  </div>`;
}

/** What was told of a delay, and when; and the way to tell one, for a patient who waits (N07). */
export function renderDelay(row: DayListRow, telling: RowTelling): TemplateResult | typeof nothing {
  const { visit, state } = row;
  const { texts, words, open, busy } = telling;
  const { delay } = visit;
  const isBefore = visit.status === 'planned' || visit.status === 'arrived';
  if (!isBefore || (state !== 'waiting' && !delay)) return nothing;
  return html`<div class="delay">
    ${
      delay
        ? html`<p class="told">
            <span>${toldDelay(visit, telling)}</span>
            <button
              type="button"
              class="button quiet"
              @click=${() => telling.tell({ type: 'tell-delay', clear: true })}
            >
              ${texts.takeBack}
            </button>
          </p>`
        : nothing
    }
    ${
      state === 'waiting'
        ? html`<button
            type="button"
            class="button quiet"
            aria-expanded=${open ? 'true' : 'false'}
            aria-label=${`${texts.tellDelay}: ${row.patient}`}
            @click=${telling.toggle}
          >
            ${texts.tellDelay}
          </button>`
        : nothing
    }
    ${
      open && state === 'waiting'
        ? html`<div class="minutes" role="group" aria-label=${texts.tellDelay}>
              ${choices.map(
                (minutes) =>
                  html`<button
                    type="button"
                    class="button"
                    aria-disabled=${busy ? 'true' : 'false'}
                    @click=${() => telling.tell({ type: 'tell-delay', minutes })}
                  >
                    ${words.term('minutes', minutes)}
                  </button>`,
              )}
            </div>
            <form
              @submit=${(event: SubmitEvent) => {
                event.preventDefault();
                const said = new FormData(event.target as HTMLFormElement).get('words');
                const own = typeof said === 'string' ? said.trim() : '';
                if (own) telling.tell({ type: 'tell-delay', words: own, language: words.language });
              }}
            >
              <label class="field">
                ${texts.ownWords}
                <input name="words" maxlength="300" autocomplete="off" required />
              </label>
              <button type="submit" class="button" aria-disabled=${busy ? 'true' : 'false'}>${texts.send}</button>
            </form>`
        : nothing
    }
  </div>`;
}

function toldDelay({ delay, unit }: VisitView, { texts, words }: RowTelling): string {
  if (!delay) return '';
  const time = timeOfDay(delay.at, unit.timeZone, words.locale);
  return delay.words ? texts.rowDelayWords(delay.words, time) : texts.rowDelay(delay.minutes ?? 0, time);
}

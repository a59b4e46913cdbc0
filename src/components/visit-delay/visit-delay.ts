import { html, nothing, type TemplateResult } from 'lit';
import { dayListContext } from '../../context/day-list-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import type { VisitView } from '../../contract/index.ts';
import type { DayListLike, DayListSnapshot } from '../../core/day-list/day-list-like.ts';
import { remainingOf, tellMany, type ToldMany } from '../../core/day-list/remaining.ts';
import type { Telling } from '../../core/visit/telling.ts';
import { delayTexts } from '../../locales/delay/texts.ts';
import { languages } from '../../locales/languages.ts';
import { timeOfDay } from '../../locales/times.ts';
import { ActionController } from '../action-controller.ts';
import { Announcer } from '../announcer.ts';
import { errorNotice } from '../parts/error-notice.ts';
import { VisitElement } from '../visit-element.ts';
import { clinicianOf, patientOf } from '../visit-people.ts';
import { delayStyles } from './visit-delay.styles.ts';

const choices = [5, 10, 15, 30] as const;
/** More would be no choice at a glance. */
const MOST_PHRASES = 6;

/**
 * Tells a patient, or all that remain today with the same clinician, that the clinic runs late (N07): in minutes, in a
 * ready-made sentence, or in own words with the language that they are written in. Says how many were told and which were not,
 * and takes back for all. Reads the day-list context.
 *
 * @event {CustomEvent<void>} visit-delay-done - There is nothing more to do here; the one who has opened it may close it. Does not bubble.
 * @event {CustomEvent<VisitErrorDetail>} visit-error - It could not be told.
 * @csspart base - The inner box.
 */
export class VisitDelay extends VisitElement {
  static override styles = [VisitElement.styles, delayStyles];
  static override properties = { visitId: { attribute: 'visit-id' }, phrases: { attribute: false } };

  /** The visit that it begins with. */
  declare visitId: string | null;
  /** Ready-made sentences, in the element's language; the first six are shown. */
  declare phrases: readonly string[];

  readonly #list = new StoreController<DayListSnapshot, DayListLike, DayListSnapshot>(this, {
    context: dayListContext,
    selector: (snapshot) => snapshot,
  });
  readonly #texts = this.useTexts(delayTexts);
  readonly #action = new ActionController(this, () => this.visitId);
  readonly #announcer = new Announcer(this);
  #forAll = false;
  #progress: { readonly done: number; readonly count: number } | null = null;
  #result: (ToldMany & { readonly telling: Telling }) | null = null;

  constructor() {
    super();
    this.visitId = null;
    this.phrases = [];
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const list = this.#list.value;
    const visit = list?.visits.find(({ id }) => id === this.visitId);
    if (!list || !visit) return nothing;
    const remaining = remainingOf(list.visits, visit, Date.now() + list.clockOffset);
    return html`${this.#result ? this.#renderResult(this.#result, list) : this.#renderChoices(visit, remaining)}
    ${this.#progress ? html`<p>${this.#texts().telling(this.#progress.done, this.#progress.count)}</p>` : nothing}
    ${this.#action.error ? errorNotice(this.words, this.#action.error) : nothing} ${this.#announcer.render()}`;
  }

  #renderChoices(visit: VisitView, remaining: readonly VisitView[]): TemplateResult {
    const texts = this.#texts();
    const { words } = this;
    const ids = this.#forAll && remaining.length > 1 ? remaining.map(({ id }) => id) : [visit.id];
    const tell = (telling: Telling): void => this.#tell(ids, telling);
    const delayed = remaining.filter(({ delay }) => delay !== null).map(({ id }) => id);
    const disabled = this.#action.busy ? 'true' : 'false';
    return html`${remaining.length > 1 ? this.#renderWhom(visit, remaining) : nothing}
      <div class="choices minutes" role="group" aria-labelledby="how-long">
        <p id="how-long">${texts.howLong}</p>
        <div class="row">
          ${choices.map(
            (minutes) =>
              html`<button
                type="button"
                class="button"
                aria-disabled=${disabled}
                @click=${() => tell({ type: 'tell-delay', minutes })}
              >
                ${words.term('minutes', minutes)}
              </button>`,
          )}
        </div>
      </div>
      ${this.phrases.length > 0 ? this.#renderPhrases(tell, disabled) : nothing}
      <form @submit=${(event: SubmitEvent) => this.#send(event, tell)}>
        <label class="field"
          >${texts.ownWords}<input name="words" dir="auto" maxlength="300" autocomplete="off" required
        /></label>
        <label class="field"
          >${texts.writtenIn}
          <select name="language">
            ${languages.map(
              (language) =>
                html`<option value=${language} ?selected=${language === words.language}>
                  ${new Intl.DisplayNames([words.locale], { type: 'language' }).of(language)}
                </option>`,
            )}
          </select>
        </label>
        <button type="submit" class="button" aria-disabled=${disabled}>${texts.send}</button>
      </form>
      ${
        this.#forAll && delayed.length > 1
          ? html`<button
              type="button"
              class="button quiet"
              aria-disabled=${disabled}
              @click=${() => this.#tell(delayed, { type: 'tell-delay', clear: true })}
            >
              ${texts.takeBackAll(delayed.length)}
            </button>`
          : nothing
      }`;
  }

  #renderWhom(visit: VisitView, remaining: readonly VisitView[]): TemplateResult {
    const texts = this.#texts();
    const choose = (forAll: boolean) => (): void => {
      this.#forAll = forAll;
      this.requestUpdate();
    };
    const choice = (forAll: boolean, text: string): TemplateResult =>
      html`<label class="whom"
        ><input type="radio" name="whom" .checked=${this.#forAll === forAll} @change=${choose(forAll)} />${text}</label
      >`;
    return html`<fieldset>
      <legend>${texts.whom}</legend>
      ${choice(false, texts.onlyThis(patientOf(visit)?.name ?? ''))}
      ${choice(true, texts.allRemaining(clinicianOf(visit)?.name ?? visit.unit.name, remaining.length))}
    </fieldset>`;
  }

  #renderPhrases(tell: (telling: Telling) => void, disabled: 'true' | 'false'): TemplateResult {
    const { language } = this.words;
    return html`<div class="choices" role="group" aria-labelledby="phrases">
      <p id="phrases">${this.#texts().phrases}</p>
      ${this.phrases
        .slice(0, MOST_PHRASES)
        .map(
          (words) =>
            html`<button
              type="button"
              class="button"
              aria-disabled=${disabled}
              @click=${() => tell({ type: 'tell-delay', words, language })}
            >
              ${words}
            </button>`,
        )}
    </div>`;
  }

  #renderResult(
    { told, failed, telling }: ToldMany & { telling: Telling },
    { visits }: DayListSnapshot,
  ): TemplateResult {
    const texts = this.#texts();
    const ids = failed.map(({ visitId }) => visitId);
    const who = visits
      .filter(({ id }) => ids.includes(id))
      .map(
        (visit) =>
          `${patientOf(visit)?.name ?? ''} ${timeOfDay(visit.bookedStart, visit.unit.timeZone, this.words.locale)}`,
      );
    return html`<p class="sentence" tabindex="-1" data-heading>${this.#toldSentence(told.length, telling)}</p>
      ${ids.length > 0 ? html`<p class="trouble">${texts.notTold(who.join(`${this.words.term('comma')} `))}</p>` : nothing}
      <div class="row">
        ${
          ids.length > 0
            ? html`<button type="button" class="button" @click=${() => this.#tell(ids, telling)}>
                ${texts.again}
              </button>`
            : nothing
        }
        <button type="button" class="button" @click=${this.#done}>${texts.done}</button>
      </div>`;
  }

  #toldSentence(count: number, telling: Telling): string {
    const texts = this.#texts();
    return 'clear' in telling && telling.clear ? texts.takenBackMany(count) : texts.toldMany(count);
  }

  #send(event: SubmitEvent, tell: (telling: Telling) => void): void {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const words = String(form.get('words') ?? '').trim();
    const language = String(form.get('language') ?? this.words.language);
    if (words) tell({ type: 'tell-delay', words, language });
  }

  #tell(visitIds: readonly string[], telling: Telling): void {
    const list = this.#list.source;
    const [only] = visitIds;
    if (!list || only === undefined) return;
    void this.#action.run('tell', async () => {
      if (visitIds.length === 1 && !this.#result) {
        await list.tell(only, telling);
        this.#done();
        return;
      }
      const toldBefore = this.#result?.told ?? [];
      this.#show({ done: 0, count: visitIds.length });
      const { told, failed } = await tellMany(list, visitIds, telling, (done) =>
        this.#show({ done, count: visitIds.length }),
      );
      this.#progress = null;
      this.#result = { told: [...toldBefore, ...told], failed, telling };
      this.#announcer.say(this.#toldSentence(this.#result.told.length, telling));
    });
  }

  #show(progress: { done: number; count: number }): void {
    this.#progress = progress;
    this.requestUpdate();
  }

  readonly #done = (): void => {
    this.#result = null;
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('visit-delay-done'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-delay': VisitDelay;
  }
}

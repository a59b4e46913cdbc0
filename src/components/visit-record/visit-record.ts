import { html, nothing, type TemplateResult } from 'lit';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import { recordExtension, suggestedCodeOf } from '../../contract/encounter.ts';
import type { Encounter, VisitView } from '../../contract/index.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { recordTexts } from '../../locales/record/texts.ts';
import { timeOfDay } from '../../locales/times.ts';
import { ActionController } from '../action-controller.ts';
import { icons } from '../icons/icons.ts';
import { errorNotice } from '../parts/error-notice.ts';
import { VisitElement } from '../visit-element.ts';
import { recordStyles } from './visit-record.styles.ts';

/**
 * What goes to the journal from a visit (N18), for its clinician: when, how and who took part, a suggested code; and the one
 * choice there is, whether the patient has to come (N35), in the visit and after it. Nothing has to be written. Reads the
 * session context.
 *
 * @event {CustomEvent<VisitErrorDetail>} visit-error - The choice was refused.
 * @csspart base - The inner box.
 */
export class VisitRecord extends VisitElement {
  static override styles = [VisitElement.styles, recordStyles];

  readonly #texts = this.useTexts(recordTexts);
  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, Selection>(this, {
    context: sessionContext,
    selector: ({ visit, phase }) => ({ visit, phase }),
  });
  readonly #action = new ActionController(this, () => this.#session.value?.visit?.id ?? null);

  protected override renderContent(): TemplateResult | typeof nothing {
    const { visit, phase } = this.#session.value ?? {};
    // What was found is for the clinic alone; without it there is nothing to choose.
    if (!visit?.outcome) return nothing;
    if (phase === 'called-in' || phase === 'on-stage') return this.#renderChoice(visit.outcome.physicalVisitNeeded);
    if (visit.status !== 'finished') return nothing;
    return html`${visit.encounter ? this.#renderRecord(visit.encounter, visit) : nothing}
    ${this.#renderChoice(visit.outcome.physicalVisitNeeded)}`;
  }

  #renderRecord(encounter: Encounter, visit: VisitView): TemplateResult {
    const texts = this.#texts();
    const { period, length } = encounter;
    const time = (instant: string): string => timeOfDay(instant, visit.unit.timeZone, this.words.locale);
    const code = suggestedCodeOf(encounter);
    return html`<section aria-labelledby="title">
      <h3 id="title">${texts.title}</h3>
      <p class="handed-over">${icons.tick}<span>${texts.handedOver} ${texts.nothingToWrite}</span></p>
      <dl>
        ${
          period?.end
            ? row(
                texts.when,
                texts.fromTo(
                  time(period.start),
                  time(period.end),
                  this.words.term('minutes', Math.max(1, Math.ceil(length?.value ?? 0))),
                ),
              )
            : nothing
        }
        ${row(texts.how, visit.modality === 'phone' ? texts.phone : texts.video)}
        ${row(
          texts.who,
          html`<ul role="list">
            ${this.#people(encounter)}
          </ul>`,
        )}
        ${
          code
            ? row(
                texts.suggestedCode,
                html`<p><bdi>KVÅ ${code.code}</bdi></p>
                  <p class="quiet-text">${texts.suggestionMeans}</p>`,
              )
            : nothing
        }
      </dl>
    </section>`;
  }

  /** The patient, and who else took part, each with their part in it. */
  #people({ subject, participant = [] }: Encounter): TemplateResult[] {
    const texts = this.#texts();
    const others = participant.map(({ type, individual, extension }) => {
      const code = type[0]?.coding[0]?.code;
      const actsFor = extension?.find(({ url }) => url === recordExtension.onBehalfOf)?.valueString;
      const part = code === 'translator' ? texts['role:interpreter'] : code === 'PART' ? texts['role:companion'] : '';
      return [individual.display, actsFor ? texts.actsFor(actsFor) : part] as const;
    });
    return [[subject.display, ''] as const, ...others].flatMap(([name, note]) =>
      name ? [html`<li><bdi>${name}</bdi>${note ? ` (${note})` : nothing}</li>`] : [],
    );
  }

  #renderChoice(needed: boolean): TemplateResult {
    const texts = this.#texts();
    return html`<div class="choice">
      <button
        type="button"
        role="switch"
        class="switch"
        aria-checked=${needed ? 'true' : 'false'}
        aria-disabled=${this.#action.busy ? 'true' : 'false'}
        @click=${() => this.#choose(!needed)}
      >
        <span>${texts.physicalVisitNeeded}</span><span class="state">${needed ? texts.yes : texts.no}</span>
      </button>
      ${this.#action.error ? errorNotice(this.words, this.#action.error) : nothing}
    </div>`;
  }

  #choose(physicalVisitNeeded: boolean): void {
    void this.#action.run('choose', () => this.#session.source?.setOutcome({ physicalVisitNeeded }));
  }
}

const row = (name: string, value: unknown): TemplateResult =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;

interface Selection {
  readonly visit: VisitView | null;
  readonly phase: VisitSnapshot['phase'];
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-record': VisitRecord;
  }
}

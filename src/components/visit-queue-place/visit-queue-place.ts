import { html, nothing, type TemplateResult } from 'lit';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import type { DropIn } from '../../contract/index.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { queuePlaceTexts } from '../../locales/queue-place/texts.ts';
import { Announcer } from '../announcer.ts';
import { VisitElement } from '../visit-element.ts';
import { queuePlaceStyles } from './visit-queue-place.styles.ts';

/**
 * Where the patient stands in the drop-in queue (N33): number, and about how long; in words where that cannot be said. What
 * comes anew is read aloud. While the service is away it says no time: it may have passed. Reads the session context, and
 * stands in `<visit-booking>` where a booked visit has its time.
 *
 * @csspart base - The inner box.
 */
export class VisitQueuePlace extends VisitElement {
  static override styles = [VisitElement.styles, queuePlaceStyles];
  static override properties = { compact: { type: Boolean, reflect: true } };

  /** One line instead of a box. */
  declare compact: boolean;

  readonly #texts = this.useTexts(queuePlaceTexts);
  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, Selection>(this, {
    context: sessionContext,
    selector: ({ visit, self, service, phase }) => ({
      place: visit?.dropIn ? visit.dropIn.place : undefined,
      waits: phase === 'waiting',
      isBefore: phase === 'checking',
      isClinician: self?.role === 'clinician',
      away: service !== 'connected',
    }),
  });
  readonly #announcer = new Announcer(this);
  #said: string | null = null;

  constructor() {
    super();
    this.compact = false;
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const state = this.#session.value;
    if (!state || state.place === undefined) return nothing;
    const texts = this.#texts();
    const lines = this.#lines(state, state.place);
    this.#announce(lines);
    if (this.compact || lines.length === 0)
      return html`<p class="line">${[texts.dropIn, ...lines].join(' · ')}</p>
        ${this.#announcer.render()}`;
    const [number, ...more] = lines;
    return html`<div class="place" role="group" aria-label=${texts.dropIn}>
        <p class="quiet-text">${texts.dropIn}</p>
        <p class="number">${number}</p>
        ${more.map((line) => html`<p class="estimate">${line}</p>`)}
        ${state.place?.isOpen === false ? html`<p>${texts.closed}</p>` : nothing}
      </div>
      ${this.#announcer.render()}`;
  }

  /** The place, then the time. */
  #lines({ waits, isBefore, isClinician, away }: Selection, place: DropIn['place']): readonly string[] {
    const texts = this.#texts();
    if (isClinician) return [];
    if (isBefore) return [texts.notYet];
    const position = place?.position ?? null;
    if (!waits || position === null) return [];
    const minutes = place?.estimateMinutes ?? null;
    return [texts.place(position), ...(away ? [] : [minutes === null ? texts.unknown : texts.about(minutes)])];
  }

  /** What stood here at first is read with the page. */
  #announce(lines: readonly string[]): void {
    const said = lines.join('. ');
    const before = this.#said;
    this.#said = said;
    if (before && said && said !== before) this.#announcer.say(`${said}.`);
  }
}

interface Selection {
  /** Undefined: a booked visit. */
  readonly place: DropIn['place'] | undefined;
  /** In the waiting room. */
  readonly waits: boolean;
  /** On the way to it. */
  readonly isBefore: boolean;
  readonly isClinician: boolean;
  readonly away: boolean;
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-queue-place': VisitQueuePlace;
  }
}

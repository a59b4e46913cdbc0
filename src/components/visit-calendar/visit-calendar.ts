import { html, nothing, svg, type TemplateResult } from 'lit';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import type { VisitView } from '../../contract/index.ts';
import { calendarFile } from '../../core/calendar/calendar-file.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { calendarTexts } from '../../locales/calendar/texts.ts';
import { icon } from '../icons/icons.ts';
import { VisitElement } from '../visit-element.ts';
import { calendarStyles } from './visit-calendar.styles.ts';

const calendarIcon = icon(
  svg`<rect x="3.5" y="5" width="17" height="15.5" rx="2.5" /><path d="M3.5 10h17M8 2.8V6.5M16 2.8V6.5M12 12.5v5M9.5 15h5" />`,
);

/**
 * Puts the visit into the person's own calendar (N03): a button that downloads an iCalendar file with reminders and the
 * link to the visit. The calendar shows “Video visit” and nothing of clinic, people or subject. Reads the session context.
 *
 * @csspart base - The inner box.
 * @csspart button - The button.
 */
export class VisitCalendar extends VisitElement {
  static override styles = [VisitElement.styles, calendarStyles];
  static override properties = { address: {} };

  /** Where the person opens the visit. Default: the page's own address, without its fragment. */
  declare address: string | null;

  readonly #texts = this.useTexts(calendarTexts);
  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, VisitView | null>(this, {
    context: sessionContext,
    selector: ({ visit }) => visit,
  });
  /** Of the latest file: kept as long as the browser may be reading it. */
  #fileUrl: string | null = null;

  constructor() {
    super();
    this.address = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#revoke();
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    if (!this.#session.value) return nothing;
    return html`<button type="button" class="button" part="button" @click=${this.#download}>
        ${calendarIcon} ${this.#texts().add}
      </button>
      <p class="quiet-text" role="status">${this.#fileUrl === null ? '' : this.#texts().downloaded}</p>`;
  }

  readonly #download = (): void => {
    const { source, value: visit } = this.#session;
    if (!source || !visit) return;
    const { eventTitle, eventDescription, fileName } = this.#texts();
    const file = calendarFile(visit, {
      words: { title: eventTitle, description: eventDescription },
      address: this.address ?? pageAddress(),
      now: source.clock.now() + source.store.get().clockOffset,
    });
    this.#revoke();
    this.#fileUrl = URL.createObjectURL(new Blob([file], { type: 'text/calendar;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = this.#fileUrl;
    link.download = `${fileName}.ics`;
    link.click();
    this.requestUpdate();
  };

  #revoke(): void {
    if (this.#fileUrl !== null) URL.revokeObjectURL(this.#fileUrl);
    this.#fileUrl = null;
  }
}

/** What stands in the fragment may be for this page alone (a code that works once). */
function pageAddress(): string {
  const { origin, pathname, search } = location;
  return `${origin}${pathname}${search}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-calendar': VisitCalendar;
  }
}

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController, StoreFollower } from '../../context/store-controller.ts';
import { phonePageOf } from '../../core/handover/handover-link.ts';
import { PhoneMove, type PhoneMoveSnapshot } from '../../core/handover/phone-move.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { moveTexts } from '../../locales/move/texts.ts';
import { icons } from '../icons/icons.ts';
import { errorNotice } from '../parts/error-notice.ts';
import { qrCode } from '../parts/qr-code.ts';
import { VisitElement } from '../visit-element.ts';
import { moveStyles } from './visit-move.styles.ts';

/**
 * “Continue on another device”: a QR code and a link that carry the same visit and participant over to the host's page
 * `phone-page`. The code works once, within five minutes, and stands in the link's fragment, which no server sees. This device
 * keeps the visit until the other one has it. Reads the session context.
 *
 * @csspart base - The inner box.
 */
export class VisitMove extends VisitElement {
  static override styles = [VisitElement.styles, moveStyles];
  static override properties = { phonePage: { attribute: 'phone-page' } };

  /** The host's page that takes up the visit: https, or of the page's own origin. Without one nothing is shown. */
  declare phonePage: string | null;

  readonly #texts = this.useTexts(moveTexts);
  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, string | null>(this, {
    context: sessionContext,
    selector: ({ visit }) => visit?.id ?? null,
  });
  readonly #move = new StoreFollower<PhoneMoveSnapshot, PhoneMove, PhoneMoveSnapshot>(this, (snapshot) => snapshot);
  /** What the latest move is about: another one begins anew. */
  #moveOf = '';
  #copied: 'copied' | 'notCopied' | null = null;

  constructor() {
    super();
    this.phonePage = null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.isConnected) this.#begin();
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const move = this.#move.value;
    if (!move) return nothing;
    const texts = this.#texts();
    return html`<div class="view">
      <h2 tabindex="-1" data-heading>${texts.title}</h2>
      ${this.#renderMove(move)}
    </div>`;
  }

  #renderMove(move: PhoneMoveSnapshot): TemplateResult {
    const texts = this.#texts();
    const renew = html`<button type="button" class="button primary" @click=${this.#renew}>
      ${icons.retry} ${texts.newCode}
    </button>`;
    switch (move.status) {
      case 'making':
        return html`<p role="status">${texts.making}</p>`;
      case 'expired':
        return html`<p role="status">${texts.expired}</p>
          ${renew}`;
      case 'failed':
        return html`<p role="status">${texts.failed}</p>
          ${errorNotice(this.words, move.error)} ${renew}`;
      case 'ready':
        return html`<p>${texts.lead}</p>
          ${qrCode(move.link, texts.code)}
          <label class="link">
            <span>${texts.orLink}</span>
            <input type="url" dir="ltr" readonly .value=${move.link} @focus=${select} />
          </label>
          <button type="button" class="button" @click=${() => this.#copy(move.link)}>${texts.copy}</button>
          <p class="quiet-text" role="status">${this.#copied ? texts[this.#copied] : ''}</p>
          <p>${texts.once} ${texts.meanwhile}</p>`;
    }
  }

  #begin(): void {
    const { source, value: visitId } = this.#session;
    const phonePage = phonePageOf(this.phonePage, location.href);
    const about = `${visitId} ${phonePage?.href}`;
    if (!source || !visitId || !phonePage) return this.#end();
    if (about === this.#moveOf) return;
    this.#end();
    this.#moveOf = about;
    const { service, clock } = source;
    this.#move.follow(new PhoneMove({ service, clock, visitId, phonePage }));
  }

  #end(): void {
    this.#moveOf = '';
    this.#copied = null;
    this.#move.source?.close();
    this.#move.follow(null);
  }

  readonly #renew = (): void => {
    this.#copied = null;
    void this.#move.source?.renew();
    this.focusHeading();
  };

  async #copy(link: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(link);
      this.#copied = 'copied';
    } catch {
      this.#copied = 'notCopied';
    }
    this.requestUpdate();
  }
}

const select = (event: Event): void => (event.target as HTMLInputElement).select();

declare global {
  interface HTMLElementTagNameMap {
    'visit-move': VisitMove;
  }
}

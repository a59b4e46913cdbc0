import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Invited, InviteLink } from '../../core/participants/participants.ts';
import type { ParticipantsTexts } from '../../locales/participants/texts.ts';
import { icons } from '../icons/icons.ts';
import { qrCode } from '../parts/qr-code.ts';

/** Longer addresses make a code that is hard to read, characters. */
const QR_LIMIT = 400;

/** One who has just been invited, or whose link is asked for again, and the host's link for them. */
export class Invitation implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #inviteLink: () => InviteLink | null;
  #invited: Invited | null = null;
  #link: 'none' | 'fetching' | 'failed' | { readonly address: string } = 'none';
  #copied: 'copied' | 'notCopied' | null = null;

  constructor(host: ReactiveControllerHost, inviteLink: () => InviteLink | null) {
    this.#host = host;
    this.#inviteLink = inviteLink;
    host.addController(this);
  }

  hostConnected(): void {}

  get participantId(): string | null {
    return this.#invited?.participantId ?? null;
  }

  /** Asks the host for the link. Never rejects: what failed is said, with a way to try again. */
  async show(invited: Invited): Promise<void> {
    this.#invited = invited;
    this.#copied = null;
    const make = this.#inviteLink();
    this.#link = make ? 'fetching' : 'none';
    this.#host.requestUpdate();
    if (!make) return;
    const link = await make(invited).then(
      (address) => (isAddress(address) ? { address } : ('failed' as const)),
      () => 'failed' as const,
    );
    // Another one has been asked for meanwhile.
    if (this.#invited !== invited) return;
    this.#link = link;
    this.#host.requestUpdate();
  }

  close(): void {
    this.#invited = null;
    this.#host.requestUpdate();
  }

  render(texts: ParticipantsTexts): TemplateResult | typeof nothing {
    const invited = this.#invited;
    if (!invited) return nothing;
    return html`<div class="invitation" part="invitation" role="group" aria-labelledby="invited">
      <h4 id="invited" tabindex="-1" data-invited>${texts.invited(invited.name)}</h4>
      <div role="status">${this.#renderState(texts)}</div>
      ${typeof this.#link === 'object' ? this.#renderLink(texts, invited, this.#link.address) : nothing}
      ${
        this.#link === 'failed'
          ? html`<button type="button" class="button" @click=${() => this.show(invited)}>
              ${icons.retry} ${texts.linkAgain}
            </button>`
          : nothing
      }
      <button type="button" class="button" @click=${() => this.close()}>${texts.done}</button>
    </div>`;
  }

  #renderState(texts: ParticipantsTexts): TemplateResult | typeof nothing {
    if (this.#link === 'none') return html`<p>${texts.linkElsewhere}</p>`;
    return this.#link === 'failed' ? html`<p>${texts.linkFailed}</p>` : nothing;
  }

  #renderLink(texts: ParticipantsTexts, { name }: Invited, address: string): TemplateResult {
    return html`<p>${texts.sendLink(name)}</p>
      <label class="field">
        <span>${texts.link}</span>
        <input type="url" dir="ltr" readonly .value=${address} @focus=${select} />
      </label>
      <button type="button" class="button" @click=${() => this.#copy(address)}>${texts.copy}</button>
      <p role="status">${this.#copied ? texts[this.#copied] : ''}</p>
      ${address.length <= QR_LIMIT ? qrCode(address, texts.linkCode) : nothing}`;
  }

  async #copy(address: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(address);
      this.#copied = 'copied';
    } catch {
      this.#copied = 'notCopied';
    }
    this.#host.requestUpdate();
  }
}

const select = (event: Event): void => (event.target as HTMLInputElement).select();

/** What a person can open in a browser: never a script. */
function isAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:');
}

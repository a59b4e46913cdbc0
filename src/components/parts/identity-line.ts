import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../../locales/localize.ts';

/** Who vouches for who the person is (N16), where the host has said so. */
export const identityLine = (words: Localize, provider: string | null): TemplateResult | typeof nothing =>
  provider ? html`<p class="identity quiet-text" part="identity">${words.term('vouchedFor', provider)}</p>` : nothing;

import { html, nothing, type TemplateResult } from 'lit';
import type { VisitError } from '../../core/errors.ts';
import type { Localize } from '../../locales/localize.ts';
import { icons } from '../icons/icons.ts';

/** What is so, then what to do; and a button where one may help. */
export const errorNotice = (words: Localize, error: VisitError, retry?: () => void): TemplateResult =>
  notice(
    html`<p class="sentence">${words.term(`error:${error.code}`)}</p>
      <p>${words.term(`next:${error.code}`)}</p>
      ${
        retry && error.recoverable
          ? html`<button type="button" class="button" @click=${retry}>${icons.retry} ${words.term('retry')}</button>`
          : nothing
      }`,
  );

export const notice = (content: unknown): TemplateResult =>
  html`<div class="notice" part="notice">
    ${icons.warning}
    <div>${content}</div>
  </div>`;

import { html, nothing, type TemplateResult } from 'lit';
import type { VisitError } from '../../core/errors.ts';
import type { OverReason } from '../../core/visit/visit-state.ts';
import type { Localize } from '../../locales/localize.ts';
import { icons } from '../icons/icons.ts';
import { illustrations } from '../icons/illustrations.ts';

/** A view with one thing to say: a drawing, a heading, what to do, and buttons where there are any. */
export const moment = (say: {
  drawing?: TemplateResult;
  heading: string;
  next?: string;
  actions?: unknown;
  more?: unknown;
}): TemplateResult =>
  html`<div class="moment" part="moment">
    ${say.drawing ?? nothing}
    <h2 tabindex="-1" data-heading>${say.heading}</h2>
    ${say.next ? html`<p class="lead">${say.next}</p>` : nothing}
    ${say.actions ? html`<div class="actions">${say.actions}</div>` : nothing} ${say.more ?? nothing}
  </div>`;

/** It cannot go on: what is so, what to do, and a new try where that may help. */
export const failedMoment = (words: Localize, error: VisitError, retry: () => void): TemplateResult =>
  moment({
    drawing: illustrations.delayed,
    heading: words.term(`error:${error.code}`),
    next: words.term(`next:${error.code}`),
    actions: error.recoverable
      ? html`<button type="button" class="button primary" @click=${retry}>
          ${icons.retry} ${words.term('retry')}
        </button>`
      : undefined,
  });

export const takenOverMoment = (words: Localize, resume: () => void, more?: unknown): TemplateResult =>
  moment({
    drawing: illustrations.over,
    heading: words.term('takenOver'),
    next: words.term('takenOverNext'),
    actions: html`<button type="button" class="button primary" @click=${resume}>${words.term('continueHere')}</button>`,
    more,
  });

/** How each way of being over is worded. */
export const overTerms = {
  ended: ['overEnded', 'overEndedNext'],
  cancelled: ['overCancelled', 'overCancelledNext'],
  left: ['overLeft', 'overLeftNext'],
  removed: ['overRemoved', 'overRemovedNext'],
} as const satisfies Record<OverReason, readonly [string, string]>;

import { html, nothing, type TemplateResult } from 'lit';
import type { ParticipantView } from '../../contract/index.ts';
import type { Localize } from '../../locales/localize.ts';

/** The name, and for whom the person acts; each in its own direction of writing. */
export const personName = (
  words: Localize,
  { name, onBehalfOf }: Pick<ParticipantView, 'name' | 'onBehalfOf'>,
): TemplateResult =>
  html`<bdi>${name}</bdi>${onBehalfOf ? html` ${`(${words.term('actsFor', onBehalfOf)})`}` : nothing}`;

import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Localize } from '../../locales/localize.ts';
import { icon } from '../icons/icons.ts';
import type { PanelController } from '../panel-controller.ts';

const footIcons = {
  help: icon(
    svg`<circle cx="12" cy="12" r="9" /><path d="M9.3 9.4a2.8 2.8 0 1 1 4.2 2.4c-.9.6-1.5 1.1-1.5 2.2M12 17v.1" />`,
  ),
  selfTest: icon(
    svg`<rect x="2.5" y="6" width="12" height="11" rx="2.5" /><path d="M14.5 10.5l5-3v6.5M13 19.5l2.2 2.2 5.3-5.3" />`,
  ),
  moveVisit: icon(
    svg`<rect x="13" y="7" width="8" height="14" rx="1.8" /><path d="M10 17H4a1.5 1.5 0 0 1-1.5-1.5v-10A1.5 1.5 0 0 1 4 4h12M6 10h4M8 8l2 2-2 2" />`,
  ),
} as const;
export type PanelName = keyof typeof footIcons;

/** In every view, in the same place: help, and what else is at hand throughout. */
export const foot = (
  words: Localize,
  panels: PanelController<PanelName>,
  names: readonly PanelName[],
): TemplateResult =>
  html`<div class="foot" part="foot">
    ${names.map(
      (name) =>
        html`<button
          type="button"
          class="button quiet"
          data-opens=${name}
          aria-expanded=${panels.open === name ? 'true' : 'false'}
          @click=${() => panels.toggle(name)}
        >
          ${footIcons[name]} ${words.term(name)}
        </button>`,
    )}
  </div>`;

/** What the foot has opened, where it still stands there: beside the view or below it: the visit goes on meanwhile. */
export const panel = (
  words: Localize,
  panels: PanelController<PanelName>,
  content: unknown,
  names: readonly PanelName[],
): TemplateResult | typeof nothing =>
  panels.open === null || !names.includes(panels.open)
    ? nothing
    : html`<section
        class="side-panel"
        part="panel"
        tabindex="-1"
        data-panel
        aria-label=${words.term(panels.open)}
        @keydown=${panels.closeOnEscape}
      >
        ${content}
        <button type="button" class="button" @click=${panels.close}>${words.term('close')}</button>
      </section>`;

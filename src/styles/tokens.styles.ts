import { css } from 'lit';

/**
 * The names are the contract with hosts (docs: theming); the values are the default theme. Light or dark goes by the
 * `color-scheme` that the host page gives the element, so a page that is light only never gets a dark visit.
 *
 * Each element reads the host's token into a private one, so that the default stands in one place and the host's
 * value wins from any ancestor.
 */
export const tokens = css`
  :host {
    --_surface: var(--visit-color-surface, light-dark(#fbf9f4, #171b1b));
    --_surface-raised: var(--visit-color-surface-raised, light-dark(#ffffff, #212727));
    --_text: var(--visit-color-text, light-dark(#1c2322, #f1efe9));
    --_text-quiet: var(--visit-color-text-quiet, light-dark(#54605d, #b4bfbb));
    --_action: var(--visit-color-action, light-dark(#0b595c, #86d3ce));
    --_on-action: var(--visit-color-on-action, light-dark(#ffffff, #062b2c));
    --_danger: var(--visit-color-danger, light-dark(#a4262c, #ffb0a8));
    --_success: var(--visit-color-success, light-dark(#1b6b40, #8fd8ab));
    --_warning: var(--visit-color-warning, light-dark(#7d4a00, #f2c37c));
    --_stage: var(--visit-color-stage, #121817);
    --_on-stage: var(--visit-color-on-stage, #f4f2ec);
    --_focus: var(--visit-color-focus, light-dark(#0b595c, #ffffff));
    --_focus-halo: light-dark(#ffffff, #0b1212);
    --_line: color-mix(in srgb, var(--_text) 16%, transparent);
    --_line-strong: color-mix(in srgb, var(--_text) 55%, transparent);
    --_tint: color-mix(in srgb, var(--_action) 8%, var(--_surface-raised));

    --_font: var(
      --visit-font,
      system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Noto Sans',
      'Noto Sans Arabic',
      sans-serif
    );
    --_size: var(--visit-font-size, 1rem);
    --_size-small: calc(var(--_size) * 0.875);
    --_size-lead: calc(var(--_size) * 1.125);
    --_size-heading: calc(var(--_size) * 1.25);
    --_size-display: calc(var(--_size) * 1.625);
    --_radius: var(--visit-radius, 12px);
    --_radius-small: calc(var(--_radius) * 0.667);
    --_space: var(--visit-space, 8px);
    --_target: 48px;

    display: block;
    box-sizing: border-box;
    color: var(--_text);
    font-family: var(--_font);
    font-size: var(--_size);
    line-height: 1.5;
    text-align: start;
    overflow-wrap: break-word;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }

  h2,
  h3 {
    font-weight: 650;
    line-height: 1.25;
    hyphens: auto;
    text-wrap: balance;
  }

  p {
    text-wrap: pretty;
    overflow-wrap: break-word;
  }

  svg {
    display: block;
    flex: none;
  }

  /* Grow with the text of those who have it larger. */
  .icon {
    inline-size: 1.5rem;
    block-size: 1.5rem;
  }

  /* Icons that point the way of the text. */
  svg.directed:dir(rtl) {
    transform: scaleX(-1);
  }

  /* Two tones, so that one of them stands out on whatever is behind: paper, teal or a face. WebKit has the focus of a date within. */
  :focus-visible,
  input:is([type='date'], [type='time']):focus-within {
    outline: 3px solid var(--_focus);
    outline-offset: 1px;
    box-shadow: 0 0 0 6px var(--_focus-halo);
  }

  /* Headings take the focus when a view changes; they are not controls. */
  [tabindex='-1']:focus {
    outline: none;
    box-shadow: none;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none;
      transition: none;
    }
  }

  @media (forced-colors: active) {
    :focus-visible {
      outline-color: Highlight;
    }
  }
`;

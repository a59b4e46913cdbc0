import { css } from 'lit';

export const controlStyles = css`
  .own button:focus-visible,
  .controls button:focus-visible {
    outline-offset: -4px;
    box-shadow: inset 0 0 0 6px var(--_focus-halo);
  }

  .devices:not([hidden]),
  .more:not([hidden]) {
    display: grid;
    gap: calc(var(--_space) * 1.5);
    padding: calc(var(--_space) * 2) var(--_space) var(--_space);
    border-block-start: 1px solid color-mix(in srgb, var(--_on-stage) 45%, transparent);
  }

  .who ul {
    display: grid;
    gap: calc(var(--_space) * 0.5);
    margin: calc(var(--_space) * 0.75) 0;
    padding: 0;
    list-style: none;
  }

  .who h3 {
    font-size: var(--_size);
    font-weight: 650;
  }

  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr));
    gap: var(--_space);
  }

  .choices .button {
    justify-content: flex-start;
    padding-inline: calc(var(--_space) * 1.5);
  }

  .choices .state,
  .choices .means {
    font-weight: 400;
  }

  .choices .means {
    font-size: var(--_size-small);
  }

  .devices .button {
    justify-self: start;
  }

  .controls {
    display: flex;
    flex-wrap: wrap;
    align-items: stretch;
    justify-content: center;
    gap: var(--_space);
    padding: var(--_space);
  }

  .controls button {
    display: grid;
    flex: 1 1 4.5rem;
    max-inline-size: 9rem;
    justify-items: center;
    align-content: center;
    gap: 2px;
    min-block-size: 64px;
    min-inline-size: min-content;
    padding: calc(var(--_space) * 0.75) calc(var(--_space) * 0.5);
    border: 1px solid color-mix(in srgb, var(--_on-stage) 45%, transparent);
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_on-stage) 12%, var(--_stage));
    color: var(--_on-stage);
    font: inherit;
    font-size: var(--_size-small);
    font-weight: 600;
    line-height: 1.25;
    cursor: pointer;
    touch-action: manipulation;
  }

  .controls button:hover {
    background: color-mix(in srgb, var(--_on-stage) 22%, var(--_stage));
  }

  /* Off is the exception that must be seen: light ground, dark text, a struck-out icon and the word. */
  .controls button[aria-checked='false'] {
    background: var(--_on-stage);
    color: var(--_stage);
  }

  .controls button[aria-disabled='true'] {
    border-style: dashed;
    background: transparent;
    color: var(--_on-stage);
    cursor: default;
  }

  /* A host may set any red: the text on it is black or white by the red's own lightness. */
  .controls .end {
    --_red: var(--visit-color-danger, #c53a3a);

    border-color: var(--_red);
    background: var(--_red);
    color: lch(from var(--_red) calc((52 - l) * infinity) 0 0);
  }

  .controls .end:hover {
    background: color-mix(in srgb, var(--_red) 88%, black);
  }

  .controls .state {
    font-weight: 400;
  }

  .about {
    inline-size: 100%;
    color: color-mix(in srgb, var(--_on-stage) 82%, var(--_stage));
    font-size: var(--_size-small);
    text-align: center;
    overflow-wrap: anywhere;
  }

  @container (inline-size < 18rem) {
    .controls {
      gap: calc(var(--_space) * 0.5);
      padding: calc(var(--_space) * 0.5);
    }
  }

  @container (22rem <= inline-size < 36rem) {
    .controls button {
      flex-basis: 3.5rem;
    }
  }

  @container (inline-size >= 36rem) {
    .devices:not([hidden]) {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }

    .devices .button {
      grid-column: 1 / -1;
    }

    .controls button {
      display: inline-flex;
      flex: 0 0 auto;
      max-inline-size: none;
      align-items: center;
      gap: var(--_space);
      min-block-size: 52px;
      padding-inline: calc(var(--_space) * 1.5);
      font-size: var(--_size);
    }
  }

  /* Beside the buttons only where it is a line or two there. */
  @container (inline-size >= 60rem) {
    .about {
      flex: 1 1 0;
      align-self: center;
      inline-size: auto;
      min-inline-size: 12rem;
      text-align: start;
    }
  }
`;

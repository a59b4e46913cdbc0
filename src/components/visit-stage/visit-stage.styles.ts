import { css } from 'lit';

export const stageStyles = css`
  :host {
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    min-block-size: var(--visit-stage-block-size, clamp(26rem, 78svh, 56rem));
    /* Always dark around faces, whatever the page's scheme. */
    color-scheme: dark;
    color: var(--_on-stage);
    border-radius: var(--_radius);
    background: var(--_stage);
    overflow: hidden;
  }

  .base {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
  }

  .pictures {
    --_own-size: clamp(min(6rem, 34cqi), 24cqi, 208px);

    position: relative;
    display: flex;
    /* The basis is the least height: with a basis of 0 Chromium 156 asks the container's shape before it has grown. */
    flex: 1 0 11rem;
    flex-direction: column;
    container: pictures / size;
  }

  .pictures.several {
    flex-basis: 22rem;
  }

  :host(:fullscreen) {
    border-radius: 0;
    --visit-stage-block-size: 100%;
  }

  .tiles {
    display: grid;
    flex: 1;
    grid-auto-rows: minmax(0, 1fr);
    gap: 2px;
    min-block-size: 0;
  }

  .columns-2 {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }

  .columns-3 {
    grid-template-columns: repeat(3, minmax(0, 1fr));
  }

  .columns-4 {
    grid-template-columns: repeat(4, minmax(0, 1fr));
  }

  .tile {
    position: relative;
    min-block-size: 0;
    min-inline-size: 0;
    overflow: hidden;
    background: color-mix(in srgb, var(--_on-stage) 6%, var(--_stage));
  }

  .tile visit-picture {
    position: absolute;
    inset: 0;
    background: transparent;
  }

  .tile .instead,
  .calling {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: var(--_space);
    padding: calc(var(--_space) * 3);
    padding-block-end: calc(var(--_space) * 7);
    background: color-mix(in srgb, var(--_on-stage) 6%, var(--_stage));
    text-align: center;
  }

  .instead .sentence,
  .calling h2 {
    font-size: var(--_size-heading);
    font-weight: 650;
    line-height: 1.3;
  }

  /* Over a picture that has stopped: the words need their own ground. */
  .tile .lost {
    position: absolute;
    inset-block-start: var(--_space);
    inset-inline: var(--_space);
    padding: calc(var(--_space) * 1.25) calc(var(--_space) * 2);
    border-radius: var(--_radius-small);
    background: var(--_stage);
  }

  .lost .sentence {
    font-weight: 650;
  }

  .quality {
    display: flex;
    align-items: center;
    gap: var(--_space);
    padding-inline: var(--_space);
    line-height: 1.35;
  }

  .quality svg {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  .plate {
    position: absolute;
    inset-block-end: var(--_space);
    inset-inline-start: var(--_space);
    max-inline-size: calc(100% - var(--_space) * 2);
    padding: calc(var(--_space) * 0.5) calc(var(--_space) * 1.25);
    border-radius: var(--_radius-small);
    background: var(--_stage);
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  .plate .name {
    display: block;
    font-weight: 650;
  }

  .plate .role {
    display: block;
    font-size: var(--_size-small);
  }

  .own {
    position: absolute;
    z-index: 1;
    inline-size: var(--_own-size);
    overflow: hidden;
    border: 1px solid color-mix(in srgb, var(--_on-stage) 45%, transparent);
    border-radius: var(--_radius-small);
    background: var(--_stage);
  }

  .own visit-picture,
  .own .empty {
    aspect-ratio: 4 / 3;
  }

  .own .empty {
    display: grid;
    place-content: center;
    justify-items: center;
    padding: var(--_space);
    font-size: var(--_size-small);
    line-height: 1.25;
    text-align: center;
  }

  .own.block-end {
    inset-block-end: var(--_space);
  }

  .own.block-start {
    inset-block-start: var(--_space);
  }

  .own.inline-end {
    inset-inline-end: var(--_space);
  }

  .own.inline-start {
    inset-inline-start: var(--_space);
  }

  /* Names keep to the other side of wherever one's own picture lies. */
  .own-inline-start .plate {
    inset-inline: auto var(--_space);
  }

  .own-block-end:not(.several) .plate {
    max-inline-size: calc(100% - var(--_own-size) - var(--_space) * 3);
  }

  .own-block-end.several .plate {
    inset-block: var(--_space) auto;
  }

  /* Words on a picture too. */
  .own-block-start.own-inline-end:not(.several) .lost {
    inset-inline-end: calc(var(--_own-size) + var(--_space) * 2);
  }

  .own-block-start.own-inline-start:not(.several) .lost {
    inset-inline-start: calc(var(--_own-size) + var(--_space) * 2);
  }

  /* So low that one's own picture reaches up to them. */
  @container pictures (block-size < 18rem) {
    .own-inline-end:not(.several) .lost {
      inset-inline-end: calc(var(--_own-size) + var(--_space) * 2);
    }

    .own-inline-start:not(.several) .lost {
      inset-inline-start: calc(var(--_own-size) + var(--_space) * 2);
    }
  }

  /* It is dragged, and the page does not scroll with it. */
  .own:not(.away) {
    cursor: grab;
    touch-action: none;
  }

  .own.away {
    inline-size: auto;
  }

  .own-buttons {
    display: flex;
  }

  .own button {
    display: grid;
    flex: 1 1 0;
    align-content: center;
    justify-items: center;
    gap: 2px;
    inline-size: 100%;
    min-inline-size: 44px;
    min-block-size: 44px;
    padding: calc(var(--_space) * 0.5) 2px;
    border: 0;
    background: var(--_stage);
    color: var(--_on-stage);
    font: inherit;
    font-size: var(--_size-small);
    font-weight: 600;
    line-height: 1.2;
    cursor: pointer;
  }

  .own.away button {
    display: flex;
    align-items: center;
    gap: var(--_space);
    padding-inline: calc(var(--_space) * 1.5);
  }

  .own button svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  .own button:focus-visible,
  .controls button:focus-visible {
    outline-offset: -4px;
    box-shadow: inset 0 0 0 6px var(--_focus-halo);
  }

  .messages {
    display: grid;
    gap: var(--_space);
    padding: var(--_space);
  }

  .guest {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space) calc(var(--_space) * 2);
    padding: var(--_space) calc(var(--_space) * 1.5);
    border: 1px solid color-mix(in srgb, var(--_on-stage) 45%, transparent);
    border-radius: var(--_radius-small);
  }

  .guest .sentence {
    flex: 1 1 10rem;
    font-weight: 650;
    overflow-wrap: anywhere;
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
      padding-inline: calc(var(--_space) * 2);
      font-size: var(--_size);
    }

    .about {
      flex: 1 1 0;
      align-self: center;
      inline-size: auto;
      min-inline-size: 6rem;
      text-align: start;
    }
  }

  @media (forced-colors: active) {
    .controls button[aria-checked='false'] {
      border: 3px solid ButtonText;
    }

    .plate,
    .own,
    .lost {
      border: 1px solid CanvasText;
    }
  }
`;

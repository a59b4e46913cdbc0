import { css } from 'lit';

export const popOutStyles = css`
  /* The browser's own looks of a popover are undone: it lies in a corner, and has no frame but ours. */
  .window {
    position: fixed;
    inset: auto auto calc(var(--_space) * 2) calc(var(--_space) * 2);
    inline-size: min(24rem, 100vw - var(--_space) * 4);
    block-size: min(24rem, 100svh - var(--_space) * 4);
    margin: 0;
    padding: 0;
    overflow: hidden;
    border: 2px solid color-mix(in srgb, var(--_on-stage) 60%, var(--_stage));
    border-radius: var(--_radius);
    background: var(--_stage);
    box-shadow: 0 6px 24px rgb(0 0 0 / 45%);
  }

  .window:dir(rtl) {
    inset: auto calc(var(--_space) * 2) calc(var(--_space) * 2) auto;
  }

  /* It is dragged, and the page does not scroll with it. */
  .window .pictures {
    cursor: grab;
    touch-action: none;
  }

  .handle {
    position: absolute;
    inset-block-start: var(--_space);
    inset-inline-start: var(--_space);
    display: inline-flex;
    align-items: center;
    gap: calc(var(--_space) * 0.75);
    min-block-size: 44px;
    min-inline-size: 44px;
    padding-inline: var(--_space);
    border: 1px solid color-mix(in srgb, var(--_on-stage) 45%, transparent);
    border-radius: var(--_radius-small);
    background: var(--_stage);
    color: var(--_on-stage);
    font: inherit;
    font-size: var(--_size-small);
    font-weight: 600;
    cursor: grab;
  }

  .window .instead {
    inset-block-start: calc(44px + var(--_space) * 2);
  }
`;

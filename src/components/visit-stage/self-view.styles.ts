import { css } from 'lit';

export const selfViewStyles = css`
  .own {
    position: absolute;
    z-index: 1;
    inline-size: var(--_own-size);
    border: 1px solid color-mix(in srgb, var(--_on-stage) 45%, transparent);
    border-radius: var(--_radius-small);
    background: var(--_stage);
  }

  .own visit-picture,
  .own .empty {
    aspect-ratio: 4 / 3;
  }

  .own visit-picture {
    border-radius: inherit;
    overflow: visible;
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
    border-radius: inherit;
    background: none;
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
`;

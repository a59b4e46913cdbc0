import { css } from 'lit';

/** One's own large picture, with words on an opaque plate. */
export const ownPictureStyles = css`
  .own {
    position: relative;
    overflow: hidden;
    border-radius: var(--_radius);
    background: var(--_stage);
    color: var(--_on-stage);
  }

  .own visit-picture {
    aspect-ratio: 4 / 3;
  }

  .plate {
    position: absolute;
    inset-block-end: var(--_space);
    inset-inline-start: var(--_space);
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 0.75);
    max-inline-size: calc(100% - var(--_space) * 2);
    padding: calc(var(--_space) * 0.5) calc(var(--_space) * 1.25);
    border-radius: var(--_radius-small);
    background: var(--_stage);
    font-size: var(--_size-small);
    font-weight: 600;
  }

  .plate svg {
    inline-size: 1.125rem;
    block-size: 1.125rem;
  }
`;

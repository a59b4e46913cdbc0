import { css } from 'lit';

/** The look of `parts/moment.ts`. */
export const momentStyles = css`
  .moment {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: calc(var(--_space) * 2);
    padding-block: calc(var(--_space) * 2);
  }

  .moment h2 {
    font-size: var(--_size-display);
  }

  .moment .lead {
    font-size: var(--_size-lead);
  }

  .moment .illustration {
    color: var(--_action);
  }

  .moment > :not(.illustration) {
    max-inline-size: 36rem;
  }

  @container (inline-size >= 48rem) {
    .moment {
      grid-template-columns: minmax(0, 1fr) auto;
      align-content: start;
      column-gap: calc(var(--_space) * 6);
      padding-block: calc(var(--_space) * 3);
    }

    .moment > * {
      grid-column: 1;
    }

    .moment .illustration {
      grid-column: 2;
      grid-row: 1 / span 6;
      align-self: center;
      inline-size: 18rem;
      block-size: auto;
    }
  }

  .moment ::slotted(*) {
    max-inline-size: 100%;
  }
`;

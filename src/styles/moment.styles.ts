import { css } from 'lit';

/** The look of `parts/moment.ts`. */
export const momentStyles = css`
  .moment {
    display: grid;
    justify-items: start;
    gap: calc(var(--_space) * 2);
    max-inline-size: 36rem;
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

  .moment ::slotted(*) {
    max-inline-size: 100%;
  }
`;

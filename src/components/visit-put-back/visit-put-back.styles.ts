import { css } from 'lit';

export const putBackStyles = css`
  .view {
    display: grid;
    justify-items: start;
    gap: var(--_space);
    overflow-wrap: anywhere;
  }

  .view.boxed {
    padding: calc(var(--_space) * 2) calc(var(--_space) * 2.5);
    border: 2px solid var(--_action);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
  }

  /* On the stage one's own picture lies in a corner. */
  .view.beside-own-picture {
    max-inline-size: calc(100% - 6.5rem);
    text-align: start;
  }

  .sentence {
    font-size: var(--_size-lead);
    font-weight: 650;
  }

  h2 {
    font-size: var(--_size-heading);
  }
`;

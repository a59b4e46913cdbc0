import { css } from 'lit';

/** The ground of every view: one column, with a large heading and a drawing. */
export const viewStyles = css`
  :host {
    container-type: inline-size;
  }

  .view {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2.5);
  }

  h2 {
    font-size: var(--_size-display);
  }

  .illustration {
    color: var(--_action);
  }
`;

import { css } from 'lit';

/** The look of `parts/foot.ts`. */
export const footStyles = css`
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space);
    padding: 0 calc(var(--_edge, calc(var(--_space) * 2)) - var(--_space)) calc(var(--_space) * 1.5);
  }

  /* With its border: the text stands under the text above. */
  .foot .button {
    padding-inline: calc(var(--_space) - 2px);
  }

  .side-panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    justify-items: start;
    gap: calc(var(--_space) * 2);
    margin: var(--_space);
    padding: calc(var(--_space) * 2.5);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    scroll-margin-block: var(--_space);
  }

  .side-panel > :not(.button) {
    inline-size: 100%;
  }
`;

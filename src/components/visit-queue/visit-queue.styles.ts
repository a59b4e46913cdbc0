import { css } from 'lit';

export const queueStyles = css`
  :host {
    container-type: inline-size;
  }

  .base,
  .queue {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
  }

  .queue {
    padding: calc(var(--_space) * 2);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
  }

  /* Closed and empty: one line, above the visits of the day. */
  .queue.at-rest {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 calc(var(--_space) * 2);
    padding: 0;
    border: 0;
    background: none;
  }

  .at-rest h2 {
    font-size: var(--_size);
  }

  .at-rest > fieldset {
    flex-basis: 100%;
  }

  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 calc(var(--_space) * 2);
  }

  h2 {
    font-size: var(--_size-heading);
  }

  .waiting {
    font-weight: 650;
  }

  .next {
    inline-size: 100%;
  }

  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    display: grid;
    grid-template-columns: 2rem minmax(0, 1fr);
    gap: calc(var(--_space) * 0.5) var(--_space);
    align-items: baseline;
    padding-block: calc(var(--_space) * 1.5);
    border-block-start: 1px solid var(--_line);
  }

  .number {
    color: var(--_text-quiet);
    font-variant-numeric: tabular-nums;
  }

  .name {
    font-weight: 650;
    overflow-wrap: anywhere;
  }

  .more {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 0.5) calc(var(--_space) * 1.5);
    grid-column: 2;
    color: var(--_text-quiet);
    font-size: var(--_size-small);
  }

  .lost,
  .refusal {
    color: var(--_warning);
    font-weight: 600;
  }

  visit-preparation-summary {
    grid-column: 2 / -1;
    min-inline-size: 0;
  }

  li > .button,
  li > .refusal {
    grid-column: 2;
    justify-self: start;
  }

  .more-actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 calc(var(--_space) * 2);
  }

  .quiet {
    justify-self: start;
    padding-inline: 0;
  }

  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
    margin-block-end: var(--_space);
    font-weight: 600;
  }

  @container (inline-size >= 34rem) {
    li {
      grid-template-columns: 2rem minmax(0, 1fr) auto;
    }

    li > .button {
      grid-column: 3;
      grid-row: 1 / span 2;
      align-self: center;
    }
  }
`;

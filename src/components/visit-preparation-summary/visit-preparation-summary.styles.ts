import { css } from 'lit';

export const preparationSummaryStyles = css`
  :host {
    container-type: inline-size;
  }

  /* Only as wide as its button, beside others. */
  :host([folded]) {
    container-type: normal;
  }

  section,
  dl,
  .readings {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.25);
  }

  .fold {
    min-block-size: 44px;
    padding-inline: 0;
    font-size: var(--_size-small);
  }

  h3 {
    font-size: var(--_size-lead);
  }

  h4 {
    margin: var(--_space) 0 0;
    font-size: var(--_size);
    font-weight: 650;
    line-height: 1.25;
    overflow-wrap: anywhere;
  }

  /* Of no group: what stands above it is over. */
  h4 ~ .apart {
    padding-block-start: calc(var(--_space) * 1.25);
    border-block-start: 1px solid var(--_line);
  }

  .state {
    display: flex;
    align-items: flex-start;
    gap: var(--_space);
    font-size: var(--_size-small);
  }

  .state svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    color: var(--_success);
  }

  .state.draft {
    font-weight: 650;
  }

  .state.draft svg {
    color: var(--_warning);
  }

  dt {
    color: var(--_text-quiet);
    font-size: var(--_size-small);
    overflow-wrap: anywhere;
  }

  dd {
    font-weight: 600;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  dd.unanswered {
    color: var(--_text-quiet);
    font-weight: 400;
    font-style: italic;
  }

  .reading {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
    padding-block-end: var(--_space);
    border-block-end: 1px solid var(--_line);
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: var(--_size-small);
  }

  caption {
    padding-block-end: calc(var(--_space) * 0.5);
    font-size: var(--_size);
    font-weight: 650;
    text-align: start;
  }

  .unit {
    color: var(--_text-quiet);
    font-weight: 400;
    font-size: var(--_size-small);
  }

  th {
    padding: calc(var(--_space) * 0.25) 0;
    font-weight: 400;
    text-align: start;
  }

  thead th {
    color: var(--_text-quiet);
  }

  .value {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  td.value {
    font-weight: 600;
    white-space: nowrap;
  }

  /* Time goes from left to right on a chart, whatever the text does: the newest is on the right, as in the record. */
  .trend {
    direction: ltr;
    inline-size: 100%;
    max-inline-size: 16rem;
    block-size: auto;
    color: var(--_action);
  }

  @container (inline-size >= 22rem) {
    .reading:has(.trend) {
      column-gap: calc(var(--_space) * 2);
      grid-template-columns: minmax(0, 1fr) 8rem;
      align-items: center;
    }
  }
`;

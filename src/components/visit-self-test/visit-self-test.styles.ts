import { css } from 'lit';

export const selfTestStyles = css`
  h3 {
    font-size: var(--_size);
  }

  .intro,
  .side,
  .found,
  .summary,
  .move {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
    align-content: start;
  }

  .intro {
    max-inline-size: 36rem;
  }

  .intro p {
    font-size: var(--_size-lead);
  }

  .intro .actions,
  .move .button {
    justify-self: start;
  }

  figure {
    display: grid;
    gap: var(--_space);
    justify-items: start;
  }

  .browser {
    max-inline-size: 100%;
    block-size: auto;
    color: var(--_text-quiet);
  }

  .browser .mark {
    color: var(--_action);
  }

  .summary {
    padding: calc(var(--_space) * 2);
    border: 2px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
  }

  .summary .sentence {
    display: flex;
    align-items: flex-start;
    gap: var(--_space);
    font-size: var(--_size-lead);
    font-weight: 600;
  }

  .summary .sentence > svg {
    color: var(--_warning);
  }

  .summary svg {
    flex: none;
    margin-block-start: 0.05em;
  }

  .move {
    padding-block-start: calc(var(--_space) * 1.5);
    border-block-start: 1px solid var(--_line);
  }

  .checks {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    padding: 0;
    list-style: none;
  }

  .check {
    scroll-margin-block: calc(var(--_space) * 2);
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
    padding-block: calc(var(--_space) * 1.5);
    border-block-end: 1px solid var(--_line);
  }

  .check > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 0.5);
    justify-items: start;
    overflow-wrap: anywhere;
  }

  .check > div > .choice {
    inline-size: 100%;
  }

  .check .actions {
    margin-block-start: calc(var(--_space) * 0.5);
  }

  .check .again {
    padding-inline: 0;
  }

  .pending,
  .check.idle .outcome {
    color: var(--_text-quiet);
  }

  .bad {
    color: var(--_warning);
  }

  .check.failed .outcome,
  .check.warned .outcome {
    font-weight: 600;
  }

  .level {
    inline-size: 100%;
    max-inline-size: 22rem;
    block-size: 12px;
    margin-block: calc(var(--_space) * 0.5);
    fill: var(--_line);
  }

  .level .lit {
    fill: var(--_success);
  }

  .level:dir(rtl) {
    transform: scaleX(-1);
  }

  .figures summary {
    padding-block: calc((var(--_target) - 1.5em) / 2);
    color: var(--_text-quiet);
    cursor: pointer;
  }

  .figures dl {
    display: grid;
    gap: calc(var(--_space) * 0.5);
  }

  .figures dl > div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 calc(var(--_space) * 2);
    max-inline-size: 24rem;
  }

  .figures dt {
    color: var(--_text-quiet);
  }

  @container (inline-size < 30rem) {
    .intro .actions .button,
    .found > .actions .button {
      inline-size: 100%;
      text-align: center;
    }
  }

  @container (inline-size >= 48rem) {
    .view.begin {
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
      column-gap: calc(var(--_space) * 6);
      padding-block: calc(var(--_space) * 3);
    }

    .view.begin .illustration {
      order: 1;
      inline-size: 18rem;
      block-size: auto;
    }

    .view.two {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      align-items: start;
      column-gap: calc(var(--_space) * 4);
    }

    .view.two > h2 {
      grid-column: 1 / -1;
    }
  }

  @media (forced-colors: active) {
    .level {
      fill: GrayText;
    }

    .level .lit {
      fill: Highlight;
    }
  }
`;

import { css } from 'lit';

export const checkStyles = css`
  .intro {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: calc(var(--_space) * 2);
    max-inline-size: 36rem;
  }

  .intro p {
    font-size: var(--_size-lead);
  }

  .own .empty {
    display: grid;
    place-items: center;
    place-content: center;
    gap: var(--_space);
    /* Nothing to see: no need for the room of a picture. */
    aspect-ratio: 16 / 7;
    padding: calc(var(--_space) * 2);
    text-align: center;
  }

  .found,
  .results {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
    padding: 0;
    list-style: none;
  }

  .result {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: calc(var(--_space) * 0.5) calc(var(--_space) * 1.5);
    padding-block-end: calc(var(--_space) * 2);
    border-block-end: 1px solid var(--_line);
  }

  .result > svg {
    margin-block-start: 0.1em;
  }

  .result > div {
    min-inline-size: 0;
  }

  .result h3 {
    font-size: var(--_size);
    overflow-wrap: anywhere;
  }

  .result h3 span {
    color: var(--_text-quiet);
    font-weight: 400;
  }

  .result .choice {
    margin-block-start: var(--_space);
  }

  .outcome {
    display: flex;
    overflow-wrap: anywhere;
    align-items: flex-start;
    gap: calc(var(--_space) * 0.75);
  }

  .outcome svg {
    inline-size: 1.375rem;
    block-size: 1.375rem;
    margin-block-start: 0.1em;
  }

  .outcome.failed {
    color: var(--_warning);
    font-weight: 600;
  }

  .level {
    inline-size: 100%;
    max-inline-size: 22rem;
    block-size: 12px;
    margin-block: var(--_space) calc(var(--_space) * 0.5);
    fill: var(--_line);
  }

  .level .lit {
    fill: var(--_success);
  }

  .level:dir(rtl) {
    transform: scaleX(-1);
  }

  .go {
    display: grid;
    gap: calc(var(--_space) * 1.5);
  }

  @container (inline-size >= 30rem) {
    /* Under the text above it. */
    .go .quiet:first-child {
      padding-inline: 0;
    }
  }

  @container (inline-size < 30rem) {
    .actions .button {
      inline-size: 100%;
      text-align: center;
    }
  }

  @container (inline-size >= 48rem) {
    .view.question {
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: center;
      column-gap: calc(var(--_space) * 6);
      padding-block: calc(var(--_space) * 3);
    }

    .view.question .illustration {
      order: 1;
      inline-size: 18rem;
      block-size: auto;
    }

    .view.two {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
      grid-template-rows: auto auto 1fr;
      align-items: start;
      column-gap: calc(var(--_space) * 4);
    }

    .view.two > h2 {
      grid-column: 1 / -1;
    }

    .view.two .own {
      grid-row: span 2;
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

import { css } from 'lit';

export const guideStyles = css`
  :host {
    container-type: inline-size;
  }

  .base {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: calc(var(--_space) * 2);
  }

  .top > div {
    flex: 1 1 18rem;
    min-inline-size: 0;
  }

  h2 {
    font-size: var(--_size-display);
  }

  h3 {
    font-size: var(--_size-lead);
  }

  ol {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2.5);
    margin: 0;
    padding: 0;
    list-style: none;
    counter-reset: step;
  }

  .step {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 2);
    break-inside: avoid;
    counter-increment: step;
  }

  .step > div {
    flex: 1 1 14rem;
    min-inline-size: 0;
  }

  .step h3::before {
    content: counter(step) '. ';
  }

  .drawing {
    flex: none;
    inline-size: 9rem;
    block-size: auto;
    color: var(--_action);
  }

  .drawing .on-mark {
    stroke: var(--_surface);
  }

  .contact {
    break-inside: avoid;
  }

  @container (inline-size >= 56rem) {
    ol {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      column-gap: calc(var(--_space) * 5);
    }
  }

  /* On paper: black on white, two columns, no buttons. */
  @media print {
    .top .button {
      display: none;
    }

    .base,
    .drawing {
      color: #000;
    }

    .base {
      gap: 4mm;
    }

    ol {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: 4mm 8mm;
    }

    .step {
      flex-wrap: nowrap;
    }

    .step > div {
      flex: 1 1 0;
    }

    .drawing {
      inline-size: 28mm;
    }
  }
`;

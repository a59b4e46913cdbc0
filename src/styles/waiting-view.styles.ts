import { css } from 'lit';

/** What the views for those who wait have besides: heading beside drawing, what the clinic knows, and two columns where there is room. */
export const waitingViewStyles = css`
  h3 {
    font-size: var(--_size-lead);
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: var(--_space) calc(var(--_space) * 3);
  }

  .top h2 {
    flex: 1 1 9rem;
  }

  .news {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 2.5);
    border-radius: var(--_radius);
    background: var(--_tint);
  }

  .seen {
    display: flex;
    overflow-wrap: anywhere;
    hyphens: auto;
    align-items: flex-start;
    gap: var(--_space);
    font-size: var(--_size-lead);
    font-weight: 650;
  }

  .seen svg {
    margin-block-start: 0.15em;
  }

  @container (inline-size >= 48rem) {
    .top {
      grid-column: 1 / -1;
    }

    .column {
      display: grid;
      gap: calc(var(--_space) * 2.5);
    }
  }

  @container (inline-size < 48rem) {
    .column {
      display: contents;
    }
  }

  @container (inline-size < 30rem) {
    .illustration {
      inline-size: 7.5rem;
      block-size: auto;
    }
  }
`;

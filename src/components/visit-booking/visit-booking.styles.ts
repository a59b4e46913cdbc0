import { css } from 'lit';

export const bookingStyles = css`
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
    padding: calc(var(--_space) * 2.5);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
  }

  visit-queue-place:not([compact]) {
    margin-block-end: calc(var(--_space) * 1.5);
  }

  dt {
    color: var(--_text-quiet);
    font-size: var(--_size-small);
  }

  dd {
    overflow-wrap: break-word;
    font-weight: 600;
  }

  .card .time dd {
    font-size: var(--_size-heading);
    line-height: 1.3;
  }

  .unbroken {
    white-space: nowrap;
  }

  .zone {
    display: block;
    color: var(--_text-quiet);
    font-size: var(--_size-small);
    font-weight: 400;
  }

  .line {
    display: flex;
    flex-wrap: wrap;
    column-gap: calc(var(--_space) * 1.5);
    font-size: var(--_size-small);
    line-height: 1.4;
  }

  .line > * {
    overflow-wrap: anywhere;
  }

  .line .when {
    inline-size: 100%;
    font-size: var(--_size);
    font-weight: 650;
  }

  .line .more {
    color: var(--_text-quiet);
  }

  :host {
    container-type: inline-size;
  }

  @container (inline-size >= 30rem) {
    .card {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }

    .card .time {
      grid-column: 1 / -1;
    }
  }
`;

import { css } from 'lit';

export const dayListStyles = css`
  :host {
    container-type: inline-size;
  }

  .base {
    display: grid;
    gap: calc(var(--_space) * 1.5);
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

  .rows {
    display: grid;
    gap: 0;
    list-style: none;
  }

  .row {
    display: grid;
    grid-template-columns: 3.25rem minmax(0, 1fr);
    gap: calc(var(--_space) * 0.25) var(--_space);
    align-items: baseline;
    padding: var(--_space);
    border-block-end: 1px solid var(--_line);
    border-radius: 4px;
  }

  .row.next {
    margin-block-end: calc(var(--_space) * 1.5);
    padding: calc(var(--_space) * 2);
    row-gap: var(--_space);
    border: 2px solid var(--_action);
    border-radius: var(--_radius);
    background: var(--_tint);
  }

  .row.next .name {
    font-size: var(--_size-heading);
    line-height: 1.3;
  }

  .time {
    font-variant-numeric: tabular-nums;
  }

  .name {
    font-weight: 650;
    overflow-wrap: anywhere;
  }

  .gone .name,
  .gone .time {
    color: var(--_text-quiet);
    font-weight: 400;
  }

  .more {
    grid-column: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 0.5) calc(var(--_space) * 0.75);
    min-inline-size: 0;
    font-size: var(--_size-small);
    line-height: 1.3;
  }

  .subject {
    color: var(--_text-quiet);
    overflow-wrap: anywhere;
  }

  /* With what the visit is about, as one running text. */
  .badges {
    display: contents;
  }

  .badge {
    padding: 2px calc(var(--_space) * 1);
    border: 1px solid var(--_line-strong);
    border-radius: 999px;
    overflow-wrap: anywhere;
  }

  .badge.strong {
    border-color: var(--_action);
    background: var(--_action);
    color: var(--_on-action);
    font-weight: 600;
  }

  .badge.trouble {
    border-color: var(--_warning);
    color: var(--_warning);
    font-weight: 600;
  }

  .badge.quiet {
    border: 0;
    padding-inline: 0;
    color: var(--_text-quiet);
  }

  .row .button {
    justify-self: start;
  }

  .row.next > .button {
    inline-size: 100%;
    min-block-size: 56px;
    font-size: var(--_size-lead);
  }

  .refusal {
    color: var(--_warning);
    font-weight: 600;
  }

  /* Side by side where there is room: a day of visits is read by running the eye down. */
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--_space) * 2);
    margin-block: calc(var(--_space) * -0.5);
  }

  .tools:not(:has(*)) {
    display: none;
  }

  .delay,
  .reminder,
  .told,
  .tools visit-phone {
    display: contents;
  }

  .told > span,
  .tools visit-delay,
  .tools visit-preparation-summary:not([folded]) {
    flex-basis: 100%;
  }

  .told > span {
    margin-block-start: var(--_space);
  }

  .tools .button {
    min-block-size: 44px;
    font-size: var(--_size-small);
  }

  .early {
    display: grid;
    gap: var(--_space);
    justify-items: start;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .early,
  .tools {
    grid-column: 2 / -1;
    min-inline-size: 0;
  }

  .row.next .early,
  .row.next .tools,
  .row.next .readiness,
  .row.next .line {
    grid-column: 1 / -1;
  }

  .tools .quiet {
    padding-inline: 0;
  }

  .subject:has(+ .subject)::after,
  .subject:has(+ .badges > .badge.quiet:first-child)::after,
  .badge.quiet:has(+ .badge.quiet)::after {
    content: ' ·' / '';
  }

  .readiness {
    font-weight: 600;
    text-wrap: wrap;
  }

  .readiness::first-letter {
    text-transform: uppercase;
  }

  .readiness.trouble {
    color: var(--_warning);
  }

  .day {
    padding: calc(var(--_space) * 2) var(--_space) 0;
  }

  h3 {
    font-size: var(--_size);
  }

  .early .sentence {
    font-weight: 600;
  }

  visit-delay {
    margin-block-end: var(--_space);
  }

  .ahead {
    display: flex;
    align-items: flex-start;
    gap: var(--_space);
    color: var(--_text-quiet);
    font-size: var(--_size-small);
  }

  .ahead svg {
    flex: none;
  }

  .empty {
    padding: calc(var(--_space) * 3) 0;
    color: var(--_text-quiet);
  }

  @container (inline-size >= 34rem) {
    .row {
      grid-template-columns: 3.5rem minmax(0, 1fr) auto;
    }

    .row > .button {
      grid-column: 3;
      grid-row: 1 / span 2;
      align-self: center;
    }

    .row.next > .button {
      inline-size: auto;
      min-inline-size: 11rem;
    }

    .row > .refusal,
    .row > .more {
      grid-column: 2;
    }
  }

  @container (inline-size < 34rem) {
    .row > .button {
      grid-column: 2;
      margin-block: calc(var(--_space) * 0.5);
    }

    .row > .refusal {
      grid-column: 2 / -1;
    }

    .row.next > .button,
    .row.next > .refusal {
      grid-column: 1 / -1;
    }
  }

  /* Beside the name, so that the row is no higher for it. */
  @container (23rem <= inline-size < 34rem) {
    .row:has(> .beside) {
      grid-template-columns: 3.25rem minmax(0, 1fr) auto;
      align-items: center;
    }

    .row > .beside {
      grid-area: 1 / 3;
    }

    .row > .more {
      grid-column: 2 / -1;
    }
  }
`;

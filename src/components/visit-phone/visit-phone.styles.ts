import { css } from 'lit';

export const phoneStyles = css`
  :host([hidden]) {
    display: none;
  }

  .base,
  .ring,
  .own,
  form {
    display: grid;
    gap: var(--_space);
  }

  .ring .button,
  .own .button {
    justify-self: start;
  }

  .ring a.button {
    text-decoration: none;
  }

  /* One of the tools on the stage. */
  .at-hand .actions {
    display: grid;
  }

  .at-hand .button {
    justify-self: stretch;
    padding: calc(var(--_space) * 0.75) var(--_space);
    font-size: var(--_size-small);
  }

  .at-hand svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  /* Its parts are tools of the row. */
  .base:has(> .in-row),
  .in-row,
  .in-row .actions {
    display: contents;
  }

  .in-row .notice {
    flex-basis: 100%;
  }

  .ring .actions {
    gap: calc(var(--_space) / 2) var(--_space);
  }

  .ring .quiet {
    min-block-size: 44px;
    padding-inline: 0;
    font-size: var(--_size-small);
  }

  .unbroken {
    white-space: nowrap;
  }

  .offer {
    justify-self: start;
    padding-inline: 0;
  }

  .near {
    display: flex;
    align-items: flex-start;
    gap: var(--_space);
    overflow-wrap: anywhere;
  }

  .near svg {
    flex: none;
  }

  .actions {
    align-items: center;
  }

  .sentence {
    font-weight: 650;
  }

  .wrong {
    color: var(--_danger);
    font-weight: 600;
    font-size: var(--_size-small);
  }

  input {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: var(--_target);
    padding-inline: calc(var(--_space) * 1.25);
    border: 2px solid var(--_line-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
    font: inherit;
    font-weight: 400;
  }
`;

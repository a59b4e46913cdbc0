import { css } from 'lit';

/** Buttons, notices and badges that all elements share. Text first, icon beside it. */
export const controls = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space);
    min-block-size: var(--_target);
    min-inline-size: var(--_target);
    max-inline-size: 100%;
    margin: 0;
    padding: calc(var(--_space) * 1.25) calc(var(--_space) * 2.5);
    border: 2px solid var(--_action);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    color: var(--_action);
    font: inherit;
    font-weight: 600;
    line-height: 1.25;
    text-align: start;
    overflow-wrap: anywhere;
    cursor: pointer;
    touch-action: manipulation;
  }

  .button:hover {
    background: color-mix(in srgb, var(--_action) 9%, var(--_surface-raised));
  }

  .button.primary {
    background: var(--_action);
    color: var(--_on-action);
  }

  .button.primary:hover {
    background: color-mix(in srgb, var(--_action) 88%, var(--_text));
  }

  .button.large {
    min-block-size: 56px;
    padding-inline: calc(var(--_space) * 3.5);
    font-size: var(--_size-lead);
  }

  .button.quiet {
    border-color: transparent;
    background: transparent;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.2em;
  }

  .button.quiet:hover {
    background: color-mix(in srgb, var(--_action) 9%, transparent);
  }

  /* Busy keeps its place in the tab order and its colours: it says in words what it does. */
  .button[aria-disabled='true'] {
    cursor: progress;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
  }

  .notice {
    display: flex;
    align-items: flex-start;
    gap: calc(var(--_space) * 1.5);
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    border: 1px solid var(--_line);
    border-inline-start: 4px solid var(--_warning);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
  }

  .notice > svg {
    margin-block-start: 0.1em;
    color: var(--_warning);
  }

  .notice > div {
    flex: 1;
    overflow-wrap: anywhere;
    min-inline-size: 0;
  }

  .notice .sentence {
    font-weight: 600;
  }

  .notice .button {
    margin-block-start: var(--_space);
  }

  .choice {
    display: grid;
    gap: calc(var(--_space) * 0.5);
    align-content: start;
    min-inline-size: 0;
  }

  .field {
    display: grid;
    gap: calc(var(--_space) * 0.5);
    max-inline-size: 30rem;
    font-size: var(--_size-small);
    font-weight: 600;
  }

  .field select {
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
    text-overflow: ellipsis;
  }

  .quiet-text {
    color: var(--_text-quiet);
    font-size: var(--_size-small);
  }

  .tick {
    color: var(--_success);
  }

  .confirmation {
    display: grid;
    gap: var(--_space);
    padding: calc(var(--_space) * 2);
    border: 2px solid var(--_line-strong);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    color: var(--_text);
  }

  .confirmation .question {
    font-weight: 650;
    font-size: var(--_size-lead);
  }

  .confirmation .actions {
    margin-block-start: var(--_space);
  }

  @media (forced-colors: active) {
    .button {
      border-color: ButtonText;
    }
  }
`;

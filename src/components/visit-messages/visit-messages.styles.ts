import { css } from 'lit';

export const messagesStyles = css`
  .base {
    display: grid;
    gap: calc(var(--_space) * 1.5);
  }

  .delay {
    display: flex;
    align-items: flex-start;
    gap: var(--_space);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 2.5);
    border: 2px solid var(--_action);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    overflow-wrap: anywhere;
  }

  .delay svg {
    flex: none;
    margin-block-start: 0.1em;
  }

  .delay div,
  .told {
    display: grid;
    gap: calc(var(--_space) * 0.5);
    min-inline-size: 0;
  }

  .sentence {
    font-weight: 650;
  }

  .words {
    font-size: var(--_size-lead);
  }

  .told .button,
  .tell > .button,
  .choices > .button {
    justify-self: start;
  }

  .told {
    gap: var(--_space);
  }

  .tell,
  .choices {
    display: grid;
    gap: calc(var(--_space) * 1.5);
  }

  .choices[hidden] {
    display: none;
  }

  fieldset {
    display: grid;
    gap: var(--_space);
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    margin-block-end: var(--_space);
    padding: 0;
    font-weight: 650;
  }
`;

import { css } from 'lit';

export const delayStyles = css`
  .base {
    display: grid;
    gap: calc(var(--_space) * 1.5);
    padding: calc(var(--_space) * 1.5);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    overflow-wrap: anywhere;
  }

  fieldset,
  .choices,
  form {
    display: grid;
    gap: var(--_space);
    justify-items: start;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend,
  .choices > p {
    padding: 0;
    font-size: var(--_size-small);
    font-weight: 600;
  }

  .whom {
    display: flex;
    align-items: center;
    gap: var(--_space);
    min-block-size: var(--_target);
    cursor: pointer;
  }

  .whom input {
    flex: none;
    inline-size: 24px;
    block-size: 24px;
    margin: 0;
    accent-color: var(--_action);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
  }

  .minutes .row {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr));
    inline-size: 100%;
  }

  .choices .button {
    min-block-size: 44px;
    padding: var(--_space) calc(var(--_space) * 1.25);
  }

  .field {
    inline-size: 100%;
  }

  .field input {
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

  .sentence {
    font-weight: 600;
  }

  .trouble {
    color: var(--_warning);
    font-weight: 600;
  }
`;

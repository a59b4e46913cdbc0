import { css } from 'lit';

export const participantsStyles = css`
  .people {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
    padding: calc(var(--_space) * 2);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
  }

  h3 {
    margin: 0;
    font-size: var(--_size-lead);
  }

  h4 {
    margin: 0;
    font-size: 1em;
  }

  p {
    margin: 0;
    overflow-wrap: anywhere;
  }

  .list {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .person {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space);
    padding-block: var(--_space);
    border-block-end: 1px solid var(--_line);
  }

  .who {
    flex: 1 1 9rem;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .name {
    font-weight: 650;
  }

  .person .button {
    padding-inline: calc(var(--_space) * 1.5);
    padding-block: calc(var(--_space) * 0.75);
  }

  .confirmation {
    flex: 1 0 100%;
    display: grid;
    gap: var(--_space);
    padding: var(--_space) calc(var(--_space) * 1.5);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
  }

  .question {
    font-weight: 650;
  }

  form,
  .invitation {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: var(--_space);
  }

  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 2);
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    padding: 0;
    font-weight: 600;
  }

  .choice {
    display: inline-flex;
    align-items: center;
    gap: var(--_space);
    min-block-size: var(--_target);
  }

  .choice input {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    flex: none;
    accent-color: var(--_action);
  }

  .field {
    display: grid;
    gap: calc(var(--_space) * 0.5);
    inline-size: 100%;
    font-weight: 600;
  }

  .field input {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: var(--_target);
    padding-inline: calc(var(--_space) * 1.25);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 400;
  }

  .wrong {
    color: var(--_danger);
    font-weight: 600;
  }

  .qr-code {
    inline-size: min(100%, 11rem);
    block-size: auto;
    border-radius: var(--_radius-small);
  }
`;

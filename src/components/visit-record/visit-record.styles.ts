import { css } from 'lit';

export const recordStyles = css`
  .base,
  section,
  dl,
  .choice {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
  }

  h3 {
    font-size: var(--_size-lead);
  }

  .handed-over {
    display: flex;
    align-items: flex-start;
    gap: var(--_space);
  }

  .handed-over svg {
    color: var(--_success);
  }

  dl > div {
    display: grid;
    grid-template-columns: minmax(6rem, 2fr) minmax(0, 3fr);
    gap: var(--_space);
  }

  dt {
    color: var(--_text-quiet);
  }

  dd {
    overflow-wrap: anywhere;
  }

  ul {
    list-style: none;
  }

  .switch {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 calc(var(--_space) * 2);
    min-block-size: var(--_target);
    padding: var(--_space) calc(var(--_space) * 1.5);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
    font: inherit;
    text-align: start;
    cursor: pointer;
  }

  .switch .state {
    color: var(--_text-quiet);
  }

  .switch[aria-checked='true'] {
    border-color: var(--_action);
    background: var(--_tint);
    box-shadow: inset 0 0 0 1px var(--_action);
  }

  .switch[aria-checked='true'] .state {
    color: var(--_action);
    font-weight: 650;
  }
`;

import { css } from 'lit';

export const moveStyles = css`
  :host {
    container-type: inline-size;
  }

  .view {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: calc(var(--_space) * 2);
  }

  h2 {
    font-size: var(--_size-heading);
  }

  .qr-code {
    inline-size: min(100%, 15rem);
    block-size: auto;
    border-radius: var(--_radius-small);
  }

  .link {
    display: grid;
    gap: calc(var(--_space) * 0.5);
    inline-size: 100%;
    font-size: var(--_size-small);
    font-weight: 600;
  }

  .link input {
    inline-size: 100%;
    min-block-size: var(--_target);
    padding-inline: calc(var(--_space) * 1.25);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
    font: inherit;
    font-weight: 400;
  }
`;

import { css } from 'lit';

export const visitListStyles = css`
  :host {
    container-type: inline-size;
    contain-intrinsic-inline-size: 40rem;
  }

  .base {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
  }

  h2 {
    font-size: var(--_size-heading);
  }

  h3 {
    overflow-wrap: break-word;
    font-size: var(--_size-lead);
  }

  ul {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .visit {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 1.5);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 2.5);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    overflow-wrap: break-word;
  }

  .visit.soon {
    border-inline-start: 6px solid var(--_action);
  }

  .visit.over {
    border-color: transparent;
    background: color-mix(in srgb, var(--_text) 4%, transparent);
  }

  .what {
    display: grid;
    gap: calc(var(--_space) * 0.5);
  }

  .when {
    font-size: var(--_size-heading);
    font-weight: 650;
    line-height: 1.3;
  }

  .over .when {
    font-size: var(--_size);
  }

  .unbroken {
    white-space: nowrap;
  }

  .status {
    font-weight: 650;
  }

  .facts {
    gap: calc(var(--_space) * 0.5);
    margin-block-start: calc(var(--_space) * 0.5);
    color: var(--_text-quiet);
    font-size: var(--_size-small);
  }

  .facts li {
    display: flex;
    align-items: flex-start;
    gap: calc(var(--_space) * 0.75);
  }

  .facts svg {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  .facts .done svg {
    color: var(--_success);
  }

  .facts .wrong svg {
    color: var(--_warning);
  }

  a.button {
    text-decoration: none;
  }

  .go {
    justify-self: start;
    align-self: end;
  }

  @container (inline-size >= 36rem) {
    .visit:has(.go) {
      grid-template-columns: minmax(0, 1fr) auto;
    }
  }
`;

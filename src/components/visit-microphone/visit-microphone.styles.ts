import { css } from 'lit';

export const microphoneStyles = css`
  .between {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space) calc(var(--_space) * 2);
  }

  .between > p:not(.line) {
    flex-basis: 100%;
  }

  .line {
    display: flex;
    align-items: center;
    gap: var(--_space);
    overflow-wrap: anywhere;
  }

  .sentence {
    font-weight: 650;
  }

  .state,
  .key {
    font-weight: 400;
  }

  .key {
    color: var(--_text-quiet);
    font-size: var(--_size-small);
  }

  .tool[aria-checked='true'] {
    background: var(--_text);
    color: var(--_surface-raised);
  }

  .tool[aria-checked='true'] .key {
    color: inherit;
  }

  /* A line of its own where not all tools have room in one, so that its words are one line. */
  @container (inline-size < 60rem) {
    .base > .tool {
      flex-basis: 100%;
    }
  }

  .dictating {
    gap: 0;
    padding: var(--_space) calc(var(--_space) * 1.5);
    border-inline-start: 4px solid var(--_warning);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
  }

  [role='timer'] {
    font-variant-numeric: tabular-nums;
  }

  .comparison {
    display: grid;
    gap: var(--_space);
    justify-items: start;
  }

  .compared {
    display: grid;
    gap: var(--_space);
    inline-size: 100%;
    list-style: none;
  }

  .compared li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space) calc(var(--_space) * 2);
    padding: var(--_space) calc(var(--_space) * 1.5);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-small);
  }

  .compared li > div {
    flex: 1 1 10rem;
    min-inline-size: 0;
  }

  .compared .name,
  .compared .used {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .level {
    inline-size: 100%;
    block-size: 12px;
    margin-block: calc(var(--_space) * 0.5);
    fill: var(--_line);
  }

  .level .lit {
    fill: var(--_success);
  }

  .level:dir(rtl) {
    transform: scaleX(-1);
  }

  @media (forced-colors: active) {
    .tool[aria-checked='true'] {
      border-width: 4px;
    }

    .level {
      fill: GrayText;
    }

    .level .lit {
      fill: Highlight;
    }
  }
`;

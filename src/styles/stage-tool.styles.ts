import { css } from 'lit';

/**
 * For an element that is a tool in `<visit-clinician-tools>`: its boxes vanish, so that its button (`button tool`) stands
 * in one row with those of the other tools, and what it opens or says (`tool-opened`) takes a row of its own below.
 */
export const stageToolStyles = css`
  :host(:not([hidden])),
  .base {
    display: contents;
  }

  .tool {
    flex: 1 1 9rem;
    padding-inline: var(--_space);
    padding-block: calc(var(--_space) * 0.75);
    /* Four of them share 320 px: no word is broken. */
    font-size: var(--_size-small);
    line-height: 1.25;
  }

  .tool svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  @container (inline-size < 20rem) {
    .tool {
      flex-basis: 6.5rem;
      gap: calc(var(--_space) * 0.75);
      padding-inline: calc(var(--_space) * 0.5);
    }
  }

  .tool-opened {
    display: grid;
    flex: 1 0 100%;
    order: 1;
    min-inline-size: 0;
    gap: var(--_space);
  }
`;

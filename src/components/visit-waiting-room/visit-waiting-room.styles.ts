import { css } from 'lit';

export const waitingRoomStyles = css`
  .news {
    gap: calc(var(--_space) * 1.5);
  }

  .early {
    display: grid;
    gap: var(--_space);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 2.5);
    border: 2px solid var(--_action);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
    overflow-wrap: anywhere;
  }

  .early .sentence,
  .early.sentence {
    font-size: var(--_size-lead);
    font-weight: 650;
  }

  .chime {
    justify-self: start;
  }

  .next {
    display: grid;
    gap: var(--_space);
  }

  .next ol {
    display: grid;
    gap: calc(var(--_space) * 0.75);
    padding-inline-start: 1.5em;
  }

  .self {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
  }

  .self visit-picture {
    flex: none;
    inline-size: clamp(6.5rem, 30cqi, 9rem);
    aspect-ratio: 4 / 3;
    border-radius: var(--_radius-small);
  }

  .self .about {
    display: grid;
    flex: 1 1 9rem;
    gap: calc(var(--_space) * 0.5);
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .self .about .button {
    justify-self: start;
    margin-block-start: calc(var(--_space) * 0.5);
  }

  .only-you {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 0.75);
    font-weight: 600;
  }

  .only-you svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  .leave {
    justify-self: start;
    padding-inline: 0;
  }

  @container (inline-size >= 48rem) {
    .view {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
      align-items: start;
      column-gap: calc(var(--_space) * 4);
    }
  }
`;

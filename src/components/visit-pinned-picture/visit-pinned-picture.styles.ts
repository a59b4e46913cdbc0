import { css } from 'lit';

export const pinnedPictureStyles = css`
  /* Takes no room, so that what is below stays where it is when the picture comes and goes. */
  :host {
    --_height: clamp(6.5rem, 34cqi, 10rem);

    position: sticky;
    z-index: 1;
    inset-block-start: var(--_pinned-start, 0);
    block-size: 0;
    color-scheme: dark;
    color: var(--_on-stage);
  }

  .pinned {
    display: grid;
    grid-template-columns: minmax(0, 5fr) minmax(0, 4fr);
    block-size: var(--_height);
    overflow: hidden;
    border-end-start-radius: var(--_radius);
    border-end-end-radius: var(--_radius);
    background: var(--_stage);
    box-shadow: 0 4px 12px rgb(0 0 0 / 30%);
  }

  .picture {
    position: relative;
    min-block-size: 0;
  }

  .picture visit-picture {
    position: absolute;
    inset: 0;
  }

  .instead {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    padding: var(--_space);
    font-size: var(--_size-small);
    font-weight: 650;
    text-align: center;
  }

  .about {
    display: flex;
    flex-direction: column;
    justify-content: space-between;
    gap: calc(var(--_space) * 0.5);
    padding: var(--_space);
    font-size: var(--_size-small);
    line-height: 1.3;
    overflow: hidden;
  }

  .name {
    font-size: var(--_size);
    font-weight: 650;
    overflow-wrap: anywhere;
  }

  .about .button {
    min-block-size: 44px;
    padding: calc(var(--_space) * 0.5) var(--_space);
    justify-content: center;
  }
`;

import { css } from 'lit';

/** The look of `pop-out-view.ts`, in a window of its own and in one within the page. With `controlStyles`. */
export const popOutViewStyles = css`
  .view {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    container-type: size;
    overflow: hidden;
    /* Always dark around faces, whatever the page's scheme. */
    color-scheme: dark;
    color: var(--_on-stage);
    background: var(--_stage);
  }

  .view .pictures {
    position: relative;
    flex: 1 0 6.5rem;
    min-block-size: 0;
    overflow: hidden;
    background: color-mix(in srgb, var(--_on-stage) 6%, var(--_stage));
  }

  .view .other {
    position: absolute;
    inset: 0;
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }

  .view .dimmed {
    opacity: 0.45;
  }

  .view .own {
    position: absolute;
    inset-block-start: var(--_space);
    inset-inline-end: var(--_space);
    display: block;
    inline-size: clamp(3.5rem, 24cqi, 9rem);
    aspect-ratio: 4 / 3;
    max-block-size: 45%;
    object-fit: cover;
    border: 1px solid color-mix(in srgb, var(--_on-stage) 45%, transparent);
    border-radius: var(--_radius-small);
    background: var(--_stage);
  }

  .view .mirrored {
    transform: scaleX(-1);
  }

  .view .instead {
    position: absolute;
    inset-block-start: var(--_space);
    inset-inline: var(--_space) calc(clamp(3.5rem, 24cqi, 9rem) + 2 * var(--_space));
    padding: calc(var(--_space) * 0.75) calc(var(--_space) * 1.25);
    border-radius: var(--_radius-small);
    background: var(--_stage);
    font-weight: 650;
  }

  .view .plate {
    position: absolute;
    inset-block-end: var(--_space);
    inset-inline-start: var(--_space);
    max-inline-size: calc(100% - var(--_space) * 2);
    padding: calc(var(--_space) * 0.5) calc(var(--_space) * 1.25);
    border-radius: var(--_radius-small);
    background: var(--_stage);
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  .view .name {
    font-weight: 650;
  }

  .view .role {
    font-size: var(--_size-small);
  }

  .view .name + .role::before {
    content: '· ';
  }

  .view .quality {
    display: flex;
    flex: none;
    align-items: center;
    gap: var(--_space);
    padding: calc(var(--_space) * 0.75) var(--_space) 0;
    line-height: 1.35;
  }

  .view .quality svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  .view .controls {
    flex: 0 1 auto;
    min-block-size: 0;
    overflow: auto;
    gap: calc(var(--_space) * 0.5);
    padding: calc(var(--_space) * 0.75);
  }

  .view .controls button {
    flex-basis: 4rem;
    min-block-size: 56px;
    padding-inline: 2px;
    font-size: 0.8125rem;
  }

  /* The patient does not hear: to be seen as what is off. */
  .view .controls button[aria-pressed='true'] {
    background: var(--_on-stage);
    color: var(--_stage);
  }

  /* A window made small is made small for the picture's sake: off is told by ground and icon. */
  @container (block-size < 18rem) {
    .view .controls {
      padding: calc(var(--_space) * 0.5);
    }

    .view .controls button {
      flex-basis: 3.25rem;
      min-block-size: 48px;
      min-inline-size: min-content;
      padding: 1px;
      font-size: 0.6875rem;
    }

    /* The window has a way back of its own. */
    .view .controls [data-back] {
      display: none;
    }

    .view .controls svg {
      inline-size: 1.25rem;
      block-size: 1.25rem;
    }

    .view .state {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }

    .view .about {
      display: none;
    }
  }

  @container (block-size < 13rem) {
    .view .own {
      display: none;
    }

    .view .instead {
      inset-inline-end: var(--_space);
    }
  }
`;

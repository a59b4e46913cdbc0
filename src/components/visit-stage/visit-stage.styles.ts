import { css } from 'lit';

export const stageStyles = css`
  :host {
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    min-block-size: var(--visit-stage-block-size, clamp(26rem, 78svh, 56rem));
    /* Always dark around faces, whatever the page's scheme. */
    color-scheme: dark;
    color: var(--_on-stage);
    border-radius: var(--_radius);
    background: var(--_stage);
    --_picture-radius: var(--_radius);
  }

  .base {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
  }

  .pictures {
    --_own-size: clamp(min(6.5rem, 40cqi), min(24cqi, 55cqb), 208px);

    position: relative;
    display: flex;
    /* The basis is the least height: with a basis of 0 Chromium 156 asks the container's shape before it has grown. */
    flex: 1 0 11rem;
    flex-direction: column;
    container: pictures / size;
  }

  .pictures.several {
    flex-basis: 22rem;
  }

  :host(:fullscreen) {
    border-radius: 0;
    --_picture-radius: 0;
    --visit-stage-block-size: 100%;
  }

  .quality {
    display: flex;
    align-items: center;
    gap: var(--_space);
    padding-inline: var(--_space);
    line-height: 1.35;
  }

  .quality svg {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
  }

  .messages {
    display: grid;
    gap: var(--_space);
    padding: var(--_space);
  }

  .base > visit-phone {
    padding: var(--_space) calc(var(--_space) * 1.5);
  }

  /* A tool like the others, and before them all when it is what helps now. */
  visit-clinician-tools > visit-phone {
    display: grid;
    flex: 1 1 auto;
    min-inline-size: 0;
  }

  visit-clinician-tools > .urgent {
    flex-basis: 100%;
    order: -1;
  }

  .guest {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space) calc(var(--_space) * 2);
    padding: var(--_space) calc(var(--_space) * 1.5);
    border: 1px solid color-mix(in srgb, var(--_on-stage) 45%, transparent);
    border-radius: var(--_radius-small);
  }

  .guest .sentence {
    flex: 1 1 10rem;
    font-weight: 650;
    overflow-wrap: anywhere;
  }

  @media (forced-colors: active) {
    .controls button[aria-checked='false'] {
      border: 3px solid ButtonText;
    }

    .plate,
    .own,
    .lost {
      border: 1px solid CanvasText;
    }
  }
`;

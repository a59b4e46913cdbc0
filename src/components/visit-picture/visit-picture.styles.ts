import { css } from 'lit';

export const pictureStyles = css`
  :host {
    display: block;
    position: relative;
    overflow: hidden;
    background: var(--_stage);
  }

  video,
  canvas {
    position: absolute;
    inset: 0;
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
    border-radius: inherit;
  }

  canvas[hidden] {
    display: none;
  }

  :host([cover]) :is(video, canvas) {
    object-fit: cover;
  }

  /* As in a mirror; only ever one's own. */
  :host([mirrored]) :is(video, canvas) {
    transform: scaleX(-1);
  }

  :host([dimmed]) :is(video, canvas) {
    opacity: 0.45;
  }
`;

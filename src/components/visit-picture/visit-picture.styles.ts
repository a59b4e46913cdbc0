import { css } from 'lit';

export const pictureStyles = css`
  :host {
    display: block;
    position: relative;
    overflow: hidden;
    background: var(--_stage);
  }

  video {
    position: absolute;
    inset: 0;
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: contain;
  }

  :host([cover]) video {
    object-fit: cover;
  }

  /* As in a mirror; only ever one's own. */
  :host([mirrored]) video {
    transform: scaleX(-1);
  }
`;

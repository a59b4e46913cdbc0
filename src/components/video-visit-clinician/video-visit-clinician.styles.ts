import { css } from 'lit';

export const clinicianStyles = css`
  :host {
    container-type: inline-size;
    display: block;
    /* As in video-visit: how wide the panel is where nobody says. */
    contain-intrinsic-inline-size: 24rem;
    min-inline-size: 0;
    background: var(--_surface);
  }

  .front {
    display: grid;
    gap: var(--_space);
    padding: calc(var(--_space) * 1.5);
  }

  .panel {
    --_stage-size: var(--visit-stage-block-size, clamp(34rem, 110cqi, 36rem));
  }

  visit-stage {
    --visit-stage-block-size: var(--_stage-size);
  }

  .list {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 2);
  }

  .practice {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
    padding: var(--_space) calc(var(--_space) * 2);
    background: var(--_tint);
    font-weight: 600;
    font-size: var(--_size-small);
    text-align: center;
    text-wrap: balance;
  }

  .practice ~ .panel {
    --_pinned-start: calc(3 * var(--_size-small) + var(--_space) * 2);
  }

  .brand {
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2) 0;
  }

  .opening {
    padding: calc(var(--_space) * 4) calc(var(--_space) * 2);
    color: var(--_text-quiet);
    text-align: center;
  }

  .moment {
    padding: calc(var(--_space) * 1);
  }

  .moment .actions .button {
    flex: 1 1 14rem;
  }

  .failed {
    padding: calc(var(--_space) * 2);
  }

  @container (inline-size >= 56rem) {
    .panel.two {
      display: grid;
      grid-template-columns: minmax(0, 1fr) 22rem;
      align-items: start;
    }

    .two .front,
    .two visit-pinned-picture {
      grid-area: 1 / 1;
    }

    /* Beside the list there is room for the whole of it. */
    .two .front {
      position: sticky;
      inset-block-start: 0;
    }

    .panel {
      --_stage-size: var(--visit-stage-block-size, clamp(26rem, 78svh, 56rem));
    }
  }
`;

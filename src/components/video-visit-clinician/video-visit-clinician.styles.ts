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

  .panel {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-items: start;
  }

  .front {
    display: grid;
    gap: var(--_space);
    padding: calc(var(--_space) * 1.5);
  }

  /* The patient stays in sight while the list below is read. */
  .front.staged {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--_surface);
  }

  visit-stage {
    --visit-stage-block-size: clamp(22rem, 110cqi, 32rem);
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
    text-align: center;
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
      grid-template-columns: minmax(0, 1fr) 22rem;
    }

    visit-stage {
      --visit-stage-block-size: clamp(26rem, 78svh, 56rem);
    }
  }
`;

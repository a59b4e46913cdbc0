import { css } from 'lit';

export const videoVisitStyles = css`
  :host {
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    /* Inline-size containment hides how wide the content is; without this a flex row would press the visit to nothing. */
    contain-intrinsic-inline-size: 40rem;
    min-inline-size: 0;
    background: var(--_surface);
  }

  :host([hidden]) {
    display: none;
  }

  .base {
    display: flex;
    flex: 1;
    flex-direction: column;
    --_edge: calc(var(--_space) * 2);
  }

  .head {
    padding: calc(var(--_space) * 1.5) var(--_edge) 0;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space) calc(var(--_space) * 3);
  }

  .identity {
    inline-size: 100%;
    overflow-wrap: anywhere;
  }

  /* One column of readable width; the stage alone takes all there is. */
  .head,
  .view {
    inline-size: 100%;
    max-inline-size: calc(62rem + 2 * var(--_edge));
    margin-inline: auto;
  }

  .head visit-booking {
    flex: 1 1 16rem;
    min-inline-size: 0;
  }

  .view {
    display: flex;
    flex: 1;
    flex-direction: column;
    padding: calc(var(--_space) * 2.5) var(--_edge) calc(var(--_space) * 3);
  }

  /* Close to the edges around the stage: the picture is what the space is for. */
  .staged {
    --_edge: calc(var(--_space) * 2);

    max-inline-size: none;
  }

  .view.staged {
    padding: calc(var(--_space) * 1.5);
  }

  visit-stage {
    flex: 1;
  }

  .messages {
    margin-block-start: calc(var(--_space) * 3);
  }

  .opening {
    display: grid;
    place-content: center;
    min-block-size: 12rem;
    color: var(--_text-quiet);
    font-size: var(--_size-lead);
    text-align: center;
  }

  .practice {
    padding: var(--_space) var(--_edge);
    background: var(--_tint);
    font-weight: 600;
    text-align: center;
  }

  .body {
    display: flex;
    flex: 1;
    flex-direction: column;
  }

  .foot {
    inline-size: 100%;
    max-inline-size: calc(62rem + 2 * var(--_edge));
    margin-inline: auto;
  }

  .body.staged + .foot {
    --_edge: calc(var(--_space) * 2);

    max-inline-size: none;
  }

  @container (inline-size >= 62rem) {
    .body {
      flex-direction: row;
    }

    /* The view gives way to the panel; what stands above and below it keeps to its edge. */
    .base:has(.side-panel) :is(.head, .view, .foot) {
      margin-inline: 0;
    }

    .side-panel {
      flex: 0 0 24rem;
      box-sizing: border-box;
      overflow-y: auto;
    }
  }

  @container (inline-size >= 48rem) {
    .base {
      --_edge: calc(var(--_space) * 4);
    }
  }
`;

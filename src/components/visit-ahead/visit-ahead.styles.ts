import { css } from 'lit';

export const aheadStyles = css`
  h4 {
    margin: 0;
    font-size: var(--_size);
  }

  .news {
    gap: var(--_space);
  }

  .opens {
    display: grid;
    gap: calc(var(--_space) * 0.5);
  }

  .opens .time {
    font-size: var(--_size-lead);
    font-weight: 650;
  }

  .opened {
    display: grid;
    justify-items: start;
    gap: var(--_space);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 2.5);
    border: 2px solid var(--_action);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
  }

  .opened .sentence {
    font-size: var(--_size-lead);
    font-weight: 650;
  }

  /* Announces; takes no room before it has something to say. */
  [role='status']:empty {
    position: absolute;
  }

  .tasks {
    display: grid;
    gap: 0;
    margin-block-start: var(--_space);
    padding: 0;
    list-style: none;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
  }

  .task {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: calc(var(--_space) * 0.5) calc(var(--_space) * 1.5);
    padding: calc(var(--_space) * 2);
  }

  .task + .task {
    border-block-start: 1px solid var(--_line);
  }

  .task > div {
    display: grid;
    gap: calc(var(--_space) * 0.5);
  }

  .task .head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 calc(var(--_space) * 1.5);
  }

  .task .button,
  .task visit-calendar {
    justify-self: start;
    margin-block-start: calc(var(--_space) * 0.5);
  }

  .task > svg {
    color: var(--_text-quiet);
  }

  .task.done > svg {
    color: var(--_success);
  }

  .back {
    justify-self: start;
    padding-inline: 0;
  }

  @container (inline-size >= 48rem) {
    .view.two {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      align-items: start;
      column-gap: calc(var(--_space) * 4);
    }

    .view.two > [role='status'] {
      grid-column: 1 / -1;
    }
  }
`;

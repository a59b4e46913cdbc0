import { css } from 'lit';

export const supportStyles = css`
  :host {
    container-type: inline-size;
  }

  .view {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 3);
  }

  .part {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    gap: calc(var(--_space) * 1.5);
  }

  .part > div {
    inline-size: 100%;
  }

  h2 {
    font-size: var(--_size-heading);
  }

  h3 {
    font-size: var(--_size-lead);
  }

  details {
    inline-size: 100%;
    border-block-end: 1px solid var(--_line);
  }

  summary {
    padding-block: calc(var(--_space) * 1.25);
    min-block-size: var(--_target);
    box-sizing: border-box;
    font-weight: 600;
    overflow-wrap: anywhere;
    cursor: pointer;
  }

  .topic {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 2);
    padding-block-end: calc(var(--_space) * 2);
  }

  .drawing {
    flex: none;
    color: var(--_action);
  }

  .drawing .on-mark {
    stroke: var(--_surface);
  }

  ol {
    flex: 1 1 12rem;
    display: grid;
    gap: calc(var(--_space) * 0.75);
    margin: 0;
    padding-inline-start: 1.5em;
  }

  .contact a,
  .guide {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_target);
    color: var(--_action);
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .kinds {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
    inline-size: 100%;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .kinds legend {
    padding: 0;
    margin-block-end: var(--_space);
    font-size: var(--_size-lead);
    font-weight: 650;
  }

  .kind {
    display: flex;
    align-items: center;
    gap: var(--_space);
    min-block-size: var(--_target);
    padding-inline: calc(var(--_space) * 1.5);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-small);
    cursor: pointer;
  }

  .kind:has(:checked) {
    border-color: var(--_action);
    background: var(--_tint);
  }

  .kind input {
    inline-size: 1.25em;
    block-size: 1.25em;
    margin: 0;
    accent-color: var(--_action);
  }

  .text {
    display: grid;
    gap: calc(var(--_space) * 0.5);
    inline-size: 100%;
    font-weight: 600;
  }

  .text textarea {
    inline-size: 100%;
    min-block-size: 7rem;
    padding: var(--_space) calc(var(--_space) * 1.25);
    box-sizing: border-box;
    border: 1px solid var(--_text-quiet);
    border-radius: var(--_radius-small);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 400;
    resize: vertical;
  }

  .codes {
    color: var(--_text-quiet);
    font-size: var(--_size-small);
    overflow-wrap: anywhere;
  }
`;

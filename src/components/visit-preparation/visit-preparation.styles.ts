import { css } from 'lit';

export const preparationStyles = css`
  :host {
    container-type: inline-size;
  }

  .view,
  .top,
  .foot,
  .group,
  .repeated,
  .again,
  .folded {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2.5);
  }

  .view {
    max-inline-size: 40rem;
  }

  .top,
  .again,
  .folded {
    gap: var(--_space);
    justify-items: start;
  }

  .folded {
    padding: calc(var(--_space) * 2.5);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
  }

  h2 {
    font-size: var(--_size-display);
  }

  h3 {
    font-size: var(--_size-lead);
  }

  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    max-inline-size: 100%;
    padding: 0;
    overflow-wrap: anywhere;
  }

  fieldset.group {
    padding: calc(var(--_space) * 2) calc(var(--_space) * 2.5) calc(var(--_space) * 2.5);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
  }

  fieldset.group fieldset.group {
    padding-inline: calc(var(--_space) * 1.5);
  }

  /* Floated, a legend stands in its box and not on the edge of it. */
  .group > legend {
    float: inline-start;
    inline-size: 100%;
    font-size: var(--_size-lead);
    font-weight: 650;
  }

  .question {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 0.75);
  }

  .label {
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  legend.label {
    margin-block-end: calc(var(--_space) * 0.75);
  }

  .must {
    color: var(--_text-quiet);
    font-weight: 400;
  }

  .inner {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_space) * 2.5);
    padding-inline-start: calc(var(--_space) * 2);
    border-inline-start: 3px solid var(--_line);
  }

  input:not([type='radio'], [type='checkbox']),
  select,
  textarea {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: var(--_target);
    margin: 0;
    padding: var(--_space) calc(var(--_space) * 1.25);
    border: 2px solid var(--_line-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    color: var(--_text);
    font: inherit;
    text-align: start;
  }

  textarea {
    min-block-size: 7rem;
    resize: vertical;
  }

  input.number {
    max-inline-size: 9rem;
  }

  input.date,
  input.time {
    max-inline-size: 13rem;
    -webkit-appearance: none;
    appearance: none;
  }

  [aria-invalid='true']:not([type='radio']) {
    border-color: var(--_warning);
  }

  .with-unit,
  .entry {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space) calc(var(--_space) * 1.5);
  }

  .with-unit input,
  .entry > input {
    flex: 1 1 7rem;
  }

  .with-unit select {
    flex: 1 1 6rem;
    max-inline-size: 12rem;
  }

  .options {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
  }

  .option {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
    min-block-size: var(--_target);
    padding: calc(var(--_space) * 0.75) calc(var(--_space) * 1.5);
    border: 1px solid var(--_line-strong);
    border-radius: var(--_radius-small);
    background: var(--_surface-raised);
    cursor: pointer;
  }

  .option:has(:checked) {
    border-color: var(--_action);
    background: var(--_tint);
    box-shadow: inset 0 0 0 1px var(--_action);
  }

  .option span {
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .option input {
    flex: none;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    margin: 0;
    accent-color: var(--_action);
  }

  .own-words {
    display: grid;
    gap: calc(var(--_space) * 0.5);
    font-size: var(--_size-small);
  }

  .own-words input {
    font-size: var(--_size);
  }

  .button.small {
    justify-self: start;
    padding-inline: calc(var(--_space) * 1.5);
    font-size: var(--_size-small);
  }

  .repeated > .button {
    justify-self: start;
  }

  .fault,
  .saving,
  .sent {
    display: flex;
    align-items: flex-start;
    gap: var(--_space);
    overflow-wrap: anywhere;
  }

  .fault {
    color: var(--_warning);
    font-weight: 600;
  }

  .fault svg,
  .saving svg {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    margin-block-start: 0.15em;
  }

  .sent svg {
    color: var(--_success);
  }

  .unsupported {
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 2);
    border: 1px dashed var(--_line-strong);
    border-radius: var(--_radius-small);
  }

  .summary {
    display: grid;
    gap: var(--_space);
    padding: calc(var(--_space) * 2);
    border: 2px solid var(--_warning);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
  }

  .summary h3 {
    display: flex;
    gap: var(--_space);
  }

  .summary svg {
    color: var(--_warning);
  }

  .summary ul {
    display: grid;
    list-style: none;
  }

  .summary a {
    display: block;
    padding-block: calc(var(--_space) * 1.25);
    color: var(--_action);
    overflow-wrap: anywhere;
  }

  .notice ul {
    padding-inline-start: 1.25em;
  }

  .foot {
    gap: calc(var(--_space) * 1.5);
    justify-items: start;
  }

  .saving {
    position: sticky;
    inset-block-end: 0;
    inline-size: 100%;
    padding-block: var(--_space);
    background: var(--_surface);
    color: var(--_text-quiet);
  }

  .saving.failed,
  .saving.clash,
  .saving.closed {
    color: var(--_warning);
    font-weight: 600;
  }

  .given {
    display: grid;
    gap: calc(var(--_space) * 1.5);
  }

  .given dt {
    color: var(--_text-quiet);
    font-size: var(--_size-small);
  }

  .given dd {
    font-weight: 600;
    overflow-wrap: anywhere;
    white-space: pre-line;
  }

  @container (inline-size >= 30rem) {
    .options {
      grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
    }
  }

  @container (inline-size < 22rem) {
    fieldset.group {
      padding-inline: calc(var(--_space) * 1.5);
    }
  }
`;

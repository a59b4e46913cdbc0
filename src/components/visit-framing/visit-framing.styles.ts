import { css } from 'lit';

export const framingStyles = css`
  :host {
    display: block;
  }

  details {
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface-raised);
  }

  summary {
    min-block-size: var(--_target);
    padding: calc(var(--_space) * 1.25) calc(var(--_space) * 1.5);
    box-sizing: border-box;
    font-weight: 600;
    cursor: pointer;
  }

  .content {
    display: grid;
    justify-items: start;
    gap: calc(var(--_space) * 1.5);
    padding: 0 calc(var(--_space) * 1.5) calc(var(--_space) * 1.5);
  }

  ul {
    display: grid;
    gap: var(--_space);
    margin: 0;
    padding-inline-start: calc(var(--_space) * 2.5);
  }

  .own {
    position: relative;
    inline-size: 100%;
    max-inline-size: 26rem;
    aspect-ratio: 4 / 3;
    border-radius: var(--_radius-small);
    background: var(--_stage);
    overflow: hidden;
  }

  .own visit-picture {
    position: absolute;
    inset: 0;
  }

  .own svg {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    fill: none;
    stroke: #fff;
    stroke-width: 1.5;
    stroke-dasharray: 5 4;
    filter: drop-shadow(0 0 1px #000);
  }
`;

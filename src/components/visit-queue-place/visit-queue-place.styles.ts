import { css } from 'lit';

export const queuePlaceStyles = css`
  .place {
    display: grid;
    gap: calc(var(--_space) * 0.5);
    padding: calc(var(--_space) * 2);
    border: 2px solid var(--_action);
    border-radius: var(--_radius);
    background: var(--_tint);
  }

  .number {
    font-size: var(--_size-display);
    font-weight: 650;
    line-height: 1.25;
    font-variant-numeric: tabular-nums;
  }

  .estimate {
    font-size: var(--_size-lead);
    font-weight: 600;
  }

  .line {
    font-weight: 650;
  }
`;

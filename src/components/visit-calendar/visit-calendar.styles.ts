import { css } from 'lit';

export const calendarStyles = css`
  .base {
    display: grid;
    justify-items: start;
    gap: var(--_space);
  }
`;

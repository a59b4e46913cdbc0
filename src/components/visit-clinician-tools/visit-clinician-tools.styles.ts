import { css } from 'lit';

export const clinicianToolsStyles = css`
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: stretch;
    gap: var(--_space);
    padding: var(--_space);
    padding-block-end: 0;
  }
`;

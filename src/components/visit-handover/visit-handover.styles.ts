import { css } from 'lit';

export const handoverStyles = css`
  :host {
    container-type: inline-size;
  }
`;

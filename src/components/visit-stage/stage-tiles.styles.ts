import { css } from 'lit';

export const tileStyles = css`
  .tiles {
    display: grid;
    flex: 1;
    grid-auto-rows: minmax(0, 1fr);
    gap: 2px;
    min-block-size: 0;
  }

  .columns-2 {
    grid-template-columns: repeat(2, minmax(0, 1fr));
  }

  .columns-3 {
    grid-template-columns: repeat(3, minmax(0, 1fr));
  }

  .columns-4 {
    grid-template-columns: repeat(4, minmax(0, 1fr));
  }

  .tile {
    position: relative;
    min-block-size: 0;
    min-inline-size: 0;
    border-radius: var(--_picture-radius);
    background: color-mix(in srgb, var(--_on-stage) 6%, var(--_stage));
  }

  /* Corners are rounded on the moving picture itself: a box that cuts them off is composed anew with every frame. */
  .tile visit-picture {
    position: absolute;
    inset: 0;
    border-radius: inherit;
    background: transparent;
    overflow: visible;
  }

  .tile .instead,
  .calling {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: var(--_space);
    padding: calc(var(--_space) * 3);
    padding-block-end: calc(var(--_space) * 7);
    border-radius: inherit;
    background: color-mix(in srgb, var(--_on-stage) 6%, var(--_stage));
    text-align: center;
  }

  .instead .sentence,
  .calling h2 {
    font-size: var(--_size-heading);
    font-weight: 650;
    line-height: 1.3;
  }

  /* Over a picture that has stopped: the words need their own ground. */
  .tile .lost {
    position: absolute;
    inset-block-start: var(--_space);
    inset-inline: var(--_space);
    padding: calc(var(--_space) * 1.25) calc(var(--_space) * 2);
    border-radius: var(--_radius-small);
    background: var(--_stage);
  }

  .lost .sentence {
    font-weight: 650;
  }

  .plate {
    position: absolute;
    inset-block-end: var(--_space);
    inset-inline-start: var(--_space);
    max-inline-size: calc(100% - var(--_space) * 2);
    padding: calc(var(--_space) * 0.5) calc(var(--_space) * 1.25);
    border-radius: var(--_radius-small);
    background: var(--_stage);
    line-height: 1.35;
    overflow-wrap: anywhere;
  }

  .plate .name {
    display: block;
    font-weight: 650;
  }

  .plate .role {
    display: block;
    font-size: var(--_size-small);
  }
`;

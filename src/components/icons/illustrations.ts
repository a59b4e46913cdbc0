import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Quiet line drawings, one for each kind of moment. They add calm, not information. */
const illustration = (drawing: SVGTemplateResult): TemplateResult =>
  html`<svg
    class="illustration"
    part="illustration"
    width="176"
    height="120"
    viewBox="0 0 176 120"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${drawing}
  </svg>`;

const ground = svg`<path d="M12 108h152" />`;
const plant = (x: number): SVGTemplateResult => svg`
  <g transform="translate(${x} 0)">
    <path d="M0 108l-4-18h24l-4 18" />
    <path d="M8 90V64M8 78c-9-1-13-7-13-14 8 0 12 5 13 14zM8 70c1-10 6-15 14-16 0 9-5 15-14 16z" />
  </g>`;

/** Camera and microphone: a screen with a person in it. */
const ready = illustration(svg`
  ${ground}
  <rect x="48" y="28" width="80" height="58" rx="6" fill="currentColor" fill-opacity=".07" />
  <path d="M36 108l6-14h92l6 14" />
  <circle cx="88" cy="50" r="9" />
  <path d="M70 84c1-11 8-17 18-17s17 6 18 17" />
  <path d="M138 40c4 5 4 13 0 18M145 34c7 9 7 21 0 30" />
`);

/** The waiting room: a chair, a plant, a clock. */
const waiting = illustration(svg`
  ${ground}
  <circle cx="128" cy="32" r="17" fill="currentColor" fill-opacity=".07" />
  <path d="M128 22v10l7 4" />
  <path d="M56 74V56a9 9 0 0 1 9-9h20a9 9 0 0 1 9 9v18" fill="currentColor" fill-opacity=".07" />
  <path d="M48 92V78a6 6 0 0 1 12 0v4h30v-4a6 6 0 0 1 12 0v14a4 4 0 0 1-4 4H52a4 4 0 0 1-4-4zM55 96v12M95 96v12" />
  ${plant(120)}
`);

/** It takes a little longer: a cup of tea and a clock. */
const delayed = illustration(svg`
  ${ground}
  <circle cx="120" cy="48" r="26" fill="currentColor" fill-opacity=".07" />
  <path d="M120 30v18l12 7" />
  <path d="M44 70h36v20a14 14 0 0 1-14 14h-8a14 14 0 0 1-14-14V70z" fill="currentColor" fill-opacity=".07" />
  <path d="M80 75h5a8 8 0 0 1 0 16h-5M36 108h52" />
  <path d="M55 60c-4-5 4-8 0-13M68 60c-4-5 4-8 0-13" />
`);

/** Done: a closed computer, a plant. */
const over = illustration(svg`
  ${ground}
  <path d="M36 100h84v4a4 4 0 0 1-4 4H40a4 4 0 0 1-4-4v-4z" fill="currentColor" fill-opacity=".07" />
  <path d="M42 100v-3a3 3 0 0 1 3-3h66a3 3 0 0 1 3 3v3" />
  <circle cx="78" cy="56" r="22" fill="currentColor" fill-opacity=".07" />
  <path d="M68 57l7.5 7.5L89 50" />
  ${plant(134)}
`);

export const illustrations = { ready, waiting, delayed, over } as const;

import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Line icons on a grid of 24, drawn in the colour of the text beside them. They repeat what the text says. */
export const icon = (drawing: SVGTemplateResult, className = ''): TemplateResult =>
  html`<svg
    class="icon ${className}"
    width="24"
    height="24"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${drawing}
  </svg>`;

const slash = svg`<path d="M4 4l16 16" />`;

export const icons = {
  microphone: icon(
    svg`<rect x="9" y="3" width="6" height="11" rx="3" /><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3M8.5 21h7" />`,
  ),
  microphoneOff: icon(
    svg`<path d="M9 9v2a3 3 0 0 0 4.6 2.5M15 10.5V6a3 3 0 0 0-5.7-1.3M5.5 11.5a6.5 6.5 0 0 0 10.6 5M18.5 11.5a6.4 6.4 0 0 1-.6 2.7M12 18v3M8.5 21h7" />${slash}`,
  ),
  camera: icon(svg`<rect x="2.5" y="6" width="13" height="12" rx="2.5" /><path d="M15.5 11l6-3.5v9l-6-3.5" />`),
  cameraOff: icon(
    svg`<path d="M6 6H5a2.5 2.5 0 0 0-2.5 2.5v7A2.5 2.5 0 0 0 5 18h8a2.5 2.5 0 0 0 2.3-1.5M10 6h3a2.5 2.5 0 0 1 2.5 2.5V11l6-3.5v9l-3-1.8" />${slash}`,
  ),
  tick: icon(svg`<circle cx="12" cy="12" r="9" /><path d="M8 12.3l2.7 2.7L16 9.5" />`),
  warning: icon(svg`<path d="M12 4L2.8 19.5h18.4L12 4zM12 10v4.5" /><path d="M12 17.2v.1" />`),
  clock: icon(svg`<circle cx="12" cy="12" r="9" /><path d="M12 7v5l3.2 2" />`),
  retry: icon(svg`<path d="M19.5 12a7.5 7.5 0 1 1-2.4-5.5M19.5 3.5v4h-4" />`),
  devices: icon(
    svg`<path d="M4 13.5V12a8 8 0 0 1 16 0v1.5" /><rect x="3" y="13.5" width="4.5" height="6.5" rx="1.5" /><rect x="16.5" y="13.5" width="4.5" height="6.5" rx="1.5" />`,
  ),
  sound: icon(svg`<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4zM15.5 9a4 4 0 0 1 0 6M18 6.5a7.5 7.5 0 0 1 0 11" />`),
  connection: icon(svg`<path d="M5 20v-3M10 20v-7M15 20V9M20 20V5" />`),
  onlyYou: icon(
    svg`<rect x="5" y="10.5" width="14" height="9.5" rx="2" /><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5" />`,
  ),
  call: icon(
    svg`<path d="M4 20v-1.5A4.5 4.5 0 0 1 8.5 14h3M10 10.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM14 17.5h7M18 14.5l3 3-3 3" />`,
    'directed',
  ),
} as const;

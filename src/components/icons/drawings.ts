import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

/** Line drawings of what the words beside them say, for help and guide. On a field of 120 × 80. */
const drawing = (lines: SVGTemplateResult): TemplateResult =>
  html`<svg
    class="drawing"
    width="120"
    height="80"
    viewBox="0 0 120 80"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${lines}
  </svg>`;

const screen = svg`<rect x="18" y="10" width="84" height="54" rx="5" fill="currentColor" fill-opacity=".07" /><path d="M8 70h104" />`;
const browser = svg`<rect x="8" y="8" width="104" height="64" rx="5" fill="currentColor" fill-opacity=".07" /><path d="M8 24h104" />`;
const person = (x: number, y: number, size = 1): SVGTemplateResult => svg`
  <g transform="translate(${x} ${y}) scale(${size})">
    <circle cx="0" cy="-9" r="7" />
    <path d="M-14 16c1-10 6-14 14-14s13 4 14 14" />
  </g>`;
const cross = (x: number, y: number): SVGTemplateResult =>
  svg`<circle cx=${x} cy=${y} r="9" fill="currentColor" stroke="none" class="mark" /><path class="on-mark" d="M${x - 3.5} ${y - 3.5}l7 7M${x + 3.5} ${y - 3.5}l-7 7" />`;

export const drawings = {
  /** A list of visits, one of them pressed. */
  open: drawing(svg`
    ${browser}
    <rect x="18" y="32" width="66" height="13" rx="3" />
    <rect x="18" y="51" width="66" height="13" rx="3" fill="currentColor" fill-opacity=".18" />
    <path d="M24 38.5h30M24 57.5h36" />
    <path d="M88 54l14 6-6 2.5-2.5 6z" fill="currentColor" />
  `),
  /** The browser's own question, at the page's address. */
  permission: drawing(svg`
    ${browser}
    <circle cx="18" cy="16" r="4.5" />
    <path d="M28 16h52" />
    <rect x="14" y="28" width="66" height="36" rx="4" fill="currentColor" fill-opacity=".07" />
    <rect x="21" y="34" width="13" height="9" rx="2" /><path d="M34 38.5l6-3v7l-6-3" />
    <rect x="50" y="33" width="6" height="8" rx="3" /><path d="M47 38.5a6 6 0 0 0 12 0M53 44.5V47" />
    <rect x="21" y="51" width="24" height="9" rx="4.5" fill="currentColor" />
    <rect x="49" y="51" width="24" height="9" rx="4.5" />
  `),
  /** A calendar and a clock. */
  time: drawing(svg`
    <rect x="14" y="16" width="54" height="52" rx="5" fill="currentColor" fill-opacity=".07" />
    <path d="M14 31h54M28 10v11M54 10v11" />
    <path d="M26 42h6M38 42h6M50 42h6M26 54h6M38 54h6" />
    <circle cx="88" cy="48" r="20" fill="currentColor" fill-opacity=".07" />
    <path d="M88 36v12l8 5" />
  `),
  /** A screen whose camera is covered. */
  picture: drawing(svg`
    ${screen}
    <circle cx="60" cy="16" r="2.5" fill="currentColor" />
    ${person(60, 46)}
    ${cross(96, 20)}
  `),
  /** A headset with its switch. */
  heard: drawing(svg`
    <path d="M34 44v-4a26 26 0 0 1 52 0v4" />
    <rect x="28" y="42" width="12" height="20" rx="5" fill="currentColor" fill-opacity=".18" />
    <rect x="80" y="42" width="12" height="20" rx="5" fill="currentColor" fill-opacity=".18" />
    <path d="M34 62v2a8 8 0 0 0 8 8h10" />
    <rect x="52" y="68" width="12" height="8" rx="4" fill="currentColor" />
    <path d="M72 66c3 1 6 1 8-1M72 73c6 2 11 1 15-3" />
  `),
  /** A loudspeaker that is turned up. */
  sound: drawing(svg`
    <path d="M24 32v18h13l19 15V17L37 32H24z" fill="currentColor" fill-opacity=".07" />
    <path d="M66 32c4 5 4 13 0 18M76 26c7 9 7 21 0 30M86 20c10 13 10 29 0 42" />
  `),
  /** A router near the telephone. */
  network: drawing(svg`
    <rect x="14" y="50" width="46" height="18" rx="4" fill="currentColor" fill-opacity=".07" />
    <path d="M22 59h.1M30 59h.1M37 50V34" />
    <path d="M29 28a11 11 0 0 1 16 0M23 21a20 20 0 0 1 28 0" />
    <rect x="84" y="22" width="24" height="46" rx="4" fill="currentColor" fill-opacity=".07" />
    <path d="M93 62h6M66 45h11M73 41l4 4-4 4" />
  `),
  /** One who sits and waits. */
  wait: drawing(svg`
    <path d="M8 72h104" />
    ${person(42, 32, 0.9)}
    <path d="M62 30v42M30 58h32M32 58v14" />
    <circle cx="90" cy="26" r="15" fill="currentColor" fill-opacity=".07" />
    <path d="M90 17v9l6 4" />
  `),
  /** Alone behind a door, with a headset. */
  private: drawing(svg`
    <path d="M8 72h104" />
    <rect x="16" y="12" width="34" height="60" rx="2" fill="currentColor" fill-opacity=".07" />
    <path d="M43 43v.1" />
    ${person(84, 48)}
    <path d="M75 40v-2a9 9 0 0 1 18 0v2M75 37v6M93 37v6" />
  `),
  /** A way back to the screen. */
  back: drawing(svg`
    ${screen}
    <path d="M74 30H52a10 10 0 0 0 0 20h6M66 22l9 8-9 8" />
  `),
  /** Two people see each other. */
  meeting: drawing(svg`
    ${screen}
    ${person(52, 44, 1.1)}
    <rect x="76" y="42" width="20" height="16" rx="2" fill="currentColor" fill-opacity=".07" />
    ${person(86, 54, 0.4)}
  `),
  /** The buttons of a visit. */
  controls: drawing(svg`
    <circle cx="26" cy="40" r="15" fill="currentColor" fill-opacity=".07" />
    <rect x="23" y="31" width="6" height="10" rx="3" /><path d="M19 38a7 7 0 0 0 14 0M26 45v4" />
    <circle cx="62" cy="40" r="15" fill="currentColor" fill-opacity=".07" />
    <rect x="53" y="35" width="12" height="10" rx="2" /><path d="M65 40l6-3v6l-6-3" />
    <circle cx="98" cy="40" r="15" fill="currentColor" fill-opacity=".07" />
    <path d="M97 33h-5v14h5M98 40h8M103 37l3 3-3 3" />
  `),
  /** It is done. */
  done: drawing(svg`
    ${screen}
    <circle cx="60" cy="37" r="17" />
    <path d="M52 38l6 6 11-13" />
  `),
  /** A telephone that rings. */
  phone: drawing(svg`
    <rect x="44" y="8" width="32" height="64" rx="6" fill="currentColor" fill-opacity=".07" />
    <path d="M56 65h8M34 30c-4 6-4 14 0 20M26 24c-7 10-7 22 0 32M86 30c4 6 4 14 0 20M94 24c7 10 7 22 0 32" />
  `),
} as const;

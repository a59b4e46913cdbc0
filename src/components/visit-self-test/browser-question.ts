import { html, svg, type TemplateResult } from 'lit';

/**
 * Where a browser asks for leave: a window with its address, and what comes down from it. `denied`: the symbol beside the
 * address, by which a no is taken back. The words beside it say it too.
 */
export const browserQuestion = (denied: boolean): TemplateResult =>
  html`<svg
    class="browser"
    part="browser-question"
    width="220"
    height="130"
    viewBox="0 0 220 130"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <rect x="4" y="4" width="212" height="122" rx="8" />
    <path d="M4 38h212" />
    <path d="M14 21l4-4M14 21l4 4M14 21h8M36 21h-8" />
    <rect x="46" y="12" width="158" height="18" rx="9" fill="currentColor" fill-opacity=".07" />
    ${
      denied
        ? svg`<g class="mark">
            <circle cx="58" cy="21" r="13" fill="currentColor" fill-opacity=".14" />
            <path d="M53 18h10M53 24h10M56 16v4M60 22v4" />
            <path d="M92 78L67 40M67 40l1 9M67 40l8 4" />
          </g>
          <path d="M78 21h60" />`
        : svg`<path d="M58 21h70" />
          <g class="mark">
            <rect x="40" y="44" width="104" height="64" rx="6" fill="currentColor" fill-opacity=".1" />
            <rect x="51" y="54" width="13" height="10" rx="2.5" />
            <path d="M64 58l6-3v9l-6-3" />
            <path d="M80 58h50M52 76h66" />
            <rect x="50" y="86" width="40" height="14" rx="7" fill="currentColor" />
            <rect x="98" y="86" width="36" height="14" rx="7" />
          </g>
          <path d="M176 74h-26M150 74l7-6M150 74l7 6" />`
    }
  </svg>`;

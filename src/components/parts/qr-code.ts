import { html, svg, type TemplateResult } from 'lit';
import { encode } from 'uqr';

/** The light edge that readers need, in modules (ISO/IEC 18004, 9.1). */
const QUIET_ZONE = 4;

/**
 * A QR code as one path, dark on light in every colour scheme, as many readers take no other. `label` is its name for those
 * who do not see it.
 */
export function qrCode(text: string, label: string): TemplateResult {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const rows = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return html`<svg
    class="qr-code"
    role="img"
    aria-label=${label}
    viewBox="0 0 ${size} ${size}"
    shape-rendering="crispEdges"
  >
    ${svg`<rect width=${size} height=${size} fill="#fff" /><path d=${rows.join('')} fill="#000" />`}
  </svg>`;
}

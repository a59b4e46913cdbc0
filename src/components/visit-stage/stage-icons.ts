import { svg } from 'lit';
import { icon } from '../icons/icons.ts';

/** What only the stage shows, and so comes with it. */
export const stageIcons = {
  leave: icon(svg`<path d="M10 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4M15 8l4 4-4 4M19 12H9" />`, 'directed'),
  corners: icon(
    svg`<rect x="3" y="4.5" width="18" height="15" rx="2.5" /><rect x="12.5" y="12" width="5.5" height="4.5" rx="1" fill="currentColor" stroke="none" />`,
  ),
  person: icon(svg`<circle cx="12" cy="8" r="4" /><path d="M4.5 20.5a7.5 7.5 0 0 1 15 0" />`),
  away: icon(svg`<path d="M6 6l12 12M18 6L6 18" />`),
  more: icon(
    svg`<circle cx="5" cy="12" r="1.6" fill="currentColor" /><circle cx="12" cy="12" r="1.6" fill="currentColor" /><circle cx="19" cy="12" r="1.6" fill="currentColor" />`,
  ),
  turn: icon(
    svg`<path d="M4 9.5A2.5 2.5 0 0 1 6.5 7H8l1.5-2.5h5L16 7h1.5A2.5 2.5 0 0 1 20 9.5v7a2.5 2.5 0 0 1-2.5 2.5h-11A2.5 2.5 0 0 1 4 16.5v-7z" /><path d="M9 12.5a3.2 3.2 0 0 1 5.6-1.8l.9 1M15 13.5a3.2 3.2 0 0 1-5.6 1.8l-.9-1M15.6 9.6v2.2h-2.2M8.4 16.4v-2.2h2.2" />`,
  ),
  fullScreen: icon(svg`<path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" />`),
  smallWindow: icon(
    svg`<rect x="3" y="4.5" width="18" height="15" rx="2.5" /><rect x="11.5" y="11" width="7" height="6" rx="1" />`,
  ),
} as const;

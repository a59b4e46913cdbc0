import type { Role } from '../../contract/index.ts';

/** Where tiles may stand, CSS px. */
export interface Room {
  readonly width: number;
  readonly height: number;
}

/** What cameras give, mostly. */
const PICTURE = 4 / 3;
/** A place that is left over is worth this: one's own picture lies there, and on nobody. */
const FREE_PLACE = 1.2;

/**
 * In how many columns `count` tiles of the same size stand, so that pictures of 4:3 are as large as the room allows. All
 * are the same, so that nobody's hands or face are smaller than another's: an interpreter's least of all.
 */
export function columnsFor(count: number, room: Room): number {
  let best = { columns: 1, worth: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const width = Math.min(room.width / columns, (room.height / rows) * PICTURE);
    const worth = width * (columns * rows > count ? FREE_PLACE : 1);
    if (worth > best.worth) best = { columns, worth };
  }
  return best.columns;
}

/**
 * Whether a picture is seen whole, rather than filling its tile: what a clinician looks at, hands that sign or point, and
 * all pictures where there are several.
 */
export const isSeenWhole = (viewer: Role | null, role: Role, count: number): boolean =>
  viewer === 'clinician' || role === 'interpreter' || count > 1;

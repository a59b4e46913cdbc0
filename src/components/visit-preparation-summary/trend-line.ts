import { svg, html, nothing, type TemplateResult } from 'lit';
import type { ReadingTrend } from '../../core/preparation/reading-trends.ts';

const WIDTH = 240;
const HEIGHT = 48;
/** Room for the dots at the edges. */
const EDGE = 4;

/**
 * How the readings of one kind have gone, in a small line: for the eye alone, as the table beside it has the same. Nothing
 * where there is nothing to compare.
 *
 * Its places on the line are by time. A few lines of our own: a library for charts is many times what a panel loads in all.
 */
export function trendLine({ points }: ReadingTrend): TemplateResult | typeof nothing {
  if (points.length < 2) return nothing;
  const times = points.map(({ at }) => Date.parse(at));
  const all = points.flatMap(({ values }) => values.filter((value) => value !== null));
  const across = scale(times, EDGE, WIDTH - EDGE);
  const up = scale(all, HEIGHT - EDGE, EDGE);
  const lines = (points[0]?.values ?? []).map((_, part) =>
    points.flatMap(({ values }, index) => {
      const value = values[part] ?? null;
      return value === null ? [] : [[across(times[index] ?? 0), up(value)] as const];
    }),
  );
  return html`<svg
    class="trend"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    fill="none"
    stroke="currentColor"
    stroke-width="1.5"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${lines.map(
      (line) =>
        svg`<polyline vector-effect="non-scaling-stroke" points=${line.map(([x, y]) => `${x},${y}`).join(' ')} />${line.map(
          ([x, y]) => svg`<circle cx=${x} cy=${y} r="2" fill="currentColor" />`,
        )}`,
    )}
  </svg>`;
}

/** From the range of the values to a range of places, to the tenth; all the same stand in the middle. */
function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return (value) =>
    Math.round((most === least ? (from + to) / 2 : from + ((value - least) / (most - least)) * (to - from)) * 10) / 10;
}

import type { BenchLab } from './bench-lab.ts';

/** What one run gave: times in ms, counts, and what was so. */
export type Values = Readonly<Record<string, number | boolean | string>>;

export interface Run {
  /** Load of the machine (1 min) when the run began. */
  readonly load: number;
  readonly values: Values;
  /** Why the run gave less than it should; null when all went well. */
  readonly error: string | null;
  /** What the pages complained of. */
  readonly faults: readonly string[];
}

/** One line of the table. */
export interface Row {
  readonly says: string;
  /** In words; null: reported only. */
  readonly bar: string | null;
  /** Null where the runs do not tell. */
  judge(runs: readonly Values[]): Verdict | null;
  /** What stands in the way, as far as known: shown where the bar is not met. */
  readonly floor?: string;
}

export interface Verdict {
  readonly measured: string;
  /** Null: there is no bar. */
  readonly met: boolean | null;
}

interface AnyMeasure {
  readonly name: string;
  /** What is measured and how, for who reads the page: a few sentences. */
  readonly about: string;
  /** So many unless told. */
  readonly runs: number;
  /** ms */
  readonly roundTripMs: number;
  readonly rows: readonly Row[];
  /** One run takes no longer, s. */
  readonly limitSeconds?: number;
}

/** With the whole installation, over the emulated link. */
interface LabMeasure extends AnyMeasure {
  /** Notes what it finds in `values` at once, so that a run that fails later keeps it. */
  run(lab: BenchLab, values: Record<string, number | boolean | string>, index: number): Promise<void>;
}

/** Of a page alone: the lab is not even started. */
interface PageMeasure extends AnyMeasure {
  /** As `LabMeasure.run`. */
  runAlone(values: Record<string, number | boolean | string>): Promise<void>;
}

export type Measure = LabMeasure | PageMeasure;

/** All numbers under this key. */
export const numbersOf = (runs: readonly Values[], key: string): number[] =>
  runs.map((values) => values[key]).filter((value): value is number => typeof value === 'number');

export function median(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null;
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const ms = (value: number): string => `${Math.round(value)} ms`;

/** Median with its spread; met when it is no more than `limit` (null: reported only). */
export const medianMs =
  (key: string, limit: number | null): Row['judge'] =>
  (runs) => {
    const numbers = numbersOf(runs, key);
    const middle = median(numbers);
    if (middle === null) return null;
    const spread = `${ms(Math.min(...numbers))} – ${ms(Math.max(...numbers))}, ${numbers.length} of ${runs.length} runs`;
    // A run that never got there counts as one that took for ever.
    const lost = runs.length - numbers.length;
    const met = limit === null ? null : middle <= limit && lost * 2 < runs.length;
    return { measured: `**${ms(middle)}** (${spread})`, met };
  };

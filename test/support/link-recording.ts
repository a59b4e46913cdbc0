import type { LinkSample } from '../../src/core/quality/link-sample.ts';

/** What a page counted, once a second, while its link was as `link` says. Made by `npm run bench -- --samples FOLDER`. */
export interface LinkRecording {
  readonly situation: string;
  readonly side: 'patient' | 'clinician';
  readonly browser: string;
  readonly roundTripMs: number;
  /** What was done to the link, or to the page, at `fromSecond`, and undone at `toSecond`. */
  readonly changed: object;
  readonly fromSecond: number;
  readonly toSecond: number;
  readonly samples: readonly LinkSample[];
}

/** As it lies in its file: figures by name, so that it stays small. `null` in a series: the stream was not there. */
export interface PackedRecording extends Omit<LinkRecording, 'samples'> {
  readonly at: readonly number[];
  readonly sent: Table;
  readonly received: Table;
  readonly paths: Table;
}

/** For each row its names, with one value where it never changes, else one a sample; `there`: in which samples it is. */
type Table = readonly { readonly there: readonly number[]; readonly figures: Readonly<Record<string, unknown>> }[];

export function packRecording({ samples, ...rest }: LinkRecording): PackedRecording {
  return {
    ...rest,
    at: samples.map(({ at }) => round(at)),
    sent: pack(
      samples.map(({ sent }) => sent),
      ({ key }) => key,
    ),
    received: pack(
      samples.map(({ received }) => received),
      ({ key }) => key,
    ),
    paths: pack(
      samples.map(({ paths }) => paths),
      ({ connection }) => connection,
    ),
  };
}

export function unpackRecording({ at, sent, received, paths, ...rest }: PackedRecording): LinkRecording {
  const samples = at.map((at, index) => ({
    at,
    sent: unpack(sent, index),
    received: unpack(received, index),
    paths: unpack(paths, index),
  })) as unknown as LinkSample[];
  return { ...rest, samples };
}

function pack<Row extends object>(rows: readonly (readonly Row[])[], keyOf: (row: Row) => string): Table {
  const keys = [...new Set(rows.flatMap((row) => row.map(keyOf)))];
  return keys.map((key) => {
    const series = rows.map((row) => row.find((one) => keyOf(one) === key) ?? null);
    const there = series.flatMap((row, index) => (row ? [index] : []));
    const present = series.filter((row) => row !== null);
    const names = Object.keys(present[0] ?? {}) as (keyof Row & string)[];
    const figures = Object.fromEntries(
      names.map((name) => {
        const values = present.map((row) => round(row[name]));
        return [name, values.every((value) => value === values[0]) ? values[0] : values];
      }),
    );
    return { there: there.length === rows.length ? [] : there, figures };
  });
}

const unpack = (table: Table, index: number): object[] =>
  table.flatMap(({ there, figures }) => {
    const place = there.length === 0 ? index : there.indexOf(index);
    if (place < 0) return [];
    return [
      Object.fromEntries(
        Object.entries(figures).map(([name, value]) => [name, Array.isArray(value) ? value[place] : value]),
      ),
    ];
  });

const round = <T>(value: T): T =>
  (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value) as T;

import type { Suite } from './suite.ts';

/** Suites that run at the same time: lanes beside each other, each with its suites one after the other. */
export type Round = readonly (readonly Suite[])[];

/**
 * In what order suites run. Neighbours with a lane share a round; one without has the machine to itself, as it measures
 * real time.
 */
export function roundsOf(suites: readonly Suite[]): readonly Round[] {
  const rounds: Map<string | null, Suite[]>[] = [];
  let shared: Map<string | null, Suite[]> | null = null;
  for (const suite of suites) {
    if (suite.lane === null || shared === null) {
      shared = new Map();
      rounds.push(shared);
    }
    shared.set(suite.lane, [...(shared.get(suite.lane) ?? []), suite]);
    if (suite.lane === null) shared = null;
  }
  return rounds.map((lanes) => [...lanes.values()]);
}

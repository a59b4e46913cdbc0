/** How long to wait before the next try. Pure: `attempt` counts from 0, `random` is 0 ≤ x < 1. */
export type ReconnectPolicy = (attempt: number, random: number) => number;

const STEPS_MS = [0, 500, 1_000, 2_000, 4_000] as const;

/**
 * At once, then 0.5, 1, 2 and 4 s for ever, each shortened by up to a quarter so that a thousand pages do not come
 * back to a restarted server in the same instant. ms.
 */
export const defaultReconnectPolicy: ReconnectPolicy = (attempt, random) => {
  const step = STEPS_MS[Math.min(attempt, STEPS_MS.length - 1)] ?? 4_000;
  return Math.round(step * (1 - random / 4));
};

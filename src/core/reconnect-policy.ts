import type { VisitError } from './errors.ts';

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

/** Whoever asks to be left alone for longer is asked again after this, ms: a person waits meanwhile. */
const LONGEST_PAUSE_MS = 60_000;

/** The wait after `error`: as long as the service asks for, a minute at most, and no shorter than `policyMs`. ms. */
export const waitAfter = ({ retryAfterMs }: VisitError, policyMs: number): number =>
  Math.max(policyMs, Math.min(retryAfterMs ?? 0, LONGEST_PAUSE_MS));

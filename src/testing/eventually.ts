import { settle } from './manual-clock.ts';

const LIMIT_MS = 5_000;

/** Resolves as soon as the condition holds; rejects, saying what never came, when it does not within five seconds. */
export async function eventually(holds: () => boolean, what: string | (() => string)): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`never: ${typeof what === 'string' ? what : what()}`);
    await settle();
  }
}

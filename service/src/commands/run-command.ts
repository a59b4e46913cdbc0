import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../src/core/clock.ts';
import type { Command, CommandResult, ServiceError } from '../../../src/contract/index.ts';
import { ServiceProblem } from '../errors/service-problem.ts';
import { type Answer, answerOnce } from '../store/kept-answers.ts';
import type { Database, Store } from '../store/open-store.ts';
import { type Change, saveChange } from '../store/save-change.ts';
import { saveResponse } from '../store/preparations.ts';
import { saveQuality } from '../store/quality.ts';
import { loadVisit } from '../store/visit-record.ts';
import { viewOf } from '../store/visit-view.ts';
import { demandAccess } from '../tokens/access.ts';
import { type Actor, nameOfActor, participantOf } from '../tokens/actor.ts';
import { decide } from './rules.ts';

/** Who is told after a change is safely stored. */
export interface ChangeListener {
  onChange(change: Change): void;
}

export interface CommandRunner {
  /** Carries out one command in one transaction; with a key, the same request again gets the same answer. */
  run(command: Command, actor: Actor, idempotencyKey?: string): Promise<Answer<CommandResult | ServiceError>>;
}

/** Twice is as good as once: not worth a row each. */
const repeatableCommands: ReadonlySet<Command['type']> = new Set([
  'renew-presence',
  'report-quality',
  'save-preparation',
]);

/** 96 random bits, base64url: says nothing of the person or the visit. */
export const newId = (): string => randomBytes(12).toString('base64url');

export function createCommandRunner(options: {
  store: Store;
  clock: Clock;
  listeners: readonly ChangeListener[];
}): CommandRunner {
  const { store, clock, listeners } = options;

  async function carryOut(transaction: Database, command: Command, actor: Actor): Promise<Change> {
    demandAccess(actor, { visitId: command.visitId });
    const record = await loadVisit(transaction, command.visitId, { forChange: true });
    if (!record) throw new ServiceProblem('not-found', 'no such visit');
    demandAccess(actor, { visitId: command.visitId, unitId: record.visit.unitId });
    const now = new Date(clock.now());
    const change = decide(record, command, actor, { now, newId });
    // Before anything else is written: a refusal is an answer, and does not undo what came before it.
    if (command.type === 'save-preparation' && !(await saveResponse(transaction, record, command, now)))
      return { before: record, after: record, happenings: [] };
    const after = await saveChange(transaction, change, nameOfActor(actor), now);
    const participant = participantOf(after, actor);
    if (command.type === 'report-quality' && participant)
      await saveQuality(transaction, participant, command.connectionId, command.report, now);
    return { ...change, after };
  }

  return {
    async run(command, actor, idempotencyKey) {
      let done: Change | null = null;
      const answer = await store.transaction((transaction) => {
        const work = async (): Promise<Answer<CommandResult | ServiceError>> => {
          try {
            done = await carryOut(transaction, command, actor);
            return { status: 200, body: { visit: viewOf(done.after, actor) } };
          } catch (error) {
            // A refusal has changed nothing, and is kept as the answer like any other.
            if (error instanceof ServiceProblem) return { status: error.status, body: error.toBody(actor) };
            throw error;
          }
        };
        const repeatable = repeatableCommands.has(command.type);
        if (idempotencyKey === undefined || repeatable) return work();
        return answerOnce(
          transaction,
          { caller: nameOfActor(actor), key: idempotencyKey, request: command, now: clock.now() },
          work,
        );
      });
      if (done) for (const listener of listeners) listener.onChange(done);
      return answer;
    },
  };
}

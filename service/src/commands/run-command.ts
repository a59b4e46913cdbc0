import { randomBytes } from 'node:crypto';
import type { Clock } from '../../../src/core/clock.ts';
import type { Command, CommandResult, ServiceError } from '../../../src/contract/index.ts';
import { ServiceProblem } from '../errors/service-problem.ts';
import { GatewayUnreachableError } from '../gateways/admin-connection.ts';
import { type Answer, answerOnce } from '../store/kept-answers.ts';
import type { Database, Store } from '../store/open-store.ts';
import { type Change, saveChange } from '../store/save-change.ts';
import { saveResponse } from '../store/preparations.ts';
import { saveQuality } from '../store/quality.ts';
import { demandEntry } from '../store/queues.ts';
import { loadVisit } from '../store/visit-record.ts';
import { viewOf } from '../store/visit-view.ts';
import { demandAccess } from '../tokens/access.ts';
import { type Actor, nameOfActor, participantOf } from '../tokens/actor.ts';
import { decide } from './rules.ts';

/** Who is told after a change is safely stored. */
export interface ChangeListener {
  onChange(change: Change): void;
}

/** The gateways, as far as a command has to wait for them. */
export interface Enforcer {
  /** Rejects where the gateway cannot be brought in line with the visit now. */
  enforce(visitId: string): Promise<void>;
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

/** Not done before the gateway has done its part: the answer says that nobody sees or hears any more. */
const enforcedCommands: ReadonlySet<Command['type']> = new Set(['put-back', 'remove']);

/** 96 random bits, base64url: says nothing of the person or the visit. */
export const newId = (): string => randomBytes(12).toString('base64url');

export function createCommandRunner(options: {
  store: Store;
  clock: Clock;
  listeners: readonly ChangeListener[];
  enforcer: Enforcer;
}): CommandRunner {
  const { store, clock, listeners, enforcer } = options;

  async function carryOut(transaction: Database, command: Command, actor: Actor): Promise<Change> {
    demandAccess(actor, { visitId: command.visitId });
    const record = await loadVisit(transaction, command.visitId, { forChange: true });
    if (!record) throw new ServiceProblem('not-found', 'no such visit');
    demandAccess(actor, { visitId: command.visitId, unitId: record.visit.unitId });
    const now = new Date(clock.now());
    if (command.type === 'arrive') await demandEntry(transaction, record, now);
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

  /** Also when the command comes again and changes nothing: it comes again because it was not sure. */
  async function enforced(
    command: Command,
    actor: Actor,
    answer: Answer<CommandResult | ServiceError>,
  ): Promise<Answer<CommandResult | ServiceError>> {
    try {
      await enforcer.enforce(command.visitId);
      return answer;
    } catch (error) {
      if (!(error instanceof GatewayUnreachableError)) throw error;
      const record = await loadVisit(store.database, command.visitId);
      const problem = new ServiceProblem('gateway-unreachable', 'the gateway does not answer: it is not sure yet', {
        cause: error,
        ...(record ? { record } : {}),
      });
      return { status: problem.status, body: problem.toBody(actor) };
    }
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
      return answer.status === 200 && enforcedCommands.has(command.type) ? enforced(command, actor, answer) : answer;
    },
  };
}

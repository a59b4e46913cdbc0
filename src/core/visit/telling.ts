import type { Command, TellingCommand } from '../../contract/index.ts';
import type { VisitService } from '../service/visit-service.ts';

/** What a person tells the others in a visit, as the command of that name without what the page adds. */
export type Telling =
  Extract<Command, { type: TellingCommand }> extends infer C
    ? C extends Command
      ? Omit<C, 'visitId' | 'connectionId' | 'expectedVersion'>
      : never
    : never;

/** Tells it, and resolves with the visit after it. `connectionId`: of a page that takes part. */
export async function tell(
  service: VisitService,
  telling: Telling,
  page: { readonly visitId: string; readonly connectionId?: string },
  signal?: AbortSignal,
): Promise<import('../../contract/index.ts').VisitView> {
  return (await service.command({ ...telling, ...page } as Command, signal)).visit;
}

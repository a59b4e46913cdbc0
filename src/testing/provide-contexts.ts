import { ContextProvider } from '@lit/context';
import { dayListContext } from '../context/day-list-context.ts';
import { sessionContext } from '../context/session-context.ts';
import type { DayListLike } from '../core/day-list/day-list-like.ts';
import type { VisitSessionLike } from '../core/visit/visit-session-like.ts';

/**
 * Lets `element` give a session to the elements of the package below it, as `<video-visit>` does: for trying or testing
 * `<visit-waiting-room>`, `<visit-stage>` and their like alone. Call it before they are added.
 */
export function provideSession(
  element: HTMLElement,
  session: VisitSessionLike | null,
): { setValue(session: VisitSessionLike | null): void } {
  return new ContextProvider(element, { context: sessionContext, initialValue: session });
}

/** The same for a day list. */
export function provideDayList(
  element: HTMLElement,
  dayList: DayListLike | null,
): { setValue(dayList: DayListLike | null): void } {
  return new ContextProvider(element, { context: dayListContext, initialValue: dayList });
}

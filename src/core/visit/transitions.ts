import { VisitError } from '../errors.ts';
import type { Phase } from './visit-state.ts';

/**
 * What moves a session on. The first group is where the service says that the person stands (`stands-ahead`: outside, and
 * the waiting room is not open yet); `shown`: something of another person can be seen or heard, or would be if they sent
 * anything.
 */
export const sessionEvents = [
  'stands-ahead',
  'stands-outside',
  'stands-waiting',
  'stands-admitted',
  'visit-closed',
  'replaced',
  'removed',
  'shown',
  'left',
  'failed',
  'resumed',
] as const;
export type SessionEvent = (typeof sessionEvents)[number];

/**
 * The session's moves; a pair that is not here is illegal. A phase that answers with itself takes the event as no news.
 */
export const transitions: Readonly<Record<Phase, Readonly<Partial<Record<SessionEvent, Phase>>>>> = {
  starting: {
    'stands-ahead': 'ahead',
    'stands-outside': 'checking',
    'stands-waiting': 'waiting',
    'stands-admitted': 'called-in',
    'visit-closed': 'over',
    replaced: 'taken-over',
    removed: 'over',
    left: 'over',
    failed: 'failed',
    resumed: 'starting',
  },
  ahead: {
    'stands-ahead': 'ahead',
    'stands-outside': 'checking',
    'stands-waiting': 'waiting',
    'stands-admitted': 'called-in',
    'visit-closed': 'over',
    replaced: 'taken-over',
    removed: 'over',
    left: 'over',
    failed: 'failed',
  },
  checking: {
    // Booked anew, for later.
    'stands-ahead': 'ahead',
    'stands-outside': 'checking',
    'stands-waiting': 'waiting',
    'stands-admitted': 'called-in',
    'visit-closed': 'over',
    replaced: 'taken-over',
    removed: 'over',
    left: 'over',
    failed: 'failed',
  },
  waiting: {
    // The same person gave up the place elsewhere.
    'stands-ahead': 'ahead',
    'stands-outside': 'checking',
    'stands-waiting': 'waiting',
    'stands-admitted': 'called-in',
    'visit-closed': 'over',
    replaced: 'taken-over',
    removed: 'over',
    left: 'over',
    failed: 'failed',
  },
  'called-in': {
    'stands-outside': 'over',
    'stands-waiting': 'waiting',
    'stands-admitted': 'called-in',
    shown: 'on-stage',
    'visit-closed': 'over',
    replaced: 'taken-over',
    removed: 'over',
    left: 'over',
    failed: 'failed',
  },
  'on-stage': {
    'stands-outside': 'over',
    'stands-waiting': 'waiting',
    'stands-admitted': 'on-stage',
    shown: 'on-stage',
    'visit-closed': 'over',
    replaced: 'taken-over',
    removed: 'over',
    left: 'over',
    failed: 'failed',
  },
  // Who left by mistake comes back.
  over: { 'visit-closed': 'over', resumed: 'starting' },
  'taken-over': { 'visit-closed': 'over', replaced: 'taken-over', resumed: 'starting' },
  failed: { resumed: 'starting' },
};

/** The phase after the event. Throws `VisitError('invalid-state')` for a move that does not exist. */
export function nextPhase(phase: Phase, event: SessionEvent): Phase {
  const next = transitions[phase][event];
  if (next === undefined) throw new VisitError('invalid-state', { detail: `${event} in ${phase}` });
  return next;
}

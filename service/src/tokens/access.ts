import type { Actor } from './actor.ts';
import { ServiceProblem } from '../errors/service-problem.ts';

/**
 * Throws unless the actor may have to do with the visit: `wrong-visit` for a participant of another, `forbidden` for a
 * clinician or unit staff of another unit. Without `unitId` only what can be told before the visit is read.
 */
export function demandAccess(actor: Actor, visit: { readonly visitId: string; readonly unitId?: string }): void {
  if (actor.kind === 'participant' && actor.visitId !== visit.visitId) {
    throw new ServiceProblem('wrong-visit', 'the token is for another visit');
  }
  if (actor.kind === 'clinician' || actor.kind === 'unit-staff') {
    if (visit.unitId !== undefined) demandUnit(actor, visit.unitId);
  }
}

/** Throws `forbidden` unless the actor may read what the unit does. */
export function demandUnit(actor: Actor, unitId: string): void {
  if (actor.kind === 'host') return;
  if (actor.kind === 'participant') throw new ServiceProblem('forbidden', 'a participant opens one visit only');
  if (!actor.units.includes(unitId)) throw new ServiceProblem('forbidden', 'the token is for other units');
}

import { isPutBack } from '../../contract/people.ts';
import { isPatientSide } from '../../contract/visit-status.ts';
import type { ParticipantView, Role, VisitView } from '../../contract/index.ts';
import type { QualitySnapshot } from '../../core/quality/visit-quality.ts';
import type { CalledIn, OnStage, Person, VisitSnapshot } from '../../core/visit/visit-state.ts';

/** What the stage shows. */
export interface StageState
  extends Pick<VisitSnapshot, 'phase' | 'visit' | 'devices' | 'gateway' | 'problem'>, Omit<QualitySnapshot, 'quality'> {
  /** One's own; null before it is known. */
  readonly role: Role | null;
  readonly people: readonly Person[];
  /** Null before the stage. */
  readonly quality: QualitySnapshot['quality'] | null;
}

export const nobody: readonly Person[] = [];
const beforeStage = { people: nobody, quality: null, ringInstead: false, pictureHeldBack: false };

export function stageState(snapshot: VisitSnapshot): StageState {
  const { phase, visit, self, devices, gateway, problem } = snapshot;
  const here = phase === 'on-stage' || phase === 'called-in' ? ofStage(snapshot as CalledIn | OnStage) : beforeStage;
  return { phase, visit, role: self?.role ?? null, devices, gateway, problem, ...here };
}

const ofStage = ({ people, quality, ringInstead, pictureHeldBack }: CalledIn | OnStage) => ({
  people,
  quality,
  ringInstead,
  pictureHeldBack,
});

/** Who has given their microphone back for a while, and is there. */
export const soundPausedAt = (people: readonly Person[]): readonly Person[] =>
  people.filter(({ present, microphone }) => present && microphone === 'paused');

/**
 * Who waits to be let in, by a clinician who may: in a visit that runs, with their page open. Not the patient's side that was
 * put back: it is called in again.
 */
export function waitingOutside({ visit, role }: Pick<StageState, 'visit' | 'role'>): readonly ParticipantView[] {
  if (role !== 'clinician' || visit?.status !== 'in-progress' || !isOwn(visit)) return [];
  return visit.participants.filter(
    (person) =>
      person.role !== 'clinician' &&
      person.admission === 'waiting' &&
      person.connection?.present === true &&
      !(isPatientSide(person) && isPutBack(visit, person)),
  );
}

/** Whether the patient's side is in the waiting room for a moment. */
export const hasPutBack = (visit: VisitView): boolean =>
  visit.participants.some((person) => isPatientSide(person) && isPutBack(visit, person));

const isOwn = ({ self, calledInBy }: VisitView): boolean => self !== null && self === calledInBy;

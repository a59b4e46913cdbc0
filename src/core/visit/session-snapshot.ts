import type { ParticipantView, VisitView } from '../../contract/index.ts';
import { VisitError } from '../errors.ts';
import type { DevicesSnapshot } from '../media/devices-snapshot.ts';
import type { QualitySnapshot } from '../quality/visit-quality.ts';
import type { NewsSnapshot } from '../service/news-feed.ts';
import type { RoomSnapshot } from './room-part.ts';
import type { OverReason, Phase, VisitSnapshot } from './visit-state.ts';

/** What a session knows, by part. */
export interface SessionParts {
  readonly phase: Phase;
  readonly visit: VisitView | null;
  readonly feed: NewsSnapshot;
  readonly room: RoomSnapshot;
  readonly devices: DevicesSnapshot;
  readonly quality: QualitySnapshot;
  /** What an action of the person was refused with last. */
  readonly actionProblem: VisitError | null;
  readonly firstFrameMs: number | null;
  readonly reason: OverReason;
  readonly error: VisitError | null;
}

/** What elements are shown of it. */
export function composeSnapshot(parts: SessionParts): VisitSnapshot {
  const { phase, feed, room, quality, firstFrameMs, reason, error } = parts;
  const feedProblem = feed.connection === 'away' ? feed.problem : null;
  const common = {
    visit: parts.visit,
    self: parts.visit && selfIn(parts.visit),
    devices: parts.devices,
    service: feed.connection,
    gateway: room.state,
    problem: feedProblem ?? parts.actionProblem ?? room.problem,
    lastNewsAt: feed.lastNewsAt,
    clockOffset: feed.clockOffset,
  };
  const visit = parts.visit as VisitView;
  switch (phase) {
    case 'starting':
    case 'taken-over':
      return { ...common, phase };
    case 'failed':
      return { ...common, phase, error: error ?? new VisitError('unknown') };
    case 'ahead':
    case 'checking':
    case 'waiting':
      return { ...common, phase, visit };
    case 'called-in':
      return { ...common, ...quality, phase, visit, people: room.people };
    case 'on-stage':
      return { ...common, ...quality, phase, visit, people: room.people, firstFrameMs };
    case 'over':
      return { ...common, phase, reason };
  }
}

/** The reader of the view, where they take part. */
export const selfIn = (visit: VisitView): ParticipantView | null =>
  visit.participants.find(({ id }) => id === visit.self) ?? null;

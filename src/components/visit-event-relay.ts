import { suggestedCodeOf } from '../contract/encounter.ts';
import type { Encounter } from '../contract/index.ts';
import type { VisitError } from '../core/errors.ts';
import type { DeviceUse } from '../core/media/devices-snapshot.ts';
import type { QualitySnapshot } from '../core/quality/visit-quality.ts';
import type { OverReason, VisitSnapshot } from '../core/visit/visit-state.ts';
import { fire, fireError, type VisitErrorDetail } from './visit-events.ts';

/**
 * Tells the host, as DOM events, what happens in one session: each milestone once, each problem once until it is
 * mended. Reads snapshots only; a session that starts in the middle (a page reloaded in the waiting room) is told
 * from there.
 */
export class VisitEventRelay {
  readonly #target: EventTarget;
  readonly #told = new Set<string>();
  /** When the newest record that was told was made; empty: none yet. */
  #recordMade = '';
  #quality: QualitySnapshot | null = null;
  #failed: VisitError | null = null;
  #problem: VisitError | null = null;
  #deviceErrors: { camera: VisitError | null; microphone: VisitError | null } = { camera: null, microphone: null };

  constructor(target: EventTarget) {
    this.#target = target;
  }

  see(snapshot: VisitSnapshot): void {
    const visitId = snapshot.visit?.id ?? null;
    this.#seeErrors(snapshot, visitId);
    if (snapshot.phase === 'called-in' || snapshot.phase === 'on-stage') this.#seeQuality(snapshot, visitId);
    switch (snapshot.phase) {
      case 'checking':
        return this.#once('ready', () => fire(this.#target, 'visit-ready', { visitId }));
      case 'waiting':
        // A clinician's session waits too, but it is the patient who arrives.
        if (snapshot.self?.role === 'clinician') return;
        return this.#once('arrived', () => fire(this.#target, 'visit-arrived', { visitId }));
      case 'on-stage':
        return this.#once('started', () => fire(this.#target, 'visit-started', { visitId }));
      case 'over':
        return this.#seeRecord(snapshot.reason, visitId, snapshot.visit?.encounter ?? null);
      default:
    }
  }

  /** The record goes with the end; a newer one, which tells more, by itself. */
  #seeRecord(reason: OverReason, visitId: string | null, encounter: Encounter | null): void {
    const detail = { visitId, encounter, suggestedCode: suggestedCodeOf(encounter) };
    const made = encounter?.meta.lastUpdated ?? '';
    const before = this.#recordMade;
    this.#once('ended', () => fire(this.#target, 'visit-ended', { ...detail, reason }));
    if (made <= before) return;
    this.#recordMade = made;
    if (before !== '') fire(this.#target, 'visit-record-changed', detail);
  }

  /** What is good from the start is no news. */
  #seeQuality({ quality, ringInstead, pictureHeldBack }: QualitySnapshot, visitId: string | null): void {
    const before = this.#quality;
    const now = { quality, ringInstead, pictureHeldBack };
    this.#quality = now;
    const isGood =
      quality.sending.cause === null && quality.receiving.cause === null && !ringInstead && !pictureHeldBack;
    const changed =
      quality !== before?.quality || ringInstead !== before.ringInstead || pictureHeldBack !== before.pictureHeldBack;
    if (changed && (before || !isGood)) fire(this.#target, 'visit-quality-changed', { visitId, ...now });
  }

  #seeErrors(snapshot: VisitSnapshot, visitId: string | null): void {
    const failed = snapshot.phase === 'failed' ? snapshot.error : null;
    if (failed && failed !== this.#failed) this.#tell({ error: failed, visitId });
    this.#failed = failed;

    // The same code again is the same problem in a new try, not a new one.
    const { problem } = snapshot;
    if (problem && problem.code !== this.#problem?.code && problem !== failed) this.#tell({ error: problem, visitId });
    this.#problem = problem;

    for (const device of ['camera', 'microphone'] as const) {
      const error = errorOf(snapshot.devices[device]);
      const before = this.#deviceErrors[device];
      if (error && error !== before) this.#tell({ error, visitId, device });
      this.#deviceErrors[device] = error;
    }
  }

  #tell(detail: VisitErrorDetail): void {
    fireError(this.#target, detail);
  }

  #once(what: string, tell: () => void): void {
    if (this.#told.has(what)) return;
    this.#told.add(what);
    tell();
  }
}

const errorOf = (device: DeviceUse): VisitError | null => (device.status === 'failed' ? device.error : null);

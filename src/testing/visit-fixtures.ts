import type { ConnectionView, DeviceKind, ParticipantView, QueueView, Role, VisitView } from '../contract/index.ts';
import type { VisitError } from '../core/errors.ts';
import { devicesOff, type DevicesSnapshot, type DeviceUse } from '../core/media/devices-snapshot.ts';
import { allGood, type Quality } from '../core/quality/quality.ts';
import type { QualitySnapshot } from '../core/quality/visit-quality.ts';
import { encounterOf } from '../core/record/encounter.ts';
import type { OverReason, Person, VisitSnapshot } from '../core/visit/visit-state.ts';

/**
 * Made-up people and visits, and a snapshot of each phase, for tests and for pages that show how things look. Nobody
 * here exists.
 */

const MINUTE = 60_000;

let count = 0;
const nextId = (prefix: string): string => `${prefix}-${++count}`;

export function makeConnection(deviceKind: DeviceKind = 'phone', present = true): ConnectionView {
  return { id: nextId('connection'), incarnation: 1, deviceKind, present, publicKey: null, handover: null };
}

export function makeParticipant(role: Role, name: string, more: Partial<ParticipantView> = {}): ParticipantView {
  return {
    id: `${role}-${name.toLowerCase().replace(/[^a-z]+/g, '-')}`,
    role,
    name,
    onBehalfOf: null,
    language: null,
    admission: 'outside',
    waitingSince: null,
    periods: [],
    late: null,
    phone: null,
    connection: null,
    selfTest: null,
    ...more,
  };
}

export interface VisitOptions extends Partial<Omit<VisitView, 'participants' | 'unit'>> {
  /** From now to the booked start, min; negative when it has passed. Default 5. */
  readonly startsInMinutes?: number;
  readonly patient?: Partial<ParticipantView>;
  readonly clinician?: Partial<ParticipantView>;
  readonly others?: readonly ParticipantView[];
  readonly unit?: Partial<VisitView['unit']>;
}

/** A visit of Karin Holm with Anna Berg, in five minutes. */
export function makeVisit({
  startsInMinutes = 5,
  patient,
  clinician,
  others = [],
  unit,
  ...more
}: VisitOptions = {}): VisitView {
  // Whole five minutes, as bookings are.
  const start = Math.round((Date.now() + startsInMinutes * MINUTE) / (5 * MINUTE)) * 5 * MINUTE;
  const participants = [
    makeParticipant('patient', 'Karin Holm', patient),
    makeParticipant('clinician', 'Anna Berg', clinician),
    ...others,
  ];
  return {
    id: nextId('visit'),
    unit: { id: 'SE2321000016-4ABC', name: 'Ekdalens vårdcentral', timeZone: 'Europe/Stockholm', ...unit },
    subject: 'Uppföljning av blodtryck',
    bookedStart: new Date(start).toISOString(),
    durationMinutes: 20,
    dropIn: null,
    opensAt: new Date(start - 30 * MINUTE).toISOString(),
    status: 'planned',
    modality: 'video',
    participants,
    self: participants[0]?.id ?? null,
    delay: null,
    reminder: null,
    earlyCall: null,
    calledInBy: null,
    startedAt: null,
    endedAt: null,
    endReason: null,
    outcome: null,
    encounter: null,
    preparation: null,
    gatewayId: 'gateway-1',
    roomGeneration: 0,
    version: 1,
    seq: 1,
    ...more,
  };
}

/** A visit whose patient has waited so long, min. */
export const makeWaitingVisit = (minutes = 4, options: VisitOptions = {}): VisitView =>
  makeVisit({
    status: 'arrived',
    ...options,
    patient: {
      admission: 'waiting',
      waitingSince: new Date(Date.now() - minutes * MINUTE).toISOString(),
      connection: makeConnection(),
      ...options.patient,
    },
  });

/** A drop-in visit whose patient waits at this place of the queue. */
export const makeDropInVisit = (
  position: number,
  { estimateMinutes = null, isOpen = true, waitedMinutes = 4, ...options }: DropInOptions = {},
): VisitView => {
  const visit = makeWaitingVisit(waitedMinutes, { startsInMinutes: -waitedMinutes, subject: '', ...options });
  return {
    ...visit,
    participants: visit.participants.filter(({ role }) => role !== 'clinician'),
    dropIn: { queueId: visit.unit.id, place: { position, estimateMinutes, isOpen } },
  };
};

export interface DropInOptions extends VisitOptions {
  readonly estimateMinutes?: number | null;
  readonly isOpen?: boolean;
  readonly waitedMinutes?: number;
}

/** The queue in which these visits wait. */
export const makeQueue = (visits: readonly VisitView[], more: Partial<QueueView> = {}): QueueView => ({
  queueId: 'SE2321000016-4ABC',
  isOpen: true,
  closesAt: null,
  places: visits.flatMap(({ id, dropIn }) =>
    dropIn?.place?.position
      ? [{ visitId: id, position: dropIn.place.position, estimateMinutes: dropIn.place.estimateMinutes }]
      : [],
  ),
  ...more,
});

/** A visit that was held from 10:02 to 10:14, with an interpreter and a guardian, as its clinician sees it. */
export function makeFinishedVisit({
  modality = 'video',
  physicalVisitNeeded = false,
}: FinishedOptions = {}): VisitView {
  const [startedAt, endedAt] = ['2026-03-02T09:02:10.000Z', '2026-03-02T09:14:05.000Z'];
  const periods = [{ start: startedAt, end: endedAt }];
  const visit = makeVisit({ id: 'visit-over', modality });
  const participants = [
    ...visit.participants,
    makeParticipant('interpreter', 'Tove Tolk', { id: 'interpreter-1' }),
    makeParticipant('companion', 'Mia Mamma', { id: 'companion-1', onBehalfOf: 'Karin Holm' }),
  ].map((person) => ({ ...person, periods }));
  const clinician = participants.find(({ role }) => role === 'clinician')?.id ?? null;
  const held: VisitView = {
    ...visit,
    participants,
    status: 'finished',
    self: clinician,
    calledInBy: clinician,
    startedAt,
    endedAt,
    endReason: 'ended-by-clinician',
    outcome: { physicalVisitNeeded },
  };
  const people = participants.map((person) => ({ ...person, reference: null }));
  const statusHistory = [
    { status: 'in-progress' as const, at: startedAt },
    { status: 'finished' as const, at: endedAt },
  ];
  return {
    ...held,
    encounter: encounterOf({ ...held, participants: people, statusHistory, physicalVisitNeeded }, endedAt),
  };
}

export interface FinishedOptions {
  readonly modality?: VisitView['modality'];
  readonly physicalVisitNeeded?: boolean;
}

/** A visit that is going on. `self` as given, else the patient. */
export function makeVisitInProgress(options: VisitOptions = {}): VisitView {
  const visit = makeVisit({
    status: 'in-progress',
    startedAt: new Date().toISOString(),
    ...options,
    patient: { admission: 'admitted', connection: makeConnection(), ...options.patient },
    clinician: { admission: 'admitted', connection: makeConnection('computer'), ...options.clinician },
  });
  return { ...visit, calledInBy: visit.participants.find(({ role }) => role === 'clinician')?.id ?? null };
}

export const deviceOn = (label: string, enabled = true, deviceId = label): DeviceUse => ({
  status: 'on',
  label,
  deviceId,
  enabled,
});
/** Released for dictation, for a minute. */
export const deviceReleased = (label = '', since = Date.now() - 60_000): DeviceUse => ({
  status: 'released',
  label,
  deviceId: label,
  since,
});
export const deviceFailed = (error: VisitError): DeviceUse => ({ status: 'failed', error });

export { devicesOff };
export const devicesAsking: DevicesSnapshot = {
  ...devicesOff,
  camera: { status: 'asking' },
  microphone: { status: 'asking' },
};
export const devicesOn = (preview: MediaStream | null = null): DevicesSnapshot => ({
  ...devicesOff,
  camera: deviceOn('FaceTime HD-kamera'),
  microphone: deviceOn('Jabra Evolve2 40'),
  preview,
});

const listed = (label: string) => ({ id: label, label, groupId: '', isDefault: false });
/** With others to choose between. */
export const devicesToChoose = (preview: MediaStream | null = null): DevicesSnapshot => {
  const { camera, microphone, ...rest } = devicesOn(preview);
  return {
    ...rest,
    camera,
    microphone,
    available: {
      camera: [listed('FaceTime HD-kamera'), listed('Logitech BRIO')],
      microphone: [listed('Built-in microphone'), listed('Jabra Evolve2 40')],
      speaker: [listed('Built-in speaker'), listed('Jabra Evolve2 40')],
    },
  };
};

/** Another person as the stage has them. */
export const makePerson = (participant: ParticipantView, more: Partial<Person> = {}): Person => ({
  participant,
  present: true,
  stream: null,
  sendsAudio: true,
  sendsVideo: true,
  camera: more.sendsVideo === false ? 'off' : 'on',
  microphone: 'on',
  ...more,
});

type Common = Omit<Extract<VisitSnapshot, { phase: 'starting' }>, 'phase'>;

/** What every phase knows, all well. `self` follows from the visit. */
export function makeCommon(visit: VisitView | null, more: Partial<Common> = {}): Common {
  return {
    visit,
    self: visit?.participants.find(({ id }) => id === visit.self) ?? null,
    devices: devicesOff,
    service: visit ? 'connected' : 'connecting',
    gateway: 'idle',
    problem: null,
    lastNewsAt: visit ? performance.now() : null,
    clockOffset: 0,
    ...more,
  };
}

const allWell: QualitySnapshot = { quality: allGood, ringInstead: false, pictureHeldBack: false };

/** How it goes, for a snapshot of the stage: `sending` and `receiving` as told, else good. */
export const makeQuality = (more: Partial<Quality> = {}): Quality => ({ ...allGood, ...more });

/** One snapshot of each phase; `more` changes what all phases know. */
export const snapshots = {
  starting: (more?: Partial<Common>): VisitSnapshot => ({ ...makeCommon(null, more), phase: 'starting' }),
  failed: (error: VisitError, more?: Partial<Common>): VisitSnapshot => ({
    ...makeCommon(null, more),
    phase: 'failed',
    error,
  }),
  /** A visit in three days; the service knows that it was opened. */
  ahead: (
    visit: VisitView = makeVisit({ startsInMinutes: 3 * 24 * 60, patient: { connection: makeConnection() } }),
    more?: Partial<Common>,
  ): VisitSnapshot => ({
    ...makeCommon(visit, more),
    phase: 'ahead',
    visit,
  }),
  checking: (visit: VisitView = makeVisit(), more?: Partial<Common>): VisitSnapshot => ({
    ...makeCommon(visit, more),
    phase: 'checking',
    visit,
  }),
  waiting: (visit: VisitView = makeWaitingVisit(), more?: Partial<Common>): VisitSnapshot => ({
    ...makeCommon(visit, { gateway: 'ready', ...more }),
    phase: 'waiting',
    visit,
  }),
  calledIn: (
    visit: VisitView = makeVisitInProgress(),
    people: readonly Person[] = [],
    more?: Partial<Common & QualitySnapshot>,
  ): VisitSnapshot => ({
    ...allWell,
    ...makeCommon(visit, { gateway: 'ready', ...more }),
    phase: 'called-in',
    visit,
    people,
  }),
  onStage: (
    visit: VisitView = makeVisitInProgress(),
    people: readonly Person[] = othersIn(visit),
    more?: Partial<Common & QualitySnapshot>,
  ): VisitSnapshot => ({
    ...allWell,
    ...makeCommon(visit, { gateway: 'ready', ...more }),
    phase: 'on-stage',
    visit,
    people,
    firstFrameMs: 320,
  }),
  over: (reason: OverReason = 'ended', more?: Partial<Common>): VisitSnapshot => ({
    ...makeCommon(makeVisit({ status: reason === 'cancelled' ? 'cancelled' : 'finished' }), more),
    phase: 'over',
    reason,
  }),
  takenOver: (visit: VisitView = makeWaitingVisit(), more?: Partial<Common>): VisitSnapshot => ({
    ...makeCommon(visit, more),
    phase: 'taken-over',
  }),
} as const;

/** Everyone in the visit but its reader. */
export const othersIn = (visit: VisitView, more: Partial<Person> = {}): readonly Person[] =>
  visit.participants
    .filter(({ id, admission }) => id !== visit.self && admission === 'admitted')
    .map((participant) => makePerson(participant, more));

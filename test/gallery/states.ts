import type { ParticipantView } from '../../src/contract/index.ts';
import { VisitError } from '../../src/core/errors.ts';
import type { CameraPicture } from '../../src/core/media/devices-snapshot.ts';
import { FakeDayList } from '../../src/testing/fake-day-list.ts';
import { makeSelfTest } from '../../src/testing/self-test-fixtures.ts';
import { FakeVisitSession } from '../../src/testing/fake-visit-session.ts';
import {
  deviceFailed,
  deviceOn,
  deviceReleased,
  devicesAsking,
  devicesOff,
  devicesOn,
  devicesToChoose,
  makeConnection,
  makeDropInVisit,
  makeParticipant,
  makeQuality,
  makeQueue,
  type makePerson,
  makeVisit,
  makeVisitInProgress,
  makeWaitingVisit,
  othersIn,
  snapshots,
  type VisitOptions,
} from '../../src/testing/visit-fixtures.ts';
import type { SelfTestView, VisitView } from '../../src/contract/index.ts';
import type { ListedVisit } from '../../src/core/visit-list/listed-visit.ts';
import type { VisitSnapshot } from '../../src/core/visit/visit-state.ts';

import { inQueue } from './queue-states.ts';

/** Pictures to put into the states; null where none is wanted. */
export interface Pictures {
  readonly own: MediaStream;
  readonly clinician: MediaStream;
  readonly patient: MediaStream;
  readonly third: MediaStream;
}

type Patient = (pictures: Pictures) => VisitSnapshot;
const devices = ({ own }: Pictures) => ({ devices: devicesOn(own) });
const interpreter = makeParticipant('interpreter', 'Yusuf Haddad', {
  admission: 'admitted',
  connection: makeConnection('computer'),
});
const companion = makeParticipant('companion', 'Maria Holm', {
  admission: 'admitted',
  connection: makeConnection('phone'),
});

/** A headset that is open and gives nothing, and a camera that shows nothing. */
const nothing = {
  unheard: { kind: 'nothing', what: 'silent', device: 'microphone', label: 'Jabra Evolve2 40' },
  unseen: { kind: 'nothing', what: 'black', device: 'camera', label: 'FaceTime HD-kamera' },
} as const;

const stageWith = (
  pictures: Pictures,
  more: Parameters<typeof snapshots.onStage>[2] = {},
  person: Partial<ReturnType<typeof makePerson>> = {},
) => {
  const visit = makeVisitInProgress();
  return snapshots.onStage(visit, othersIn(visit, { stream: pictures.clinician, ...person }), {
    ...devices(pictures),
    ...more,
  });
};

const stageOf = (pictures: Pictures, others: readonly ParticipantView[]): VisitSnapshot => {
  const visit = makeVisitInProgress({ startsInMinutes: -10, others });
  const streams = [pictures.clinician, pictures.third, pictures.patient];
  const people = othersIn(visit).map((person, index) => ({ ...person, stream: streams[index] ?? null }));
  return snapshots.onStage(visit, people, devices(pictures));
};

const onPhone = (pictures: Pictures, picture: Partial<CameraPicture>): VisitSnapshot => {
  const { own } = pictures;
  const on = devicesToChoose(own);
  return stageWith(pictures, {
    devices: { ...on, picture: { ...on.picture, facing: 'user', canTurn: true, ...picture } },
  });
};

/** What is pressed in a stage before it is looked at. */
export const presses: Readonly<Record<string, string>> = { 'stage-more': '[data-discloses=more]' };

const yesterday = new Date(Date.now() - 24 * 3_600_000).toISOString();
const inThreeDays = (patient: VisitOptions['patient'] = {}, more: VisitOptions = {}): VisitView =>
  makeVisit({ startsInMinutes: 3 * 24 * 60, ...more, patient: { connection: makeConnection(), ...patient } });
function selfTested(status: SelfTestView['status']): SelfTestView {
  const check = { status, reason: null };
  const checks = {
    browser: check,
    service: check,
    camera: check,
    microphone: check,
    speaker: check,
    network: check,
  };
  return { at: yesterday, deviceKind: 'phone', status, checks, network: null };
}

/** The states of `<video-visit>`. */
export const patientStates: Record<string, Patient> = {
  starting: () => snapshots.starting(),
  'failed-token': () => snapshots.failed(new VisitError('token-invalid')),
  'failed-service': () => snapshots.failed(new VisitError('service-failed')),
  ahead: () => snapshots.ahead(),
  'ahead-ready': () =>
    snapshots.ahead(
      inThreeDays({ selfTest: selfTested('passed') }, { preparation: { status: 'answered', at: yesterday } }),
    ),
  'ahead-left': () =>
    snapshots.ahead(
      inThreeDays(
        { name: 'Maria Holm', onBehalfOf: 'Elsa Holm', selfTest: selfTested('failed') },
        { preparation: { status: 'draft', at: yesterday } },
      ),
    ),
  'ahead-away': () =>
    snapshots.ahead(inThreeDays(), { service: 'away', problem: new VisitError('service-unreachable') }),
  'check-question': () => snapshots.checking(),
  'check-asking': () => snapshots.checking(makeVisit(), { devices: devicesAsking }),
  'check-good': (pictures) => snapshots.checking(makeVisit(), devices(pictures)),
  'check-denied': () =>
    snapshots.checking(makeVisit(), {
      devices: {
        ...devicesOff,
        camera: deviceFailed(new VisitError('permission-denied')),
        microphone: deviceFailed(new VisitError('permission-denied')),
      },
    }),
  'check-no-camera': () =>
    snapshots.checking(makeVisit(), {
      devices: {
        ...devicesOff,
        camera: deviceFailed(new VisitError('device-not-found')),
        microphone: deviceOn('Jabra Evolve2 40'),
      },
    }),
  'check-unsupported': () => snapshots.checking(makeVisit(), { problem: new VisitError('unsupported-browser') }),
  'check-unheard': ({ own }) =>
    snapshots.checking(makeVisit(), { devices: { ...devicesToChoose(own), notice: nothing.unheard } }),
  'check-bluetooth': ({ own }) =>
    snapshots.checking(makeVisit(), {
      devices: { ...devicesToChoose(own), microphone: deviceOn('AirPods Pro (Bluetooth)') },
    }),
  waiting: (pictures) => snapshots.waiting(makeWaitingVisit(4, { startsInMinutes: 10 }), devices(pictures)),
  'waiting-interpreter': (pictures) =>
    snapshots.waiting(
      makeVisitInProgress({
        startsInMinutes: -5,
        others: [{ ...interpreter, admission: 'waiting' }],
        self: interpreter.id,
      }),
      devices(pictures),
    ),
  'waiting-preparation': (pictures) =>
    snapshots.waiting(
      makeWaitingVisit(4, { preparation: { status: 'not-begun', at: new Date().toISOString() } }),
      devices(pictures),
    ),
  'waiting-late': (pictures) => snapshots.waiting(makeWaitingVisit(24, { startsInMinutes: -15 }), devices(pictures)),
  'waiting-drop-in': (pictures) => snapshots.waiting(makeDropInVisit(3, { estimateMinutes: 25 }), devices(pictures)),
  'waiting-drop-in-closed': (pictures) =>
    snapshots.waiting(makeDropInVisit(1, { isOpen: false, waitedMinutes: 40 }), devices(pictures)),
  'waiting-delayed': (pictures) =>
    snapshots.waiting(
      makeWaitingVisit(14, {
        startsInMinutes: -5,
        delay: { minutes: 15, words: 'Ett akut besök kom emellan.', language: 'sv', at: new Date().toISOString() },
        patient: { phone: { number: null, ends: '41', confirmed: false } },
      }),
      devices(pictures),
    ),
  'waiting-called-early': (pictures) => {
    const visit = makeWaitingVisit(4, {
      startsInMinutes: 20,
      patient: { phone: { number: null, ends: '41', confirmed: true } },
    });
    const earlyCall = { by: visit.participants[1]?.id ?? '', at: new Date().toISOString(), answer: null };
    return snapshots.waiting({ ...visit, earlyCall }, devices(pictures));
  },
  'waiting-by-phone': (pictures) =>
    snapshots.waiting(
      makeWaitingVisit(4, {
        status: 'in-progress',
        modality: 'phone',
        patient: { phone: { number: null, ends: '41', confirmed: true } },
      }),
      devices(pictures),
    ),
  'waiting-unsupported': () =>
    snapshots.waiting(makeWaitingVisit(4), { problem: new VisitError('unsupported-browser') }),
  'waiting-away': (pictures) =>
    snapshots.waiting(makeWaitingVisit(4), {
      ...devices(pictures),
      service: 'away',
      lastNewsAt: performance.now() - 130_000,
    }),
  'waiting-no-devices': () => snapshots.waiting(makeWaitingVisit(4)),
  'waiting-headset-gone': ({ own }) =>
    snapshots.waiting(makeWaitingVisit(4), {
      devices: {
        ...devicesToChoose(own),
        microphone: deviceOn('MacBook Pro-mikrofon'),
        notice: {
          kind: 'switched',
          why: 'gone',
          device: 'microphone',
          from: 'Jabra Evolve2 40',
          to: 'MacBook Pro-mikrofon',
          undo: false,
        },
      },
    }),
  'called-in': (pictures) => snapshots.calledIn(makeVisitInProgress(), [], devices(pictures)),
  'waiting-put-back': (pictures) => {
    const at = new Date().toISOString();
    const periods = [{ start: at, end: at }];
    const patient = { admission: 'waiting' as const, waitingSince: at, periods };
    return snapshots.waiting(makeVisitInProgress({ startsInMinutes: -4, patient }), devices(pictures));
  },
  stage: (pictures) => stageWith(pictures),
  'stage-muted': (pictures) =>
    stageWith(pictures, {
      devices: {
        ...devicesOff,
        camera: deviceOn('FaceTime HD-kamera', false),
        microphone: deviceOn('Jabra Evolve2 40', false),
        preview: pictures.own,
      },
    }),
  'stage-unseen': (pictures) =>
    stageWith(pictures, { devices: { ...devicesOn(pictures.own), notice: nothing.unseen } }),
  'stage-lost': (pictures) => stageWith(pictures, {}, { present: false }),
  'stage-camera-off': (pictures) => stageWith(pictures, {}, { sendsVideo: false }),
  'stage-reconnecting': (pictures) => stageWith(pictures, { gateway: 'interrupted' }),
  'stage-weak': (pictures) =>
    stageWith(pictures, { quality: makeQuality({ sending: { signal: 'poor', cause: 'loss' } }) }),
  'stage-their-end': (pictures) =>
    stageWith(pictures, { quality: makeQuality({ receiving: { signal: 'strained', cause: 'remote' } }) }),
  'stage-picture-paused': (pictures) =>
    stageWith(
      pictures,
      { quality: makeQuality({ receiving: { signal: 'poor', cause: 'bandwidth' } }) },
      { sendsVideo: false, camera: 'paused' },
    ),
  'stage-held-back': (pictures) =>
    stageWith(pictures, {
      quality: makeQuality({ sending: { signal: 'poor', cause: 'bandwidth' } }),
      pictureHeldBack: true,
    }),
  'stage-ring-instead': (pictures) =>
    stageWith(pictures, { gateway: 'away', ringInstead: true }, { sendsVideo: false, camera: 'unknown' }),
  'stage-interpreter': (pictures) => stageOf(pictures, [interpreter]),
  'stage-three': (pictures) => stageOf(pictures, [interpreter, companion]),
  'stage-guardian': (pictures) => stageOf(pictures, [{ ...companion, onBehalfOf: 'Ella Holm' }]),
  'stage-more': (pictures) => onPhone(pictures, { blurred: false }),
  'stage-rear-camera': (pictures) => onPhone(pictures, { facing: 'environment', sharp: true }),
  'over-ended': () => snapshots.over('ended'),
  'over-cancelled': () => snapshots.over('cancelled'),
  'over-left': () => snapshots.over('left'),
  'taken-over': () => snapshots.takenOver(),
};

const day = () => [
  makeVisit({
    id: 'a',
    startsInMinutes: -70,
    status: 'finished',
    patient: { name: 'Olle Sand' },
    subject: 'Årskontroll',
  }),
  makeVisit({ id: 'b', startsInMinutes: -40, status: 'cancelled', patient: { name: 'Bo Ek' }, subject: 'Recept' }),
  makeWaitingVisit(4, { id: 'c', startsInMinutes: 0, patient: { selfTest: makeSelfTest() } }),
  makeWaitingVisit(0, {
    id: 'd',
    startsInMinutes: 25,
    patient: { name: 'Gunnar Al-Rashid Bergström', connection: makeConnection('computer', false) },
    subject: 'Hudutslag på underarmen',
  }),
  makeVisit({
    id: 'e',
    startsInMinutes: 50,
    patient: { name: 'Siv Lund', connection: makeConnection('tablet') },
    subject: '',
  }),
  makeVisitInProgress({
    id: 'f',
    startsInMinutes: 55,
    patient: { name: 'Ali Demir' },
    clinician: { name: 'Per Ström' },
    self: null,
    subject: 'Sömn',
  }),
  makeVisit({ id: 'g', startsInMinutes: 80, patient: { name: 'Elsa Nyman' }, subject: 'Provsvar' }),
];

const listed = (...visits: VisitView[]): ListedVisit[] =>
  visits.map((visit) => ({ visitId: visit.id, service: { visit: async () => visit }, href: '#' }));

/** The states of `<visit-list>`. */
export const listStates: Record<string, () => ListedVisit[]> = {
  list: () =>
    listed(
      makeVisit({ startsInMinutes: 10, patient: { connection: makeConnection(), selfTest: selfTested('passed') } }),
      inThreeDays(
        { name: 'Maria Holm', onBehalfOf: 'Elsa Holm', connection: null },
        { preparation: { status: 'draft', at: yesterday }, subject: 'Eksem på händerna' },
      ),
      makeVisit({ startsInMinutes: -3 * 24 * 60, status: 'finished', subject: 'Provsvar' }),
      makeVisit({ startsInMinutes: -9 * 24 * 60, status: 'cancelled', subject: '' }),
    ),
  'list-waiting': () => listed(makeWaitingVisit(4), makeVisit({ startsInMinutes: 5 * 60 })),
  'list-none': () => [],
  'list-not-opened': () => [
    { visitId: 'a', service: { visit: () => Promise.reject(new VisitError('token-invalid')) } },
  ],
};

/** The states of `<video-visit-clinician>`. */
export const clinicianStates: Record<string, (pictures: Pictures) => Promise<FakeDayList>> = {
  'day-empty': async () => new FakeDayList(),
  'day-list': async () => new FakeDayList(day()),
  'day-telling': async () => {
    const [first, ...rest] = day();
    const early = makeWaitingVisit(4, {
      id: 'c',
      startsInMinutes: 20,
      delay: { minutes: 15, words: null, language: null, at: new Date().toISOString() },
      patient: { late: { kind: 'must-leave', minutes: 15, at: new Date().toISOString() } },
    });
    const clinician = early.participants[1]?.id ?? '';
    const asked = {
      ...early,
      self: clinician,
      earlyCall: { by: clinician, at: new Date().toISOString(), answer: null },
    };
    return new FakeDayList([...(first ? [first] : []), asked, ...rest.filter(({ id }) => id !== 'c')]);
  },
  'day-absent': async () =>
    new FakeDayList([
      makeVisit({
        id: 'c',
        startsInMinutes: -10,
        patient: { phone: { number: '070-174 06 41', ends: '41', confirmed: false } },
      }),
      makeVisit({ id: 'd', startsInMinutes: -5, patient: { name: 'Gunnar Bergström' } }),
    ]),
  'day-by-phone': async (pictures) => {
    const list = new FakeDayList([
      makeWaitingVisit(4, { id: 'c', patient: { phone: { number: '070-174 06 41', ends: '41', confirmed: true } } }),
    ]);
    await list.callIn('c');
    const visit = list.front?.store.get().visit;
    if (visit) {
      const byPhone = { ...visit, modality: 'phone' as const };
      list.front?.show(
        snapshots.onStage(byPhone, othersIn(byPhone, { stream: pictures.patient }), { ...devices(pictures) }),
      );
    }
    return list;
  },
  'day-devices-ahead': async () =>
    new FakeDayList(day(), { openAhead: ['camera', 'microphone'], microphone: deviceOn('Jabra Evolve2 40') }),
  'day-dictating': async () => new FakeDayList(day(), { microphone: deviceReleased('Jabra Evolve2 40') }),
  'day-away': async () => new FakeDayList(day(), { service: 'away' }),
  'day-forbidden': async () => new FakeDayList([], { problem: new VisitError('forbidden') }),
  'day-visit': async (pictures) => {
    const list = new FakeDayList(day());
    await list.callIn('c');
    const visit = list.front?.store.get().visit;
    if (visit)
      list.front?.show({
        ...snapshots.onStage(visit, othersIn(visit, { stream: pictures.patient }), { ...devices(pictures) }),
      });
    return list;
  },
  'day-guest': async (pictures) => {
    const list = new FakeDayList(day());
    await list.callIn('c');
    const visit = list.front?.store.get().visit;
    const guest = { ...interpreter, admission: 'waiting' } as const;
    if (visit)
      list.front?.show(
        snapshots.onStage(
          { ...visit, participants: [...visit.participants, guest] },
          othersIn(visit, { stream: pictures.patient }),
          { ...devices(pictures) },
        ),
      );
    return list;
  },
  'day-ring-instead': async (pictures) => {
    const list = new FakeDayList(day());
    await list.callIn('c');
    const visit = list.front?.store.get().visit;
    if (visit)
      list.front?.show(
        snapshots.onStage(visit, othersIn(visit, { stream: pictures.patient, sendsVideo: false, camera: 'on' }), {
          ...devices(pictures),
          quality: makeQuality({ receiving: { signal: 'lost', cause: 'remote' } }),
          ringInstead: true,
        }),
      );
    return list;
  },
  'day-queue': async () => {
    const visits = [...day(), ...inQueue()];
    return new FakeDayList(visits, { queues: [makeQueue(visits)] });
  },
  'day-calling': async (pictures) => {
    const list = new FakeDayList(day());
    await list.callIn('c');
    list.front?.change(devices(pictures));
    return list;
  },
  'day-over': async () => {
    const list = new FakeDayList(day());
    await list.callIn('c');
    list.endFront();
    return list;
  },
};

/** Refused because a colleague was first: what the row says. */
export async function refuse(list: FakeDayList, element: Element): Promise<void> {
  list.refusal = new VisitError('already-called-in');
  await new Promise((resolve) => setTimeout(resolve, 300));
  element.shadowRoot
    ?.querySelector('visit-day-list')
    ?.shadowRoot?.querySelector<HTMLElement>('[part=call-in]')
    ?.click();
}

export const fakeSession = (snapshot: VisitSnapshot): FakeVisitSession => new FakeVisitSession(snapshot);

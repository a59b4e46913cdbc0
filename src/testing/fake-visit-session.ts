import { type Clock, systemClock } from '../core/clock.ts';
import { VisitError } from '../core/errors.ts';
import { Store } from '../core/store.ts';
import type { Outcome, ParticipantView, VisitView } from '../contract/index.ts';
import type { DevicesSnapshot } from '../core/media/devices-snapshot.ts';
import type { MediaKind } from '../core/media/device-list.ts';
import type { LocalMedia } from '../core/media/local-media.ts';
import type { QualitySnapshot } from '../core/quality/visit-quality.ts';
import type { VisitService } from '../core/service/visit-service.ts';
import type { VisitSessionLike } from '../core/visit/visit-session-like.ts';
import type { Telling } from '../core/visit/telling.ts';
import type { VisitSnapshot } from '../core/visit/visit-state.ts';
import { applyTelling } from './fake-telling.ts';
import {
  deviceOn,
  deviceReleased,
  devicesOff,
  devicesOn,
  makeConnection,
  othersIn,
  snapshots,
} from './visit-fixtures.ts';

export type FakeCall = readonly [
  name: Exclude<keyof VisitSessionLike, 'store' | 'service' | 'clock' | 'media' | 'reportFrame' | 'microphoneLevel'>,
  ...args: unknown[],
];

/**
 * A session without service, gateway or devices: shows the snapshot it is given, remembers what was asked of it, and
 * moves on as the real one would when all goes well.
 *
 *     const session = new FakeVisitSession(snapshots.checking());
 *     element.session = session;          // <video-visit>
 *     await session.arrive();             // phase waiting
 *     session.calledIn();                 // the clinician calls in
 *     session.show(snapshots.over());
 */
export class FakeVisitSession implements VisitSessionLike {
  readonly store: Store<VisitSnapshot>;
  /** What the elements asked for, in order. */
  readonly calls: FakeCall[] = [];
  /** How many frames of each participant the stage has reported. */
  readonly frames = new Map<string, number>();
  /** The picture that `openDevices()` gives. */
  preview: MediaStream | null = null;
  /** What `microphoneLevel()` answers, 0–1. */
  level = 0;
  readonly #refusals = new Map<FakeCall[0], VisitError>();

  readonly clock: Clock;
  readonly media?: LocalMedia;
  readonly #service: VisitService | null;

  constructor(
    snapshot: VisitSnapshot = snapshots.starting(),
    {
      service = null,
      clock = systemClock,
      media,
    }: { service?: VisitService | null; clock?: Clock; media?: LocalMedia } = {},
  ) {
    if (media) this.media = media;
    this.store = new Store(snapshot);
    this.#service = service;
    this.clock = clock;
  }

  /** What the test has given, e.g. `new FakeVisitService().participant(…)`. */
  get service(): VisitService {
    if (!this.#service) throw new Error('this session was made without a service');
    return this.#service;
  }

  /** The next call of `action` is refused with `error`, and changes nothing. */
  refuse(action: FakeCall[0], error: VisitError): void {
    this.#refusals.set(action, error);
  }

  show(snapshot: VisitSnapshot): void {
    this.store.set(snapshot);
  }

  /** Changes what all phases know, or how it goes on the stage. */
  change(
    more: Partial<
      Pick<VisitSnapshot, 'devices' | 'service' | 'gateway' | 'problem' | 'lastNewsAt' | 'visit' | 'self'> &
        QualitySnapshot
    >,
  ): void {
    this.store.set({ ...this.store.get(), ...more } as VisitSnapshot);
  }

  /** The clinician has called in; with `picture`, it is there already. */
  calledIn(picture: MediaStream | null = null): void {
    const { devices } = this.store.get();
    const visit = admitted(this.#visit());
    this.show(
      picture
        ? snapshots.onStage(visit, othersIn(visit, { stream: picture }), { devices })
        : snapshots.calledIn(visit, othersIn(visit), { devices }),
    );
  }

  async openDevices(): Promise<void> {
    this.#asked('openDevices');
    this.change({ devices: devicesOn(this.preview) });
  }

  async arrive(): Promise<void> {
    this.#asked('arrive');
    const visit = this.#visit();
    const participants = visit.participants.map((participant) =>
      participant.id === visit.self
        ? {
            ...participant,
            admission: 'waiting' as const,
            waitingSince: new Date().toISOString(),
            connection: makeConnection(),
          }
        : participant,
    );
    this.show(snapshots.waiting({ ...visit, status: 'arrived', participants }, { devices: this.store.get().devices }));
  }

  async leave(): Promise<void> {
    this.#asked('leave');
    this.show(snapshots.over('left'));
  }

  async callIn(): Promise<void> {
    this.#asked('callIn');
    this.calledIn();
  }

  async admit(participantId: string): Promise<void> {
    this.#asked('admit', participantId);
    const visit = this.#visit();
    const participants = visit.participants.map((participant) =>
      participant.id === participantId
        ? { ...participant, admission: 'admitted' as const, waitingSince: null }
        : participant,
    );
    const after = { ...visit, participants };
    this.show(snapshots.onStage(after, othersIn(after), { devices: this.store.get().devices }));
  }

  async tell(telling: Telling): Promise<void> {
    this.#asked('tell', telling);
    const visit = applyTelling(this.#visit(), telling);
    this.change({ visit, self: visit.participants.find(({ id }) => id === visit.self) ?? null });
    if (telling.type === 'answer-early-call' && telling.answer === 'now') this.calledIn();
  }

  async end(outcome?: Outcome): Promise<void> {
    this.#asked('end', ...(outcome ? [outcome] : []));
    const visit = this.#visit();
    const over = { ...visit, status: 'finished' as const, outcome: outcome ?? visit.outcome };
    this.show(snapshots.over('ended', { visit: over, devices: devicesOff }));
  }

  async setOutcome(outcome: Outcome): Promise<void> {
    this.#asked('setOutcome', outcome);
    this.change({ visit: { ...this.#visit(), outcome } });
  }

  async resumeHere(): Promise<void> {
    this.#asked('resumeHere');
    this.show(snapshots.waiting(this.#visit()));
  }

  setMicrophone(enabled: boolean): void {
    this.#asked('setMicrophone', enabled);
    const { devices } = this.store.get();
    const { microphone } = devices;
    if (microphone.status === 'on') this.change({ devices: { ...devices, microphone: { ...microphone, enabled } } });
    else if (microphone.status === 'released' && enabled)
      this.change({ devices: { ...devices, microphone: deviceOn(microphone.label) } });
  }

  setCamera(enabled: boolean): void {
    this.#asked('setCamera', enabled);
    const { devices } = this.store.get();
    if (devices.camera.status === 'on')
      this.change({ devices: { ...devices, camera: { ...devices.camera, enabled } } });
  }

  async muteForDictation(on: boolean): Promise<void> {
    this.#asked('muteForDictation', on);
    const { devices } = this.store.get();
    const { microphone } = devices;
    const label = microphone.status === 'on' || microphone.status === 'released' ? microphone.label : '';
    if (on) this.change({ devices: { ...devices, microphone: deviceReleased(label, this.clock.now()) } });
    else if (microphone.status === 'released')
      this.change({ devices: { ...devices, microphone: label ? deviceOn(label) : { status: 'off' } } });
  }

  async chooseDevice(kind: MediaKind, id: string): Promise<void> {
    this.#asked('chooseDevice', kind, id);
    const { devices } = this.store.get();
    const device = devices.available[kind].find((one) => one.id === id) ?? null;
    if (kind === 'speaker') this.change({ devices: { ...devices, speaker: device } });
    else if (device) this.change({ devices: { ...devices, [kind]: deviceOn(device.label, true, device.id) } });
  }

  async turnCamera(): Promise<void> {
    this.#asked('turnCamera');
    const { devices } = this.store.get();
    const away = devices.picture.facing !== 'environment';
    this.#picture({ facing: away ? 'environment' : 'user', sharp: away });
  }

  async sharpenPicture(sharp: boolean): Promise<void> {
    this.#asked('sharpenPicture', sharp);
    this.#picture({ sharp });
  }

  async blurBackground(blurred: boolean): Promise<void> {
    this.#asked('blurBackground', blurred);
    this.#picture({ blurred });
  }

  async answerDeviceNotice(yes: boolean): Promise<void> {
    this.#asked('answerDeviceNotice', yes);
    this.change({ devices: { ...this.store.get().devices, notice: null } });
  }

  retry(): void {
    this.#asked('retry');
  }

  reportFrame(participantId: string): void {
    this.frames.set(participantId, (this.frames.get(participantId) ?? 0) + 1);
  }

  microphoneLevel(): number {
    return this.level;
  }

  #picture(change: Partial<DevicesSnapshot['picture']>): void {
    const { devices } = this.store.get();
    this.change({ devices: { ...devices, picture: { ...devices.picture, ...change } } });
  }

  #asked(...call: FakeCall): void {
    this.calls.push(call);
    const refusal = this.#refusals.get(call[0]);
    this.#refusals.delete(call[0]);
    if (refusal) throw refusal;
  }

  #visit(): VisitView {
    const { visit } = this.store.get();
    if (!visit) throw new VisitError('invalid-state', { detail: 'no visit yet' });
    return visit;
  }
}

function admitted(visit: VisitView): VisitView {
  const admit = (participant: ParticipantView): ParticipantView => ({
    ...participant,
    admission: 'admitted',
    connection: participant.connection ?? makeConnection('computer'),
  });
  return {
    ...visit,
    status: 'in-progress',
    startedAt: new Date().toISOString(),
    calledInBy: visit.participants.find(({ role }) => role === 'clinician')?.id ?? null,
    participants: visit.participants.map(admit),
  };
}

import { isEarlyCall } from '../../contract/early-call.ts';
import { isOpen } from '../../contract/visit-status.ts';
import type { Command, DeviceKind, Outcome, ParticipantView, VisitView } from '../../contract/index.ts';
import type { Clock } from '../clock.ts';
import { VisitError } from '../errors.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Logger } from '../logger.ts';
import type { MediaKind } from '../media/device-list.ts';
import type { DevicesSnapshot } from '../media/devices-snapshot.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { ReconnectPolicy } from '../reconnect-policy.ts';
import { VisitQuality } from '../quality/visit-quality.ts';
import type { NewsFeed } from '../service/news-feed.ts';
import type { VisitService } from '../service/visit-service.ts';
import { Store, type ReadableStore } from '../store.ts';
import { Opening } from './opening.ts';
import { Overlap } from './overlap.ts';
import { OwnConnection } from './own-connection.ts';
import { memberIdOf } from './people.ts';
import { PhoneSound } from './phone-sound.ts';
import { RoomPart } from './room-part.ts';
import { composeSnapshot, selfIn } from './session-snapshot.ts';
import { tell, type Telling } from './telling.ts';
import { nextPhase, type SessionEvent } from './transitions.ts';
import type { VisitSessionLike } from './visit-session-like.ts';
import type { OverReason, Phase, VisitSnapshot } from './visit-state.ts';

export interface VisitSessionOptions {
  /** `clinician`: calls in and ends, and has no checking of its own. */
  readonly side: 'participant' | 'clinician';
  /** Null: the one visit that the token is for. */
  readonly visitId: string | null;
  readonly service: VisitService;
  readonly gateway: Gateway;
  readonly feed: NewsFeed;
  readonly media: LocalMedia;
  readonly clock: Clock;
  readonly policy: ReconnectPolicy;
  readonly logger: Logger;
  readonly deviceKind: DeviceKind;
  readonly makeStream: (tracks: MediaStreamTrack[]) => MediaStream;
  readonly makeId: () => string;
  /** Whether the page can be seen. Default: always. */
  readonly isVisible?: () => boolean;
}

/** In the room for so long without anything to see or hear: the stage opens all the same, ms. */
const STAGE_ANYWAY_MS = 3_000;

/**
 * One participant's connection to one visit: what the service and the gateway say, and what the person does, becomes a
 * snapshot. Nothing is shown before it is true.
 */
export class VisitSession implements VisitSessionLike {
  readonly #options: VisitSessionOptions;
  readonly #store: Store<VisitSnapshot>;
  readonly #life = new AbortController();
  readonly #room: RoomPart;
  readonly #overlap: Overlap;
  readonly #opening: Opening;
  readonly #phoneSound: PhoneSound;
  #phase: Phase = 'starting';
  #visitId: string | null;
  #visit: VisitView | null = null;
  readonly #connection: OwnConnection;
  readonly #quality = new VisitQuality();
  /** This session has had the devices: it gives them back. Warm sessions never do. */
  #usesMedia: boolean;
  /** The call-in is on its way: sending begins with the click, and is undone when another was first. */
  #callingIn = false;
  /** As that, for a patient who is asked first: nothing is sent. */
  #asking = false;
  #calledAt = 0;
  #firstFrameMs: number | null = null;
  #startedWarm = false;
  #reason: OverReason = 'ended';
  #error: VisitError | null = null;
  #actionProblem: VisitError | null = null;

  constructor(options: VisitSessionOptions) {
    this.#options = options;
    this.#visitId = options.visitId;
    this.#connection = new OwnConnection({
      ...options,
      visitId: () => this.#id(),
      signal: this.#life.signal,
      report: () => this.#quality.report(),
      onVisit: (visit) => options.feed.take(visit),
      onTrouble: (error) => {
        this.#actionProblem = error;
        this.#publish();
      },
    });
    this.#usesMedia = options.side === 'participant';
    this.#phoneSound = new PhoneSound(options.media);
    this.#opening = new Opening(options.clock, () => this.#onFeed());
    this.#overlap = new Overlap(options.clock, () => this.#onFeed());
    this.#room = new RoomPart({
      gateway: options.gateway,
      clock: options.clock,
      logger: options.logger,
      quality: this.#quality,
      isVisible: options.isVisible ?? (() => true),
      makeStream: options.makeStream,
      credentials: (purpose) =>
        options.service
          .gatewayCredentials(
            {
              visitId: this.#id(),
              connectionId: this.#connection.id,
              purpose,
              ...(purpose === 'join' ? { deviceKind: options.deviceKind } : {}),
            },
            this.#life.signal,
          )
          .catch((error: unknown) => {
            this.#onRefusal(VisitError.from(error));
            throw error;
          }),
      gatewayHint: () => options.feed.store.get().gatewayHint,
      onChange: () => (this.#overlap.lasts ? this.#onFeed() : this.#publish()),
      onLongReady: () => this.#shown(null),
      readyLimitMs: STAGE_ANYWAY_MS,
    });
    this.#store = new Store(this.#compose());
  }

  get store(): ReadableStore<VisitSnapshot> {
    return this.#store;
  }

  get service(): VisitService {
    return this.#options.service;
  }

  get clock(): Clock {
    return this.#options.clock;
  }

  get media(): LocalMedia {
    return this.#options.media;
  }

  /** The click has been given and the service has not answered yet. */
  get isCallingIn(): boolean {
    return this.#callingIn;
  }

  /** As that, and the patient will be asked first: the devices are not needed yet. */
  get isAskingFirst(): boolean {
    return this.#asking;
  }

  /** At the latest call-in the connections to the gateway were up already, so that only the tracks had to be put on. */
  get startedWarm(): boolean {
    return this.#startedWarm;
  }

  /** Begins to follow the news. The feed is started by whoever owns it. */
  start(): void {
    const { feed, media } = this.#options;
    const { signal } = this.#life;
    feed.store.subscribe(() => this.#onFeed(), { signal });
    media.store.subscribe(() => this.#publish(), { signal });
    this.#onFeed();
  }

  /** Lets go of everything without telling the visit: the place is kept. */
  async close(): Promise<void> {
    if (this.#life.signal.aborted) return;
    // A visit that is over has no presence to give up; the newest view may not have reached this session yet.
    const visit = this.#options.feed.store.get().visits.get(this.#visitId ?? '');
    this.#connection.close({ gives: visit !== undefined && isOpen(visit.status) });
    this.#opening.keep(null, 0);
    this.#life.abort();
    this.#options.media.attend(this, false);
    this.#phoneSound.keep(false);
    if (this.#usesMedia) this.#options.media.close();
    await this.#room.close();
  }

  /** The page goes away (`pagehide`). */
  announceClosing(): void {
    this.#connection.announceClosing();
  }

  /** The page was frozen and is back, or the network has changed. */
  announceReturn(): void {
    this.#connection.announceReturn();
    if (this.#phase === 'ahead') this.#onFeed();
    this.#room.check();
    this.#options.feed.retry();
  }

  async openDevices(): Promise<void> {
    this.#usesMedia = true;
    await this.#options.media.open();
  }

  async arrive(): Promise<void> {
    if (this.#phase === 'ahead') throw new VisitError('too-early');
    this.#demand('checking');
    await this.#command({ type: 'arrive', visitId: this.#id(), connectionId: this.#connection.id });
  }

  async leave(): Promise<void> {
    this.#demand('checking', 'waiting', 'called-in', 'on-stage');
    const command = { type: 'leave', visitId: this.#id(), connectionId: this.#connection.id } as const;
    this.#reason = 'left';
    // The camera goes off at once, whether or not the service can be told.
    this.#move('left');
    await this.#options.service.command(command).then(
      ({ visit }) => this.#options.feed.take(visit),
      (error: unknown) => this.#options.logger.warn('leave not told', { code: VisitError.from(error).code }),
    );
  }

  async callIn(): Promise<void> {
    this.#demand('starting', 'waiting');
    // Nothing of the clinician is sent before the patient has answered.
    if (this.#comesEarly()) {
      this.#asking = true;
      return this.#callInForSure().finally(() => (this.#asking = false));
    }
    this.#noteCall();
    this.#callingIn = true;
    this.#usesMedia = true;
    void this.#options.media.open();
    this.#publish();
    try {
      await this.#callInForSure();
    } finally {
      this.#callingIn = false;
      // Undone, or the patient is asked first: the camera that was opened for this call-in goes off again.
      if (!this.#inVisit) this.#release();
      this.#publish();
    }
  }

  async tell(telling: Telling): Promise<void> {
    const { service } = this.#options;
    // Begun from the day list, before this page was known to the visit.
    if (telling.type === 'go-on-by-phone') await this.#connect();
    await this.#take(() =>
      tell(service, telling, { visitId: this.#id(), connectionId: this.#connection.id }, this.#life.signal),
    );
  }

  async admit(participantId: string): Promise<void> {
    this.#demand('called-in', 'on-stage');
    await this.#command({ type: 'admit', visitId: this.#id(), connectionId: this.#connection.id, participantId });
  }

  async end(outcome?: Outcome): Promise<void> {
    this.#demand('called-in', 'on-stage');
    await this.#command({ type: 'end', visitId: this.#id(), connectionId: this.#connection.id, ...outcome });
  }

  async setOutcome(outcome: Outcome): Promise<void> {
    this.#demand('called-in', 'on-stage', 'over');
    // Without the connection: the visit may have ended in another window of the same clinician.
    await this.#command({ type: 'set-outcome', visitId: this.#id(), ...outcome });
  }

  setMicrophone(enabled: boolean): void {
    const { media } = this.#options;
    media.setEnabled('microphone', enabled);
    // What stands in the way is told by the device's own state.
    if (enabled) media.muteForDictation(false).catch(() => {});
  }

  setCamera(enabled: boolean): void {
    this.#options.media.setEnabled('camera', enabled);
  }

  muteForDictation(on: boolean): Promise<void> {
    return this.#options.media.muteForDictation(on);
  }

  chooseDevice(kind: MediaKind, id: string): Promise<void> {
    return this.#options.media.choose(kind, id);
  }

  turnCamera(): Promise<void> {
    return this.#options.media.turnCamera();
  }

  sharpenPicture(sharp: boolean): Promise<void> {
    return this.#options.media.sharpenPicture(sharp);
  }

  blurBackground(blurred: boolean): Promise<void> {
    return this.#options.media.blurBackground(blurred);
  }

  answerDeviceNotice(yes: boolean): Promise<void> {
    return this.#options.media.answerNotice(yes);
  }

  microphoneLevel(): number {
    return this.#options.media.level();
  }

  async resumeHere(): Promise<void> {
    this.#demand('taken-over', 'over');
    this.#restart();
    await this.#connection.making;
  }

  retry(): void {
    this.#actionProblem = null;
    // First, as it puts away the problem that had ended the feed.
    this.#options.feed.retry();
    if (this.#phase === 'failed') this.#restart();
    this.#room.retry();
    this.#publish();
  }

  reportFrame(participantId: string): void {
    const { participants = [], self } = this.#visit ?? {};
    const known = participants.some(
      ({ id, admission }) => id === participantId && id !== self && admission === 'admitted',
    );
    if (known) this.#shown(this.#options.clock.elapsed() - this.#calledAt);
  }

  /** By the service's clock, as far as this page knows it; the service decides. */
  #comesEarly(): boolean {
    const { clock, feed } = this.#options;
    const visit = this.#visit;
    if (!visit || visit.startedAt !== null) return false;
    return isEarlyCall(visit.bookedStart, clock.now() + feed.store.get().clockOffset);
  }

  async #callInForSure(): Promise<void> {
    try {
      await this.#connect();
      await this.#callInOnce();
    } catch (cause) {
      const error = VisitError.from(cause);
      // Something else changed meanwhile: the click still holds if the patient still waits.
      const stillWaits = this.#visit?.status === 'arrived';
      if (error.code !== 'version-conflict' || !stillWaits) throw error;
      await this.#callInOnce();
    }
  }

  #callInOnce(): Promise<void> {
    return this.#command({
      type: 'call-in',
      visitId: this.#id(),
      connectionId: this.#connection.id,
      ...(this.#visit ? { expectedVersion: this.#visit.version } : {}),
    });
  }

  #restart(): void {
    this.#connection.renew();
    this.#quality.forget();
    this.#move('resumed');
    this.#onFeed();
  }

  #onFeed(): void {
    const { connection, identity, visits, problem } = this.#options.feed.store.get();
    this.#visitId ??= identity?.visitId ?? null;
    const visit = this.#visitId === null ? undefined : visits.get(this.#visitId);
    if (visit) this.#visit = visit;
    const stopped = problem !== null && (!problem.recoverable || problem.code === 'token-expired');
    if (!visit) {
      // A token that opens nothing; a visit under way goes on without news.
      if (stopped && this.#phase === 'starting') return this.#fail(problem);
      if (identity && this.#phase === 'starting') return this.#fail(new VisitError('visit-not-found'));
      return this.#publish();
    }
    if (this.#phase === 'failed') {
      // What had failed is mended, e.g. by a new token.
      return connection === 'connected' && this.#error?.recoverable ? this.#restart() : this.#publish();
    }
    if (!isOpen(visit.status)) return this.#moveUnlessOver('visit-closed');
    if (this.#phase === 'starting' && !this.#connection.isMade) void this.#connect().catch(() => {});
    if (this.#connection.isMade) this.#stand(visit);
    else this.#publish();
  }

  /** Follows the service's word on where the person stands. */
  #stand(visit: VisitView): void {
    if (this.#phase === 'over') return this.#publish();
    const self = selfIn(visit);
    if (!self) return this.#publish();
    if (self.connection?.id !== this.#connection.id)
      return this.#isMovingFromHere(self) ? this.#publish() : this.#move('replaced');
    if (this.#phase === 'taken-over') return this.#publish();
    if (self.admission === 'removed') return this.#moveUnlessOver('removed');
    if (self.admission === 'admitted') return this.#move('stands-admitted');
    const waits = self.admission === 'waiting' || this.#options.side === 'clinician';
    // Where that ends the visit, the place was given up.
    if (!waits) this.#reason = 'left';
    const isAhead = this.#opening.isAhead(visit, this.#options.feed.store.get().clockOffset);
    this.#move(waits ? 'stands-waiting' : isAhead ? 'stands-ahead' : 'stands-outside');
  }

  /** The visit has been moved to another device, which has nothing to show yet. */
  #isMovingFromHere(self: ParticipantView): boolean {
    const { connection } = self;
    const isThere = this.#room.receivesFrom(memberIdOf(self)) || this.#room.snapshot().state === 'away';
    if (this.#inVisit && connection?.handover && !isThere) return this.#overlap.goesOn(connection.id);
    this.#overlap.end();
    return false;
  }

  async #connect(): Promise<void> {
    if (this.#connection.isMade) return;
    try {
      await this.#connection.make();
      if (this.#life.signal.aborted) return;
      this.#actionProblem = null;
      this.#onFeed();
    } catch (cause) {
      const error = VisitError.from(cause);
      if (!this.#life.signal.aborted) {
        this.#onRefusal(error);
        if (this.#phase === 'starting') this.#fail(error);
      }
      throw error;
    }
  }

  #command(command: Command): Promise<void> {
    return this.#take(async () => (await this.#options.service.command(command, this.#life.signal)).visit);
  }

  /** Asks the service for a change, and takes up its answer. */
  async #take(change: () => Promise<VisitView>): Promise<void> {
    try {
      const visit = await change();
      this.#actionProblem = null;
      this.#options.feed.take(visit);
      this.#onFeed();
    } catch (cause) {
      const error = VisitError.from(cause);
      this.#onRefusal(error);
      this.#actionProblem = error;
      this.#publish();
      throw error;
    }
  }

  /** A refusal comes with the state that made the service refuse. */
  #onRefusal(error: VisitError): void {
    const visit = error.cause as VisitView | undefined;
    if (visit && typeof visit === 'object' && 'seq' in visit) this.#options.feed.take(visit);
  }

  #noteCall(): void {
    this.#calledAt = this.#options.clock.elapsed();
    this.#startedWarm = this.#room.snapshot().state === 'ready';
  }

  #shown(firstFrameMs: number | null): void {
    if (firstFrameMs !== null) this.#quality.firstFrame(firstFrameMs);
    if (this.#phase === 'called-in') {
      this.#firstFrameMs = firstFrameMs;
      this.#move('shown');
    } else if (this.#phase === 'on-stage' && this.#firstFrameMs === null && firstFrameMs !== null) {
      this.#firstFrameMs = firstFrameMs;
      this.#publish();
    }
  }

  #fail(error: VisitError): void {
    this.#error = error;
    this.#move('failed');
  }

  #moveUnlessOver(event: 'visit-closed' | 'removed'): void {
    if (this.#phase === 'over') return this.#publish();
    if (event === 'removed') this.#reason = 'removed';
    else this.#reason = this.#visit?.status === 'cancelled' ? 'cancelled' : 'ended';
    this.#move(event);
  }

  #move(event: SessionEvent): void {
    const before = this.#phase;
    this.#phase = nextPhase(before, event);
    if (this.#phase !== before) {
      this.#options.logger.info('phase', { from: before, to: this.#phase, event });
      this.#entered(before);
    }
    this.#publish();
  }

  #entered(before: Phase): void {
    const { media } = this.#options;
    switch (this.#phase) {
      case 'called-in':
        // A clinician's click is the call, unless the patient was asked first.
        if (!this.#callingIn) this.#noteCall();
        if (before === 'starting' && !this.#callingIn) this.#quality.begin('resumed');
        else this.#quality.begin(this.#startedWarm ? 'warm' : 'cold');
        this.#firstFrameMs = null;
        this.#usesMedia = true;
        void media.open();
        return;
      case 'waiting':
        // After a reload the devices come back by themselves, where that asks nothing.
        if (this.#usesMedia) void this.#reopenDevices();
        return;
      case 'over':
      case 'taken-over':
      case 'failed':
        return this.#release();
    }
  }

  async #reopenDevices(): Promise<void> {
    const { media } = this.#options;
    if ((await media.alreadyAllowed()) && this.#phase === 'waiting') await media.open();
  }

  #release(): void {
    if (this.#usesMedia) this.#options.media.close();
    this.#usesMedia = this.#options.side === 'participant';
  }

  /** Brings presence and room in line with the phase, then shows it. */
  #publish(): void {
    if (this.#life.signal.aborted) return;
    this.#opening.keep(this.#phase === 'ahead' ? this.#visit : null, this.#options.feed.store.get().clockOffset);
    this.#keepConnection();
    this.#phoneSound.keep(this.#inVisit && isByPhone(this.#visit));
    this.#keepRoom();
    this.#options.media.attend(this, this.#inVisit || this.#phase === 'checking');
    this.#store.set(this.#compose());
  }

  get #inVisit(): boolean {
    return this.#phase === 'called-in' || this.#phase === 'on-stage';
  }

  /** Not while ahead: the service knows that the visit was opened, and a page may stay open for days. */
  #keepConnection(): void {
    const isHere = ['checking', 'waiting', 'called-in', 'on-stage'].includes(this.#phase);
    this.#connection.keep({ present: isHere && !this.#overlap.lasts, reports: this.#inVisit });
  }

  #keepRoom(): void {
    const inVisit = this.#inVisit;
    const wanted = this.#connection.isMade ? inVisit || this.#keepsWarm() : this.#comesBack();
    const nothing = { audio: null, video: null };
    this.#room.keep({
      wanted,
      visit: this.#visit,
      watched: inVisit,
      tracks: inVisit || this.#callingIn ? this.#options.media.tracks : nothing,
      soundPaused: this.#options.media.store.get().microphone.status === 'released',
      deviceTrouble: hasTrouble(this.#options.media.store.get()),
    });
  }

  /** Before the visit only the patient who waits has a place in the room, and a clinician for whom one waits. */
  #keepsWarm(): boolean {
    const visit = this.#visit;
    if (this.#phase !== 'waiting' || visit?.status !== 'arrived') return false;
    return this.#options.side === 'clinician' || selfIn(visit)?.role === 'patient';
  }

  /** A place that the service already holds for this person is taken while it is told of the new page. */
  #comesBack(): boolean {
    const visit = this.#visit;
    if (this.#phase !== 'starting' || !this.#connection.isBeingMade || !visit) return false;
    const self = selfIn(visit);
    if (visit.status === 'in-progress') return self?.admission === 'admitted';
    return visit.status === 'arrived' && self?.role === 'patient' && self.admission === 'waiting';
  }

  #compose(): VisitSnapshot {
    return composeSnapshot({
      phase: this.#phase,
      visit: this.#visit,
      feed: this.#options.feed.store.get(),
      room: this.#room.snapshot(),
      devices: this.#options.media.store.get(),
      quality: this.#quality.snapshot(),
      actionProblem: this.#actionProblem,
      firstFrameMs: this.#firstFrameMs,
      reason: this.#reason,
      error: this.#error,
    });
  }

  #id(): string {
    if (this.#visitId === null) throw new VisitError('invalid-state', { detail: 'no visit yet' });
    return this.#visitId;
  }

  #demand(...phases: Phase[]): void {
    if (!phases.includes(this.#phase)) throw new VisitError('invalid-state', { detail: `in ${this.#phase}` });
  }
}

/** A third who is in the visit hears it here, and nowhere else. */
const isByPhone = (visit: VisitView | null): boolean =>
  visit?.modality === 'phone' && visit.participants.filter(({ admission }) => admission === 'admitted').length <= 2;

/** A person without a camera is in no trouble; one whose microphone fails, or whose camera was taken by another program, is. */
const hasTrouble = ({ camera, microphone }: DevicesSnapshot): boolean =>
  microphone.status === 'failed' || (camera.status === 'failed' && camera.error.code === 'device-in-use');

import type {
  Command,
  CommandResult,
  CredentialsRequest,
  GatewayCredentials,
  Handover,
  HandoverAssurance,
  Hello,
  Message,
  MessageReceipt,
  NewMessage,
  SelfTestCredentials,
  NewVisit,
  Preparation,
  QueueRequest,
  QueueView,
  Role,
  VisitEvent,
  VisitView,
} from '../contract/index.ts';
import { systemClock, type Clock } from '../core/clock.ts';
import { ownPlaceIn, queueStanding, type QueueOpening } from '../core/drop-in/queue-standing.ts';
import { VisitError } from '../core/errors.ts';
import type { News, VisitService } from '../core/service/visit-service.ts';
import { HANDOVER_LIFE_MS } from '../contract/timing.ts';
import { isOpen } from '../contract/visit-status.ts';
import { FakeNewsStream, type NewsSource } from './fake-news-stream.ts';
import { demandEntry, factsOf } from './fake-queue.ts';
import {
  bookVisit,
  demandAccess,
  participantOf,
  viewFor,
  type Caller,
  type FakeQuality,
  type FakeVisit,
} from './fake-visit.ts';
import { readFakePreparation } from './fake-preparation.ts';
import { carryOut, endLeases, reasonAgainstPlace, type Happening } from './fake-visit-rules.ts';

/** As the service's own defaults. */
const TOKEN_SECONDS = 3600;
const GATEWAY_TOKEN_MS = 15 * 60_000;
const SELF_TEST_TOKEN_MS = 180_000;
/** A caller whose answer was lost asks again after this, ms. */
const REPEAT_AFTER_MS = 400;

/** What a person's token is like. */
export interface TokenOptions {
  /** Life of the token, s. */
  readonly ttlSeconds?: number;
  /** The host gives a new token when asked. Default: true. */
  readonly renewable?: boolean;
}

/** A token that was given out; it ends at `endsAt`, on `Clock.now()`, ms. */
interface Token {
  endsAt: number;
}

type StoredEvent = Omit<VisitEvent, 'visit'>;

/**
 * A visit service in memory, for tests and practice: it holds visits by the real service's rules and gives each person
 * a `VisitService` of their own. No HTTP, no server; faults are methods.
 *
 *     const service = new FakeVisitService();
 *     const visit = service.book();
 *     const patient = service.participant(visit.id);
 *     await patient.command({ type: 'connect', visitId: visit.id, connectionId: 'page-1', deviceKind: 'phone' });
 */
export class FakeVisitService implements NewsSource {
  readonly clock: Clock;
  readonly #visits = new Map<string, FakeVisit>();
  readonly #events: StoredEvent[] = [];
  readonly #tokens = new Set<Token>();
  /** The newest code of each participant that has not been redeemed. */
  readonly #handovers = new Map<string, Handover & { readonly visitId: string }>();
  readonly #messages: Message[] = [];
  /** The newest opening of each unit's drop-in queue. */
  readonly #queues = new Map<string, QueueOpening>();
  readonly #readers = new Map<FakeNewsStream, Caller>();
  #away = false;
  #losesNextAnswer = false;
  #beats = true;

  constructor(options: { clock?: Clock } = {}) {
    this.clock = options.clock ?? systemClock;
  }

  /** Books a visit for now, unless told otherwise. The view is the host's. */
  book(more: Partial<NewVisit> = {}): VisitView {
    const id = `visit-${this.#visits.size + 1}`;
    const visit = bookVisit(id, more, this.clock.now());
    if (visit.view.dropIn && !this.queue(visit.view.unit.id).isOpen) throw new VisitError('queue-closed');
    this.#save(visit, [{ type: 'visit-created', participantId: null, connectionId: null }]);
    return this.visit(id);
  }

  /** The visit as the host sees it now. */
  visit(id: string): VisitView {
    return viewFor(this.#visit(id), { kind: 'host' });
  }

  /** What the patient is asked, and the answers, as the host reads them. */
  preparation(visitId: string): Preparation | null {
    return readFakePreparation(this.#visit(visitId), { kind: 'host' });
  }

  /** What the visit's connections have reported of their quality, in the order of their first report. */
  quality(visitId: string): readonly FakeQuality[] {
    return [...this.#visit(visitId).reports.values()];
  }

  /** The unit's drop-in queue as it stands. */
  queue(unitId: string): QueueView {
    const facts = [...this.#visits.values()].filter(({ view }) => view.dropIn?.queueId === unitId).map(factsOf);
    return queueStanding(unitId, this.#queues.get(unitId) ?? null, facts, this.clock.now());
  }

  /** Opens or closes the unit's drop-in queue. */
  setQueue(unitId: string, request: QueueRequest): QueueView {
    const now = this.clock.now();
    const closesAt = request.open && request.closesAt ? Date.parse(request.closesAt) : null;
    this.#queues.set(unitId, { closesAt, closedAt: request.open ? null : now });
    this.#tellQueues();
    return this.queue(unitId);
  }

  /** What people have written, oldest first. */
  get messages(): readonly Message[] {
    return this.#messages;
  }

  /**
   * The host redeems a handover code for the person on the other device. Throws `visit-not-found` where it is unknown, used
   * or too old.
   */
  redeem(code: string, assurance: HandoverAssurance = 'signed-in'): VisitService {
    const [participantId, handover] = [...this.#handovers].find(([, made]) => made.code === code) ?? [];
    if (!participantId || !handover || Date.parse(handover.expiresAt) <= this.clock.now())
      throw new VisitError('visit-not-found', { detail: 'handover' });
    const { visitId } = handover;
    const visit = this.#visit(visitId);
    const participant = visit.view.participants.find(({ id }) => id === participantId);
    if (!participant || !isOpen(visit.view.status)) throw new VisitError('invalid-state');
    this.#handovers.delete(participantId);
    return this.#serve({ kind: 'participant', visitId, participantId, role: participant.role, handover: assurance });
  }

  /** The service as someone without a token reaches it: to write, and for nothing else. */
  withoutToken(): Pick<VisitService, 'sendMessage' | 'selfTestCredentials'> {
    return {
      sendMessage: async (message) => this.#take(message, null),
      selfTestCredentials: async () => this.#selfTestCredentials(),
    };
  }

  /** The host cancels. */
  cancel(visitId: string): void {
    this.#carryOut({ type: 'cancel', visitId }, { kind: 'host' });
  }

  /** The participant is shown out of the visit, or of the waiting room. */
  remove(visitId: string, participantId: string): void {
    this.#admission(visitId, participantId, 'removed');
  }

  /** The participant goes back from the visit to the waiting room. */
  putBack(visitId: string, participantId: string): void {
    this.#admission(visitId, participantId, 'waiting');
  }

  /** The service as the participant of this role reaches it. */
  participant(visitId: string, role: Exclude<Role, 'clinician'> = 'patient', options?: TokenOptions): VisitService {
    const participant = this.#visit(visitId).view.participants.find((p) => p.role === role);
    if (!participant) throw new VisitError('visit-not-found', { detail: role });
    return this.#serve({ kind: 'participant', visitId, participantId: participant.id, role }, options);
  }

  /** The service as a clinician of these units reaches it; all units that have visits now, unless told otherwise. */
  clinician(subject = 'anna', options: TokenOptions & { units?: readonly string[] } = {}): VisitService {
    return this.#serve({ kind: 'clinician', subject, name: subject, units: options.units ?? this.#units() }, options);
  }

  unitStaff(options: TokenOptions & { units?: readonly string[] } = {}): VisitService {
    return this.#serve(
      { kind: 'unit-staff', subject: 'staff', name: 'staff', units: options.units ?? this.#units() },
      options,
    );
  }

  /** The service as someone reaches it whose token is not one of ours. */
  stranger(): VisitService {
    return this.#serve(null);
  }

  /** Nobody gets an answer, and every stream breaks. */
  goAway(): void {
    this.#away = true;
    for (const reader of this.#readers.keys()) reader.break(new VisitError('service-unreachable', { detail: 'away' }));
  }

  comeBack(): void {
    for (const reader of this.#readers.keys())
      reader.break(new VisitError('service-unreachable', { detail: 'silent' }));
    this.#away = false;
    this.#beats = true;
  }

  /** Streams stay open, and nothing comes any more. */
  fallSilent(): void {
    this.#beats = false;
    for (const reader of this.#readers.keys()) reader.wake();
  }

  /** Says goodbye to all readers, as a service that is started anew. */
  stop(): void {
    for (const reader of this.#readers.keys()) reader.push({ kind: 'goodbye', reason: 'service-stopping' });
  }

  /** All tokens given so far end now. */
  expireTokens(): void {
    for (const token of this.#tokens) token.endsAt = this.clock.now();
    for (const reader of this.#readers.keys()) reader.wake();
  }

  /** The next command is carried out, and its first answer is lost. */
  loseNextAnswer(): void {
    this.#losesNextAnswer = true;
  }

  get beats(): boolean {
    return this.#beats;
  }

  passTime(): number {
    for (const visit of this.#visits.values()) {
      const change = endLeases(visit, this.clock.now());
      if (change) this.#save(change.after, change.happenings);
    }
    this.#tellQueues();
    const closings = [...this.#queues.values()].map(({ closesAt }) => closesAt ?? Infinity);
    const now = this.clock.now();
    return Math.min(
      ...[...this.#visits.values()].flatMap(({ leases }) => [...leases.values()]),
      ...closings.filter((at) => at > now),
    );
  }

  #serve(caller: Caller | null, { ttlSeconds = TOKEN_SECONDS, renewable = true }: TokenOptions = {}): VisitService {
    let token = this.#mint(ttlSeconds);
    const renew = async (): Promise<void> => {
      if (!renewable) throw new VisitError('token-expired', { detail: 'no renewToken' });
      token = this.#mint(ttlSeconds);
    };
    const admit = (signal?: AbortSignal): { caller: Caller; token: Token } => {
      if (this.#away || signal?.aborted) throw new VisitError('service-unreachable');
      if (!caller) throw new VisitError('token-invalid');
      this.passTime();
      if (this.clock.now() >= token.endsAt) throw new VisitError('token-expired');
      return { caller, token };
    };
    const admitRenewed = async (signal?: AbortSignal): Promise<Caller> => {
      if (this.clock.now() >= token.endsAt && renewable && !this.#away) await renew();
      return admit(signal).caller;
    };
    return {
      command: async (command, signal) => {
        const result = this.#carryOut(command, await admitRenewed(signal));
        if (this.#losesNextAnswer) {
          this.#losesNextAnswer = false;
          await this.clock.sleep(REPEAT_AFTER_MS, signal);
        }
        return result;
      },
      visit: async (visitId, signal) => {
        const reader = await admitRenewed(signal);
        if (reader.kind === 'unit-staff') throw new VisitError('forbidden');
        const visit = this.#visit(visitId);
        demandAccess(visit, reader);
        return viewFor(visit, reader);
      },
      gatewayCredentials: async (request, signal) => {
        const reader = await admitRenewed(signal);
        const { visitId, connectionId, deviceKind } = request;
        if (deviceKind) this.#carryOut({ type: 'connect', visitId, connectionId, deviceKind }, reader);
        return this.#credentials(request, reader);
      },
      preparation: async (visitId, signal) => this.#preparation(visitId, await admitRenewed(signal)),
      setQueue: async (unitId, request, signal) => {
        const { kind, ...reader } = await admitRenewed(signal);
        const mayOpen = kind === 'host' || ('units' in reader && reader.units.includes(unitId));
        if (!mayOpen) throw new VisitError('forbidden');
        return this.setQueue(unitId, request);
      },
      makeHandover: async (visitId, signal) => this.#makeHandover(visitId, await admitRenewed(signal)),
      selfTestCredentials: async (signal) => {
        await admitRenewed(signal);
        return this.#selfTestCredentials();
      },
      sendMessage: async (message, signal) => {
        if (this.#away) await admitRenewed(signal);
        return this.#take(message, token.endsAt > this.clock.now() ? caller : null);
      },
      subscribe: (lastEventId, signal) => this.#read(() => admit(), lastEventId, signal),
      renewToken: renew,
    };
  }

  #makeHandover(visitId: string, caller: Caller): Handover {
    const visit = this.#visit(visitId);
    demandAccess(visit, caller);
    if (caller.kind !== 'participant') throw new VisitError('forbidden');
    if (!isOpen(visit.view.status)) throw new VisitError('invalid-state', { cause: viewFor(visit, caller) });
    const code = `code-${crypto.randomUUID()}`;
    const expiresAt = new Date(this.clock.now() + HANDOVER_LIFE_MS).toISOString();
    this.#handovers.set(caller.participantId, { code, expiresAt, visitId });
    return { code, expiresAt };
  }

  #selfTestCredentials(): SelfTestCredentials {
    if (this.#away) throw new VisitError('service-unreachable');
    return {
      url: 'fake:',
      apiToken: 'token',
      iceServers: [],
      expiresAt: new Date(this.clock.now() + SELF_TEST_TOKEN_MS).toISOString(),
    };
  }

  #take(message: NewMessage, caller: Caller | null): MessageReceipt {
    const known = this.#messages.find(({ id }) => id === message.id);
    const receivedAt = known?.receivedAt ?? new Date(this.clock.now()).toISOString();
    if (!known) {
      const own = caller?.kind === 'participant' ? caller : null;
      const role =
        own?.role ?? (caller && caller.kind !== 'host' && caller.kind !== 'participant' ? caller.kind : null);
      this.#messages.push({ ...message, receivedAt, visitId: own?.visitId ?? null, role });
    }
    return { id: message.id, receivedAt };
  }

  #preparation(visitId: string, caller: Caller): Preparation | null {
    if (caller.kind === 'participant' && caller.visitId !== visitId) throw new VisitError('wrong-visit');
    const visit = this.#visit(visitId);
    demandAccess(visit, caller);
    return readFakePreparation(visit, caller);
  }

  #mint(ttlSeconds: number): Token {
    const token = { endsAt: this.clock.now() + ttlSeconds * 1000 };
    this.#tokens.add(token);
    return token;
  }

  async *#read(
    admit: () => { caller: Caller; token: Token },
    lastEventId: number | null,
    signal: AbortSignal,
  ): AsyncGenerator<News> {
    if (signal.aborted) return;
    const { caller, token } = admit();
    const stream = new FakeNewsStream(this, token);
    const cursor = this.#events.length;
    const hello = this.#hello(caller, token.endsAt, cursor);
    for (const queue of hello.queues) stream.queues.set(queue.queueId, JSON.stringify(queue));
    stream.push({ kind: 'hello', ...hello });
    const seen = lastEventId === null || lastEventId > cursor ? cursor : lastEventId;
    for (const event of this.#events.slice(seen)) this.#tell(stream, caller, event);
    this.#readers.set(stream, caller);
    try {
      yield* stream.read(signal);
    } finally {
      this.#readers.delete(stream);
    }
  }

  #hello(caller: Caller, tokenEnd: number, cursor: number): Hello {
    const visits = [...this.#visits.values()].filter((visit) => this.#isInScope(visit, caller));
    const own = caller.kind === 'participant' ? caller : null;
    return {
      identity: {
        kind: caller.kind === 'host' ? 'unit-staff' : caller.kind,
        name: 'name' in caller ? caller.name : ((visits[0] && participantOf(visits[0], caller)?.name) ?? ''),
        visitId: own?.visitId ?? null,
        participantId: own?.participantId ?? null,
        units: 'units' in caller ? [...caller.units] : visits.map(({ view }) => view.unit.id),
        expiresAt: new Date(tokenEnd).toISOString(),
      },
      visits: visits.map((visit) => viewFor(visit, caller)),
      queues: this.#queuesOf(caller),
      cursor,
      serverNow: new Date(this.clock.now()).toISOString(),
      gatewayHint: null,
    };
  }

  #carryOut(command: Command, caller: Caller): CommandResult {
    if (caller.kind === 'participant' && caller.visitId !== command.visitId) throw new VisitError('wrong-visit');
    const before = this.#visit(command.visitId);
    demandAccess(before, caller);
    if (command.type === 'arrive' && before.view.dropIn)
      demandEntry(before, this.queue(before.view.unit.id), this.clock.now());
    const { after, happenings } = carryOut(before, command, caller, this.clock.now());
    this.#save(after, happenings);
    return { visit: viewFor(after, caller) };
  }

  #credentials({ visitId, connectionId }: CredentialsRequest, caller: Caller): GatewayCredentials {
    const visit = this.#visit(visitId);
    demandAccess(visit, caller);
    const self = participantOf(visit, caller);
    const current = self?.connection?.id === connectionId ? self.connection : null;
    const replaced = visit.replaced.has(connectionId) ? 'connection-replaced' : 'invalid-state';
    const reason = self && current ? reasonAgainstPlace(visit, self) : replaced;
    if (!self || !current || reason) throw new VisitError(reason ?? 'invalid-state', { cause: viewFor(visit, caller) });
    return {
      url: 'fake:',
      room: visitId,
      roomGeneration: 1,
      memberId: `${self.id}~${current.incarnation}`,
      apiToken: 'token',
      roomToken: 'token',
      bitrate: 1_500_000,
      iceServers: [],
      keyEpoch: 0,
      expiresAt: new Date(this.clock.now() + GATEWAY_TOKEN_MS).toISOString(),
    };
  }

  /** Appends the events, and then tells of them: each shows the visit as it stands now. */
  #save(visit: FakeVisit, happenings: readonly Happening[]): void {
    const { view } = visit;
    const at = new Date(this.clock.now()).toISOString();
    const events = happenings.map((happening, i) => ({
      ...happening,
      id: this.#events.length + i + 1,
      at,
      visitId: view.id,
    }));
    this.#events.push(...events);
    view.seq = events.at(-1)?.id ?? view.seq;
    this.#visits.set(view.id, visit);
    if (view.dropIn) this.#tellQueues();
    for (const [reader, caller] of this.#readers) for (const event of events) this.#tell(reader, caller, event);
  }

  /** The queues that the caller sees; of others' places a participant sees nothing. */
  #queuesOf(caller: Caller): QueueView[] {
    const own = caller.kind === 'participant' ? this.#visit(caller.visitId).view : null;
    if (own) return own.dropIn ? [ownPlaceIn(this.queue(own.dropIn.queueId), own.id)] : [];
    const units = 'units' in caller ? caller.units : this.#units();
    return units.filter((unitId) => this.#queues.has(unitId)).map((unitId) => this.queue(unitId));
  }

  /** Tells each reader what has changed for them. */
  #tellQueues(): void {
    if (this.#queues.size === 0) return;
    for (const [reader, caller] of this.#readers) {
      for (const queue of this.#queuesOf(caller)) {
        const now = JSON.stringify(queue);
        if (reader.queues.get(queue.queueId) === now) continue;
        reader.queues.set(queue.queueId, now);
        reader.push({ kind: 'queue', ...queue });
      }
    }
  }

  #tell(reader: FakeNewsStream, caller: Caller, event: StoredEvent): void {
    const visit = this.#visit(event.visitId);
    // What was found is for the clinic.
    if (caller.kind === 'participant' && event.type === 'outcome-changed') return;
    if (this.#isInScope(visit, caller)) reader.push({ kind: 'event', ...event, visit: viewFor(visit, caller) });
  }

  #isInScope({ view }: FakeVisit, caller: Caller): boolean {
    if (caller.kind === 'participant') return caller.visitId === view.id;
    return !('units' in caller) || caller.units.includes(view.unit.id);
  }

  #admission(visitId: string, participantId: string, admission: 'removed' | 'waiting'): void {
    const visit = structuredClone(this.#visit(visitId));
    const participant = visit.view.participants.find(({ id }) => id === participantId);
    if (!participant) throw new VisitError('visit-not-found', { detail: 'participant' });
    participant.admission = admission;
    visit.view.version++;
    this.#save(visit, [{ type: 'participant-left', participantId, connectionId: null }]);
  }

  #units(): string[] {
    return [...new Set([...this.#visits.values()].map(({ view }) => view.unit.id))];
  }

  #visit(id: string): FakeVisit {
    const visit = this.#visits.get(id);
    if (!visit) throw new VisitError('visit-not-found');
    return visit;
  }
}

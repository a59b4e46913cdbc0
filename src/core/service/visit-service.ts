import type {
  Command,
  CommandResult,
  CredentialsRequest,
  GatewayCredentials,
  Goodbye,
  Handover,
  Heartbeat,
  Hello,
  MessageReceipt,
  NewMessage,
  SelfTestCredentials,
  Preparation,
  QueueRequest,
  QueueView,
  VisitEvent,
  VisitView,
} from '../../contract/index.ts';

/** What the stream yields, in order; `hello` is always the first. */
export type News =
  | ({ readonly kind: 'hello' } & Hello)
  | ({ readonly kind: 'event' } & VisitEvent)
  | ({ readonly kind: 'queue' } & QueueView)
  | ({ readonly kind: 'heartbeat' } & Heartbeat)
  | ({ readonly kind: 'goodbye' } & Goodbye);

/**
 * The port to the visit service. A host that has a service of its own implements this.
 *
 * All methods reject with `VisitError`: `token-missing | token-invalid | token-expired | wrong-visit | forbidden |
 * visit-not-found | invalid-state | already-called-in | version-conflict | too-early | queue-closed | connection-replaced |
 * service-unreachable | service-failed | gateway-unreachable`.
 */
export interface VisitService {
  /** Carries out one command. Safe to repeat: each call has its own idempotency key, kept over its retries. */
  command(command: Command, signal?: AbortSignal): Promise<CommandResult>;
  /**
   * One stream of news for everything the token opens. Ends by throwing: `service-unreachable` when the connection
   * breaks, `token-expired` when the token ends; or quietly when `signal` aborts. The caller opens it anew with the
   * id of the last event it has seen (`null`: from now).
   */
  subscribe(lastEventId: number | null, signal: AbortSignal): AsyncIterable<News>;
  /** The visit as it stands, also after its end; for a look now and then, where no stream is worth while. */
  visit(visitId: string, signal?: AbortSignal): Promise<VisitView>;
  gatewayCredentials(request: CredentialsRequest, signal?: AbortSignal): Promise<GatewayCredentials>;
  /**
   * What the patient is asked before the visit, and the answers so far; null where nothing is asked. For the patient's side
   * and clinicians of the unit. Answers are saved by the command `save-preparation`.
   */
  preparation(visitId: string, signal?: AbortSignal): Promise<Preparation | null>;
  /**
   * Opens the unit's drop-in queue, or sets when it closes, or closes it; who waits in it keeps their place (N33). For
   * clinicians and staff of the unit.
   */
  setQueue(unitId: string, request: QueueRequest, signal?: AbortSignal): Promise<QueueView>;
  /**
   * Makes a code that carries the caller's own visit over to another device of theirs; one made before is void. Participants
   * only; `invalid-state` when the visit is over.
   */
  makeHandover(visitId: string, signal?: AbortSignal): Promise<Handover>;
  /**
   * Takes what a person has written in the help, once however often the same `id` is sent. A token that is no longer good
   * keeps nobody from writing: then it is taken without one. `service-unreachable` also after too many messages.
   */
  sendMessage(message: NewMessage, signal?: AbortSignal): Promise<MessageReceipt>;
  /**
   * What opens the way to the gateway for a self-test, outside any visit. Where the service is set so, also without a token.
   * `service-unreachable` also after too many tests.
   */
  selfTestCredentials(signal?: AbortSignal): Promise<SelfTestCredentials>;
  /** Takes a new token in place of the old one. Rejects with `token-expired` where the host gives no new one. */
  renewToken(): Promise<void>;
}

import type { MessageKind, NewMessage } from '../../contract/index.ts';
import { VisitError } from '../errors.ts';
import type { VisitService } from '../service/visit-service.ts';
import { Store, type ReadableStore } from '../store.ts';
import { uniqueId } from '../unique-id.ts';

export type MessageWriterSnapshot =
  | { readonly status: 'idle' | 'sending' }
  | { readonly status: 'sent'; readonly kind: MessageKind }
  | { readonly status: 'failed'; readonly error: VisitError };

/** Sends what a person writes in the help. A second try of the same text is the same message. */
export class MessageWriter {
  readonly #service: () => Promise<Pick<VisitService, 'sendMessage'>>;
  readonly #makeId: () => string;
  readonly #store = new Store<MessageWriterSnapshot>({ status: 'idle' });
  #latest: NewMessage | null = null;

  /** `service` is asked for when something is sent: without a token its code need not be fetched before. */
  constructor(service: () => Promise<Pick<VisitService, 'sendMessage'>>, makeId = uniqueId) {
    this.#service = service;
    this.#makeId = makeId;
  }

  get store(): ReadableStore<MessageWriterSnapshot> {
    return this.#store;
  }

  /** Never rejects. One at a time. */
  async send(message: Omit<NewMessage, 'id'>): Promise<void> {
    if (this.#store.get().status === 'sending') return;
    const again = this.#latest?.text === message.text && this.#latest.kind === message.kind ? this.#latest : null;
    const sent = { ...message, id: again?.id ?? this.#makeId() };
    this.#latest = sent;
    this.#store.set({ status: 'sending' });
    try {
      await (await this.#service()).sendMessage(sent);
      this.#latest = null;
      this.#store.set({ status: 'sent', kind: message.kind });
    } catch (error) {
      this.#store.set({ status: 'failed', error: VisitError.from(error, 'service-unreachable') });
    }
  }

  /** Another message. */
  begin(): void {
    if (this.#store.get().status !== 'sending') this.#store.set({ status: 'idle' });
  }
}

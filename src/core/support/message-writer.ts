import type { MessageKind, NewMessage } from '../../contract/index.ts';
import { VisitError } from '../errors.ts';
import type { VisitService } from '../service/visit-service.ts';
import { Store, type ReadableStore } from '../store.ts';
import { uniqueId } from '../unique-id.ts';

export type MessageWriterSnapshot =
  | { readonly status: 'idle' | 'sending' }
  | { readonly status: 'sent'; readonly kind: MessageKind }
  | { readonly status: 'failed'; readonly error: VisitError };

/** What is being written in the help: kept in memory only, by whoever outlives the view that shows it. */
export interface MessageDraft {
  kind: MessageKind | null;
  text: string;
  /** What sends it; made when first needed. */
  writer: MessageWriter | null;
}

export const emptyDraft = (): MessageDraft => ({ kind: null, text: '', writer: null });

/** Sends what a person writes in the help. A second try of the same text is the same message. */
export class MessageWriter {
  readonly #makeId: () => string;
  readonly #store = new Store<MessageWriterSnapshot>({ status: 'idle' });
  #latest: NewMessage | null = null;

  constructor(makeId = uniqueId) {
    this.#makeId = makeId;
  }

  get store(): ReadableStore<MessageWriterSnapshot> {
    return this.#store;
  }

  /** Never rejects. One at a time. `service` is asked for now: without a token its code need not be fetched before. */
  async send(
    message: Omit<NewMessage, 'id'>,
    service: () => Promise<Pick<VisitService, 'sendMessage'>>,
  ): Promise<void> {
    if (this.#store.get().status === 'sending') return;
    const again = this.#latest?.text === message.text && this.#latest.kind === message.kind ? this.#latest : null;
    const sent = { ...message, id: again?.id ?? this.#makeId() };
    this.#latest = sent;
    this.#store.set({ status: 'sending' });
    try {
      await (await service()).sendMessage(sent);
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

import { ContextConsumer, type Context } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ReadableStore } from '../core/store.ts';

interface HasStore<T> {
  readonly store: ReadableStore<T>;
}

/**
 * Gives an element what it needs of a store that comes through a context: subscribes to the store of the context's
 * value, applies `selector` to each snapshot, and asks for an update only when the selected value has changed
 * (compared shallowly). Ends its subscription with the element's disconnection and takes it up again after; follows
 * when the context gets another value.
 *
 * `onChange` is called with each new selected value before the update, for what cannot wait for a rendering.
 */
export class StoreController<T, Source extends HasStore<T>, Selected> implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #selector: (snapshot: T) => Selected;
  readonly #onChange: ((value: Selected | undefined) => void) | undefined;
  #source: Source | null = null;
  #value: Selected | undefined;
  #unsubscribe: (() => void) | null = null;
  #connected = false;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    options: {
      context: Context<unknown, Source | null>;
      selector: (snapshot: T) => Selected;
      onChange?: (value: Selected | undefined) => void;
    },
  ) {
    this.#host = host;
    this.#selector = options.selector;
    this.#onChange = options.onChange;
    host.addController(this);
    new ContextConsumer(host, {
      context: options.context,
      subscribe: true,
      callback: (source) => this.#follow(source ?? null),
    });
  }

  /** What the selector gave for the newest snapshot; undefined while the context has no value. */
  get value(): Selected | undefined {
    return this.#value;
  }

  /** The context's value, to act on. */
  get source(): Source | null {
    return this.#source;
  }

  hostConnected(): void {
    this.#connected = true;
    this.#subscribe();
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#unsubscribe?.();
    this.#unsubscribe = null;
  }

  #follow(source: Source | null): void {
    if (source === this.#source) return;
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    this.#source = source;
    this.#subscribe();
  }

  #subscribe(): void {
    if (this.#connected && this.#source && !this.#unsubscribe) {
      this.#unsubscribe = this.#source.store.subscribe((snapshot) => this.#select(snapshot));
    }
    // Also what changed while nobody listened.
    if (this.#source) this.#select(this.#source.store.get());
    else this.#take(undefined);
  }

  #select(snapshot: T): void {
    this.#take(this.#selector(snapshot));
  }

  #take(value: Selected | undefined): void {
    if (shallowEqual(value, this.#value)) return;
    this.#value = value;
    this.#onChange?.(value);
    this.#host.requestUpdate();
  }
}

/** Same value, or plain objects or arrays with the same members. */
export function shallowEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  // Only plain ones: two media streams, or two errors, have the same (no) keys and are not the same.
  const kind: unknown = Object.getPrototypeOf(a);
  if (kind !== Object.getPrototypeOf(b) || (kind !== Object.prototype && kind !== Array.prototype)) return false;
  const keys = Object.keys(a) as (keyof typeof a)[];
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && Object.is(a[key], b[key]));
}

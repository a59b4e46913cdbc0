import { ContextConsumer, type Context } from '@lit/context';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ReadableStore } from '../core/store.ts';

interface HasStore<T> {
  readonly store: ReadableStore<T>;
}

/**
 * Follows the store of a source that the element has itself: subscribes while the element is connected, applies
 * `selector` to each snapshot, and asks for an update only when the selected value has changed (compared shallowly).
 *
 * `onChange` is called with each new selected value before the update, for what cannot wait for a rendering.
 */
export class StoreFollower<T, Source extends HasStore<T>, Selected> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #selector: (snapshot: T) => Selected;
  readonly #onChange: ((value: Selected | undefined) => void) | undefined;
  #source: Source | null = null;
  #value: Selected | undefined;
  #unsubscribe: (() => void) | null = null;
  #connected = false;

  constructor(
    host: ReactiveControllerHost,
    selector: (snapshot: T) => Selected,
    onChange?: (value: Selected | undefined) => void,
  ) {
    this.#host = host;
    this.#selector = selector;
    this.#onChange = onChange;
    host.addController(this);
  }

  /** What the selector gave for the newest snapshot; undefined while there is no source. */
  get value(): Selected | undefined {
    return this.#value;
  }

  /** What is followed, to act on. */
  get source(): Source | null {
    return this.#source;
  }

  /** Follows another source from now on, or none. */
  follow(source: Source | null): void {
    if (source === this.#source) return;
    this.#unsubscribe?.();
    this.#unsubscribe = null;
    this.#source = source;
    // Another source is news even where it says the same.
    this.#value = undefined;
    this.#subscribe();
    this.#host.requestUpdate();
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

  #subscribe(): void {
    if (this.#connected && this.#source && !this.#unsubscribe) {
      this.#unsubscribe = this.#source.store.subscribe((snapshot) => this.#take(this.#selector(snapshot)));
    }
    // Also what changed while nobody listened.
    this.#take(this.#source ? this.#selector(this.#source.store.get()) : undefined);
  }

  #take(value: Selected | undefined): void {
    if (shallowEqual(value, this.#value)) return;
    this.#value = value;
    this.#onChange?.(value);
    this.#host.requestUpdate();
  }
}

/**
 * A {@link StoreFollower} whose source comes through a context: takes up its subscription again when the element is
 * moved, and follows when the context gets another value.
 */
export class StoreController<T, Source extends HasStore<T>, Selected> extends StoreFollower<T, Source, Selected> {
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    options: {
      context: Context<unknown, Source | null>;
      selector: (snapshot: T) => Selected;
      onChange?: (value: Selected | undefined) => void;
    },
  ) {
    super(host, options.selector, options.onChange);
    new ContextConsumer(host, {
      context: options.context,
      subscribe: true,
      callback: (source) => this.follow(source ?? null),
    });
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
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && Object.is(a[key], b[key]))
  );
}

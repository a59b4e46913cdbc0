import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Opens a part of an element beside the button that asked for it. The focus goes into it, and back to the button when it
 * closes; Escape closes. The button bears `data-discloses`, the first field of the part `data-disclosed`; with the name as
 * their value where an element has several such parts.
 */
export class DisclosureController implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };
  #open = false;
  #other: DisclosureController | null = null;
  readonly name: string;
  #focus: string | null = null;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment }, name = '') {
    this.#host = host;
    this.name = name;
    host.addController(this);
  }

  get open(): boolean {
    return this.#open;
  }

  /** Of the two one at most is open. */
  alternateWith(other: DisclosureController): void {
    this.#other = other;
    other.#other = this;
  }

  readonly toggle = (): void => this.#turn(!this.#open);
  readonly close = (): void => this.#turn(false);
  readonly closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.close();
  };

  hostUpdated(): void {
    if (!this.#focus) return;
    this.#host.renderRoot.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = null;
  }

  #turn(open: boolean): void {
    this.#open = open;
    if (open && this.#other) this.#other.#open = false;
    this.#focus = `[${open ? 'data-disclosed' : 'data-discloses'}="${this.name}"]`;
    this.#host.requestUpdate();
  }
}

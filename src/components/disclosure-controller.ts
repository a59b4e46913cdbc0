import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Opens a part of an element beside the button that asked for it. The focus goes into it, and back to the button when it
 * closes; Escape closes. The button bears `data-discloses`, the first field of the part `data-disclosed`.
 */
export class DisclosureController implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };
  #open = false;
  #focus: string | null = null;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment }) {
    this.#host = host;
    host.addController(this);
  }

  get open(): boolean {
    return this.#open;
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
    this.#focus = open ? '[data-disclosed]' : '[data-discloses]';
    this.#host.requestUpdate();
  }
}

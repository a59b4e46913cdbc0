import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * A panel beside the view, one of several, opened from buttons that always stand in the same place. The focus goes into it,
 * and back to its button when it closes; Escape closes. The panel bears `data-panel`, each button `data-opens` with its name.
 */
export class PanelController<Name extends string> implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };
  #open: Name | null = null;
  #focus: string | null = null;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment }) {
    this.#host = host;
    host.addController(this);
  }

  get open(): Name | null {
    return this.#open;
  }

  toggle(name: Name): void {
    this.#turn(this.#open === name ? null : name);
  }

  readonly close = (): void => this.#turn(null);

  readonly closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.close();
  };

  hostUpdated(): void {
    if (this.#focus === null) return;
    this.#host.renderRoot.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = null;
  }

  #turn(open: Name | null): void {
    this.#focus = open === null ? `[data-opens="${this.#open}"]` : '[data-panel]';
    this.#open = open;
    this.#host.requestUpdate();
  }
}

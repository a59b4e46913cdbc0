import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

/**
 * Asks once more before something is given up: in the place of the button that was pressed, never over the host's
 * page. The focus goes to “stay” and back again; Escape is “stay”.
 */
export class ConfirmationController implements ReactiveController {
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

  /** For the button's click. The button bears `data-asks`. */
  readonly ask = (): void => this.#turn(true, '[data-stays]');
  readonly stay = (): void => this.#turn(false, '[data-asks]');
  /** Closes without moving the focus: the view goes away. */
  readonly close = (): void => this.#turn(false, null);

  hostUpdated(): void {
    if (!this.#focus) return;
    this.#host.renderRoot.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = null;
  }

  render(
    say: { question: string; means: string; yes: string; no: string },
    onYes: () => void,
  ): TemplateResult | typeof nothing {
    if (!this.#open) return nothing;
    return html`<div
      class="confirmation"
      part="confirmation"
      role="group"
      aria-labelledby="question"
      aria-describedby="means"
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.stay()}
    >
      <p class="question" id="question">${say.question}</p>
      <p id="means">${say.means}</p>
      <div class="actions">
        <button type="button" class="button" data-stays @click=${this.stay}>${say.no}</button>
        <button
          type="button"
          class="button primary"
          @click=${() => {
            this.close();
            onYes();
          }}
        >
          ${say.yes}
        </button>
      </div>
    </div>`;
  }

  #turn(open: boolean, focus: string | null): void {
    this.#open = open;
    this.#focus = focus;
    this.#host.requestUpdate();
  }
}

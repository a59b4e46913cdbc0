import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

/** One polite live region of an element. `render()` must stand in its template from the first rendering on. */
export class Announcer implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #text = '';

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  say(text: string): void {
    // The same sentence twice in a row would be no change, and not be read.
    this.#text = text === this.#text ? `${text}\u00a0` : text;
    this.#host.requestUpdate();
  }

  render(): TemplateResult {
    return html`<div class="visually-hidden" role="status">${this.#text}</div>`;
  }
}

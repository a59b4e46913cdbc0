import { html, nothing, svg, type TemplateResult } from 'lit';
import { StoreFollower } from '../../context/store-controller.ts';
import { browserMedia, type MediaEnvironment } from '../../core/media/media-environment.ts';
import { OwnPicture, type OwnPictureSnapshot } from '../../core/media/own-picture.ts';
import { framingTexts } from '../../locales/framing/texts.ts';
import { errorNotice } from '../parts/error-notice.ts';
import { VisitElement } from '../visit-element.ts';
import { framingStyles } from './visit-framing.styles.ts';

/**
 * How to be seen well (N28): advice on camera and light, and the person's own picture with the outline of one who sits right.
 * The camera is asked for with a press, and given back when the picture is turned off, folded away or gone.
 *
 * @csspart base - The inner box.
 * @csspart own-picture - One's own picture.
 */
export class VisitFraming extends VisitElement {
  static override styles = [VisitElement.styles, framingStyles];
  static override properties = { devices: { attribute: false } };

  /** What is used of the browser; for tests. */
  declare devices: MediaEnvironment | null;

  readonly #texts = this.useTexts(framingTexts);
  readonly #followed = new StoreFollower<OwnPictureSnapshot, OwnPicture, OwnPictureSnapshot>(
    this,
    (snapshot) => snapshot,
  );
  #end: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.devices = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    clearTimeout(this.#end);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A move in the document is no end.
    this.#end = setTimeout(this.#close);
  }

  protected override renderContent(): TemplateResult {
    const texts = this.#texts();
    const own = this.#followed.value;
    const isOn = own?.status === 'on' || own?.status === 'asking';
    return html`<details @toggle=${this.#onToggle}>
      <summary>${texts.title}</summary>
      <div class="content">
        <ul>
          ${texts.tips.map((tip) => html`<li>${tip}</li>`)}
        </ul>
        ${own?.status === 'on' ? this.#renderPicture(own.stream) : nothing}
        ${own?.status === 'failed' ? errorNotice(this.words, own.error) : nothing}
        <button type="button" class="button" @click=${isOn ? this.#close : this.#open}>
          ${isOn ? texts.hide : texts.show}
        </button>
      </div>
    </details>`;
  }

  #renderPicture(stream: MediaStream): TemplateResult {
    return html`<div class="own" part="own-picture">
        <visit-picture .stream=${stream} label=${this.words.term('ownPicture')} muted mirrored cover></visit-picture>
        <svg viewBox="0 0 160 120" aria-hidden="true">
          ${svg`<ellipse cx="80" cy="48" rx="24" ry="31" /><path d="M24 120c2-24 20-33 44-36M136 120c-2-24-20-33-44-36" />`}
        </svg>
      </div>
      <p class="quiet-text">${this.#texts().outline}</p>`;
  }

  readonly #open = (): void => {
    const own = this.#followed.source ?? new OwnPicture(this.devices ?? browserMedia());
    this.#followed.follow(own);
    void own.open();
  };

  readonly #close = (): void => this.#followed.source?.close();

  readonly #onToggle = (event: Event): void => {
    if (!(event.target as HTMLDetailsElement).open) this.#close();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-framing': VisitFraming;
  }
}

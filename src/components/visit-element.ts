import { LitElement, html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { Localize } from '../locales/localize.ts';
import { PartTexts, type TextPart } from '../locales/text-part.ts';
import { controls } from '../styles/controls.styles.ts';
import { tokens } from '../styles/tokens.styles.ts';
import { packageVersion } from './package-version.ts';

/**
 * What all elements of the package have in common: words in the right language and direction, tokens, and one inner
 * box, the part `base`.
 */
export abstract class VisitElement extends LitElement {
  static readonly packageVersion: string = packageVersion;
  static override styles: CSSResultGroup = [tokens, controls];

  /** `lang` stays the platform's own property, which reflects; only its changes are listened to. */
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang'];
  }

  protected readonly words = new Localize(this);
  readonly #parts: PartTexts<object>[] = [];
  #hadFocus = false;

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'lang' && old !== value) this.requestUpdate();
  }

  protected override render(): TemplateResult | typeof nothing {
    // All are asked, so that all are fetched at once.
    const fetched = [this.words, ...this.#parts].map(({ ready }) => ready);
    if (fetched.includes(false)) return nothing;
    return html`<div class="base" part="base" lang=${this.words.language} dir=${this.words.direction}>
      ${this.renderContent()}
    </div>`;
  }

  /**
   * The words of a feature, beside those that all elements share; nothing is shown before they are here.
   *
   *     readonly #texts = this.useTexts(selfTestTexts);
   *     … this.#texts().title
   */
  protected useTexts<Texts extends object>(part: TextPart<Texts>): () => Texts {
    const own = new PartTexts(this, this.words, part);
    this.#parts.push(own);
    return () => own.texts;
  }

  /** Called when the words are there. */
  protected abstract renderContent(): unknown;

  /** Puts the focus on the view's heading, for one who has just come here from another view. */
  focusHeading(): void {
    const heading = this.renderRoot.querySelector<HTMLElement>('[data-heading]');
    if (heading) return heading.focus();
    const view = this.renderRoot.querySelector<VisitElement>('[data-view]');
    // Its code may still be on its way.
    if (view)
      void customElements.whenDefined(view.localName).then(() => view.updateComplete.then(() => view.focusHeading()));
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.#hadFocus = Boolean(this.shadowRoot?.activeElement);
  }

  /** One whose button went away with its view is led to the next view's heading; one who was elsewhere is left alone. */
  protected override updated(_changed: PropertyValues): void {
    if (this.#hadFocus && !this.shadowRoot?.activeElement) this.focusHeading();
  }
}

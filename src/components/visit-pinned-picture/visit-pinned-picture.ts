import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { Person, VisitSnapshot } from '../../core/visit/visit-state.ts';
import { popOutTexts } from '../../locales/pop-out/texts.ts';
import { personName } from '../parts/person-name.ts';
import { VisitElement } from '../visit-element.ts';
import { shownPerson, whyNoPicture } from '../visit-pop-out/shown-person.ts';
import { stageState, type StageState } from '../visit-stage/stage-state.ts';
import { pinnedPictureStyles } from './visit-pinned-picture.styles.ts';

/** With less than this of the stage's pictures in sight a face may be out of it. */
const LEAST_IN_SIGHT = 0.5;
/** How often the observer tells while the stage goes out of sight. */
const steps = Array.from({ length: 51 }, (_, step) => step / 50);

/**
 * The patient's picture at the top of what scrolls, while the stage has been scrolled out of sight (N10). Stands beside the
 * box with the stage, in one that reaches as far down as the picture is to stay. Silent: the sound stays with the stage.
 * Reads the session context.
 *
 * @csspart base - The inner box.
 */
export class VisitPinnedPicture extends VisitElement {
  static override styles = [VisitElement.styles, pinnedPictureStyles];

  readonly #texts = this.useTexts(popOutTexts);
  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, StageState>(this, {
    context: sessionContext,
    selector: stageState,
  });
  #sight: IntersectionObserver | null = null;
  #watched: VisitElement | null = null;
  #isInSight = true;
  #listening = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listening = new AbortController();
    this.parentElement?.addEventListener('focusin', this.#uncover, { signal: this.#listening.signal });
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening.abort();
    this.#watch(null);
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const state = this.#session.value;
    const person = state && shownPerson(state);
    if (!person || this.#isInSight) return nothing;
    return this.#renderPinned(state, person);
  }

  #renderPinned(state: StageState, person: Person): TemplateResult {
    const { words } = this;
    const { participant, stream } = person;
    const { microphone } = state.devices;
    const why = whyNoPicture(words, person, state);
    return html`<div class="pinned">
      <div class="picture">
        <visit-picture
          .stream=${stream}
          label=${words.term('pictureOf', participant.name)}
          muted
          ?dimmed=${why !== null}
        ></visit-picture>
        ${why === null ? nothing : html`<p class="instead">${why}</p>`}
      </div>
      <div class="about">
        <p class="name">${personName(words, participant)}</p>
        <p>
          ${words.term('microphone')}:
          ${words.term(microphone.status === 'on' ? (microphone.enabled ? 'on' : 'off') : 'none')}
        </p>
        <button type="button" class="button" @click=${this.#toButtons}>${this.#texts().toControls}</button>
      </div>
    </div>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.isConnected) this.#watch(this.#stage);
  }

  get #stage(): VisitElement | null {
    return this.parentElement?.querySelector<VisitElement>('visit-stage') ?? null;
  }

  /** The stage itself, as what it shows comes and goes with its own updates. */
  #watch(stage: VisitElement | null): void {
    if (stage === this.#watched) return;
    this.#watched = stage;
    this.#sight?.disconnect();
    this.#sight = null;
    this.#see(true);
    if (!stage) return;
    this.#sight = new IntersectionObserver(
      (entries) => {
        const pictures = stage.shadowRoot?.querySelector('.pictures')?.getBoundingClientRect();
        const entry = entries.at(-1);
        if (entry && pictures) this.#see(partInSight(pictures, entry) >= LEAST_IN_SIGHT);
      },
      { threshold: steps },
    );
    this.#sight.observe(stage);
  }

  #see(isInSight: boolean): void {
    if (isInSight === this.#isInSight) return;
    this.#isInSight = isInSight;
    this.requestUpdate();
  }

  /** Browsers take what lies beneath for seen, and do not scroll to it when the keyboard gets there. */
  readonly #uncover = (event: FocusEvent): void => {
    const [focused] = event.composedPath();
    const pinned = this.renderRoot.querySelector('.pinned');
    if (!pinned || !(focused instanceof HTMLElement) || pinned.contains(focused)) return;
    const isCovered = focused.getBoundingClientRect().top < pinned.getBoundingClientRect().bottom;
    if (isCovered && focused.matches(':focus-visible')) focused.scrollIntoView({ block: 'center' });
  };

  /** The focus goes with the person, as the button that they pressed may go away. */
  readonly #toButtons = (): void => {
    const stage = this.#stage;
    stage?.scrollIntoView({ block: 'end' });
    stage?.shadowRoot?.querySelector<HTMLElement>('.controls button')?.focus();
  };
}

/** How much of the height of `pictures` is within what is to be seen of the stage, 0–1. */
function partInSight(pictures: DOMRect, { isIntersecting, intersectionRect }: IntersectionObserverEntry): number {
  if (!isIntersecting) return 0;
  const seen = Math.min(pictures.bottom, intersectionRect.bottom) - Math.max(pictures.top, intersectionRect.top);
  return pictures.height > 0 ? Math.max(0, seen) / pictures.height : 1;
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-pinned-picture': VisitPinnedPicture;
  }
}

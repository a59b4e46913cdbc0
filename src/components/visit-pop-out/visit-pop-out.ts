import { ContextConsumer } from '@lit/context';
import { html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { Person, VisitSnapshot } from '../../core/visit/visit-state.ts';
import { popOutTexts } from '../../locales/pop-out/texts.ts';
import { controls } from '../../styles/controls.styles.ts';
import { stageToolStyles } from '../../styles/stage-tool.styles.ts';
import { tokens } from '../../styles/tokens.styles.ts';
import { ActionController } from '../action-controller.ts';
import { dictationKeyContext, isPressOf } from '../dictation-key.ts';
import { icon } from '../icons/icons.ts';
import { errorNotice, notice } from '../parts/error-notice.ts';
import { TickController } from '../tick-controller.ts';
import { VisitElement } from '../visit-element.ts';
import { controlStyles } from '../visit-stage/stage-controls.styles.ts';
import { stageIcons } from '../visit-stage/stage-icons.ts';
import { stageState, type StageState } from '../visit-stage/stage-state.ts';
import { timeLeft } from '../visit-stage/time-left.ts';
import { LeavingPage } from './leaving-page.ts';
import { MovableWindow } from './movable-window.ts';
import { OwnWindow } from './own-window.ts';
import { popOutViewStyles } from './pop-out-view.styles.ts';
import { popOutView, type ViewActions } from './pop-out-view.ts';
import { shownPerson } from './shown-person.ts';
import { popOutStyles } from './visit-pop-out.styles.ts';

const arrows = icon(svg`<path d="M12 3v18M3 12h18M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3" />`);

/**
 * The patient's picture in a window above all others, while the clinician works elsewhere (N10): with both pictures, how it
 * goes, and the switches that are used most. Where the browser gives no such window the picture floats by itself (`float`),
 * and where it does not do that either it lies in a window inside the page, moved by drag or by the arrow keys.
 *
 * Every window closes with the visit, and when this element leaves the document for good. The sound stays where it is.
 * Reads the session context.
 *
 * @event {CustomEvent<VisitErrorDetail>} visit-error - An action was refused.
 * @csspart base - The inner box.
 * @csspart window - The window inside the page.
 */
export class VisitPopOut extends VisitElement {
  static override styles = [VisitElement.styles, stageToolStyles, controlStyles, popOutViewStyles, popOutStyles];
  static override properties = { float: { attribute: false } };

  /**
   * Puts the patient's `<video>` into the browser's own small window, or takes it back from there; false where it could do
   * neither. Null: there is no such way.
   */
  declare float: (() => Promise<boolean>) | null;

  readonly #texts = this.useTexts(popOutTexts);
  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, StageState>(this, {
    context: sessionContext,
    selector: stageState,
  });
  readonly #key = new ContextConsumer(this, { context: dictationKeyContext, subscribe: true });
  readonly #action = new ActionController(this, () => this.#session.value?.visit?.id ?? null);
  readonly #inPage = new MovableWindow(this);
  readonly #leaving = new LeavingPage(this, {
    losesSight: () => this.#canOffer && !this.#ownWindow && this.#person !== null,
    open: () => void this.#openOwnWindow(),
  });
  #ownWindow: OwnWindow | null = null;
  #opening = false;
  /** What that window shows; null while the words are on their way. */
  #content: TemplateResult | null = null;
  #end: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.float = null;
    new TickController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    clearTimeout(this.#end);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A move in the document is not the end.
    this.#end = setTimeout(() => this.#close());
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#content = null;
    const phase = this.#session.value?.phase;
    if (phase !== 'called-in' && phase !== 'on-stage') this.#close();
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const state = this.#session.value;
    if (!state?.visit) return nothing;
    const texts = this.#texts();
    if (this.#ownWindow) this.#content = this.#renderView(state);
    return html`${this.#leaving.offers ? this.#renderOffer(this.#person?.participant.name ?? '') : nothing}
    ${
      OwnWindow.isAvailable || this.float || MovableWindow.isAvailable
        ? html`<button type="button" class="button tool" data-pops-out @click=${this.#toggle}>
            ${stageIcons.smallWindow} ${this.#label}
          </button>`
        : nothing
    }
    ${this.#action.error ? html`<div class="tool-opened">${errorNotice(this.words, this.#action.error)}</div>` : nothing}
    ${
      this.#inPage.open
        ? html`<div
            class="window"
            part="window"
            popover="manual"
            role="group"
            aria-label=${texts.smallPictureOf(this.#person?.participant.name ?? '')}
            data-window
            @pointerdown=${this.#inPage.take}
            @pointermove=${this.#inPage.pull}
            @pointerup=${this.#inPage.drop}
            @pointercancel=${this.#inPage.drop}
          >
            ${this.#renderView(state, this.#renderHandle())}
          </div>`
        : nothing
    }`;
  }

  #renderOffer(name: string): TemplateResult {
    const texts = this.#texts();
    return html`<div class="tool-opened">
      ${notice(
        html`<p>${texts.wasAway(name)}</p>
          <div class="actions">
            <button type="button" class="button" @click=${this.#toggle}>
              ${stageIcons.smallWindow} ${this.#label}
            </button>
            <button type="button" class="button quiet" @click=${this.#leaving.decline}>${texts.noThanks}</button>
          </div>`,
      )}
    </div>`;
  }

  #renderHandle(): TemplateResult {
    const texts = this.#texts();
    return html`<button
        type="button"
        class="handle"
        data-moves
        aria-describedby="move-means"
        @keydown=${this.#inPage.moveByKey}
      >
        ${arrows} ${texts.move}
      </button>
      <span id="move-means" class="visually-hidden">${texts.moveMeans}</span>`;
  }

  #renderView(state: StageState, handle: TemplateResult | typeof nothing = nothing): TemplateResult {
    const offset = this.#session.source?.store.get().clockOffset ?? 0;
    const left = state.visit ? timeLeft(this.words, state.visit, Date.now() + offset) : '';
    return popOutView(
      this.words,
      this.#texts(),
      state,
      { timeLeft: left, dictationKey: this.#dictationKey, handle },
      this.#viewActions,
    );
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (!this.#ownWindow || !this.#content) return;
    const { language, direction } = this.words;
    const title = this.#texts().smallPictureOf(this.#person?.participant.name ?? '');
    this.#ownWindow.show(this.#content, { title, lang: language, dir: direction });
  }

  /** Whom the picture shows; null where there is nobody yet, or no more. */
  get #person(): Person | null {
    const state = this.#session.value;
    return state ? shownPerson(state) : null;
  }

  get #dictationKey(): string {
    return this.#key.value ?? '';
  }

  /** A window that stays when the page is left. */
  get #canOffer(): boolean {
    return OwnWindow.isAvailable || this.float !== null;
  }

  get #label(): string {
    const texts = this.#texts();
    if (this.#ownWindow) return texts.closeOwnWindow;
    if (this.#inPage.open) return texts.closeSmallPicture;
    return OwnWindow.isAvailable ? texts.ownWindow : texts.smallPicture;
  }

  readonly #toggle = (): void => {
    if (this.#ownWindow || this.#inPage.open) this.#close();
    else void this.#popOut();
  };

  async #popOut(): Promise<void> {
    this.#leaving.decline();
    if (OwnWindow.isAvailable && (await this.#openOwnWindow())) return;
    if (await this.float?.()) return;
    this.#inPage.turn(true);
  }

  async #openOwnWindow(): Promise<boolean> {
    if (this.#ownWindow || this.#opening) return true;
    this.#opening = true;
    const opened = await OwnWindow.open({
      width: 380,
      height: 440,
      styles: [tokens, controls, controlStyles, popOutViewStyles],
      themed: this,
      onKey: (event) => {
        if (!isPressOf(this.#dictationKey, event)) return;
        event.preventDefault();
        this.#viewActions.muteForDictation(this.#session.value?.devices.microphone.status !== 'released');
      },
      onClose: () => {
        this.#ownWindow = null;
        this.requestUpdate();
      },
    });
    this.#opening = false;
    // The visit may have ended while the browser made up its mind.
    if (opened && (!this.isConnected || !this.#session.value?.visit)) {
      opened.close();
      return true;
    }
    this.#ownWindow = opened;
    if (opened) {
      this.#inPage.turn(false);
      this.#leaving.cover();
    }
    this.requestUpdate();
    return opened !== null;
  }

  #close(): void {
    this.#ownWindow?.close();
    if (this.#inPage.open) this.#inPage.turn(false);
  }

  readonly #viewActions: ViewActions = {
    setDevice: (device, on) =>
      device === 'camera' ? this.#session.source?.setCamera(on) : this.#session.source?.setMicrophone(on),
    openDevices: () => this.#act('open-devices', (session) => session.openDevices()),
    muteForDictation: (on) => this.#act('mute', (session) => session.muteForDictation(on)),
    end: () => this.#act('end', (session) => session.end()),
    back: () => {
      if (this.#ownWindow) return this.#ownWindow.showPage();
      this.#inPage.turn(false);
      this.renderRoot.querySelector<HTMLElement>('[data-pops-out]')?.focus();
    },
  };

  #act(name: string, deed: (session: VisitSessionLike) => Promise<void>): void {
    const session = this.#session.source;
    if (session) void this.#action.run(name, () => deed(session));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-pop-out': VisitPopOut;
  }
}

import { ContextConsumer } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { dayListContext } from '../../context/day-list-context.ts';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import type { DayListLike, DayListSnapshot } from '../../core/day-list/day-list-like.ts';
import type { DeviceUse } from '../../core/media/devices-snapshot.ts';
import { dictatesSince } from '../../core/media/microphone-state.ts';
import { SilentMicrophone } from '../../core/microphone-guard/silent-microphone.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { microphoneTexts } from '../../locales/microphone/texts.ts';
import { stageToolStyles } from '../../styles/stage-tool.styles.ts';
import { ActionController } from '../action-controller.ts';
import { Announcer } from '../announcer.ts';
import { dictationKeyContext } from '../dictation-key.ts';
import { DisclosureController } from '../disclosure-controller.ts';
import { icons } from '../icons/icons.ts';
import { errorNotice, notice } from '../parts/error-notice.ts';
import { microphoneInWords } from '../parts/microphone-in-words.ts';
import { TickController } from '../tick-controller.ts';
import { VisitElement } from '../visit-element.ts';
import { ComparedLevels } from './compared-levels.ts';
import { microphoneStyles } from './visit-microphone.styles.ts';

interface Selection {
  /** In the visit. */
  readonly staged: boolean;
  readonly started: boolean;
  readonly visitId: string | null;
  /** When the patient could first hear, by this device's clock, ms. */
  readonly since: number;
  readonly use: DeviceUse;
  /** The system gives no sound at all, as the stage says. */
  readonly gone: boolean;
}

/**
 * The clinician's microphone (N11): **Mute for dictation** gives it back to the system until it is wanted again, says for how
 * long the patient has not heard, and stays so over reload and End. A microphone from which nothing is heard is told of, with a
 * comparison of all. Between visits it also says in words which microphone is live.
 *
 * Reads the session context while a visit is on the stage, else the day-list context. `<video-visit-clinician>` and
 * `<visit-clinician-tools>` contain it.
 *
 * @event {CustomEvent<VisitErrorDetail>} visit-error - The microphone cannot be taken back.
 * @csspart base - The inner box.
 */
export class VisitMicrophone extends VisitElement {
  static override styles = [VisitElement.styles, stageToolStyles, microphoneStyles];

  readonly #texts = this.useTexts(microphoneTexts);
  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, Selection>(this, {
    context: sessionContext,
    selector: select,
    onChange: (state) => this.#follow(state),
  });
  readonly #list = new StoreController<DayListSnapshot, DayListLike, { readonly use: DeviceUse }>(this, {
    context: dayListContext,
    selector: ({ microphone }) => ({ use: microphone }),
    onChange: () => this.#announce(),
  });
  readonly #key = new ContextConsumer(this, { context: dictationKeyContext, subscribe: true });
  readonly #action = new ActionController(this, () => this.#session.value?.visitId ?? null);
  readonly #announcer = new Announcer(this);
  readonly #comparison = new DisclosureController(this, 'comparison');
  readonly #levels = new ComparedLevels(this);
  #silent: SilentMicrophone | null = null;
  #said: DeviceUse['status'] | null = null;
  #listening = new AbortController();

  constructor() {
    super();
    new TickController(this, 1_000);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listening = new AbortController();
    document.addEventListener('visibilitychange', () => this.requestUpdate(), { signal: this.#listening.signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#listening.abort();
    this.#silent?.forget();
    this.#silent = null;
    this.#compare(null, false);
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const state = this.#session.value;
    const use = this.#use;
    if (!use) return nothing;
    return html`${state?.staged ? this.#renderTool(state) : this.#renderLine(use)} ${this.#announcer.render()}`;
  }

  /** On the stage, whose own line has the name. */
  #renderTool(state: Selection): TemplateResult {
    const texts = this.#texts();
    const { use } = state;
    const since = dictatesSince(use);
    const error = this.#action.error;
    return html`${this.#renderSwitch(use)}
    ${
      since !== null
        ? html`<div class="tool-opened dictating">
            <p class="sentence">${texts.dictateNow}</p>
            <p role="timer">${texts.notHeard(this.#lasted(Math.max(since, state.since)))}</p>
          </div>`
        : nothing
    }
    ${error ? html`<div class="tool-opened">${errorNotice(this.words, error)}</div>` : nothing}
    ${this.#renderHint(state)}`;
  }

  #renderLine(use: DeviceUse): TemplateResult {
    const { words } = this;
    const texts = this.#texts();
    const isOn = use.status === 'on';
    const error = this.#action.error;
    return html`<div class="between">
      <p class="line">
        ${isOn && use.enabled ? icons.microphone : icons.microphoneOff}
        <span>${isOn ? microphoneInWords(words, use) : `${words.term('microphone')}: ${words.term('released')}`}</span>
      </p>
      ${
        use.status === 'released'
          ? html`<p class="sentence">${texts.dictateNow}</p>
              <p class="quiet-text">${texts.stays}</p>`
          : nothing
      }
      ${isOn || use.status === 'released' ? this.#renderSwitch(use) : nothing}
      ${error ? errorNotice(words, error) : nothing}
    </div>`;
  }

  #renderSwitch(use: DeviceUse): TemplateResult {
    const { words } = this;
    const texts = this.#texts();
    const on = use.status === 'released';
    const key = this.#key.value ?? '';
    return html`<button
      type="button"
      class="button tool"
      role="switch"
      aria-checked=${on ? 'true' : 'false'}
      aria-keyshortcuts=${key || nothing}
      @click=${() => void this.#action.run('mute', () => this.#source?.muteForDictation(!on))}
    >
      ${on ? icons.microphoneOff : icons.microphone}
      <span>
        ${texts.mute}: <span class="state">${words.term(on ? 'on' : 'off')}</span>${
          key ? html` <span class="key" aria-hidden="true">${texts.key(key)}</span>` : nothing
        }
      </span>
    </button>`;
  }

  #renderHint({ use, gone }: Selection): TemplateResult | typeof nothing {
    if (use.status !== 'on') return nothing;
    const texts = this.#texts();
    const { words } = this;
    const unheard = this.#silent?.isSilent ?? false;
    const open = this.#comparison.open;
    const session = this.#session.source;
    if (!open && !unheard && !gone) return nothing;
    const compare = ComparedLevels.canCompare(session)
      ? html`<button
          type="button"
          class="button"
          data-discloses="comparison"
          aria-expanded=${open ? 'true' : 'false'}
          @click=${() => this.#compare(session, !open)}
        >
          ${texts.compare}
        </button>`
      : nothing;
    return html`<div class="tool-opened">
      ${
        gone || !unheard
          ? compare
          : notice(
              html`<p class="sentence">${texts.silent(use.label || words.term('microphone'))}</p>
                ${compare}`,
            )
      }
      ${open ? this.#renderComparison() : nothing}
    </div>`;
  }

  #renderComparison(): TemplateResult {
    const texts = this.#texts();
    return html`<div class="comparison" role="group" aria-label=${texts.compare} @keydown=${this.#onKey}>
      <p tabindex="-1" data-disclosed="comparison">${texts.compareMeans}</p>
      ${this.#levels.render(this.words, texts, (id) => this.#choose(id))}
      <p class="quiet-text">${texts.leftOut}</p>
      <button type="button" class="button" @click=${() => this.#compare(null, false)}>
        ${this.words.term('close')}
      </button>
    </div>`;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#watch();
  }

  get #source(): DayListLike | VisitSessionLike | null {
    return this.#session.value?.staged ? this.#session.source : (this.#list.source ?? this.#session.source);
  }

  get #use(): DeviceUse | undefined {
    const { value } = this.#session;
    return value?.staged ? value.use : (this.#list.value ?? value)?.use;
  }

  /** The microphone that should be heard now, by one who sees the stage. */
  #watch(): void {
    const source = this.#session.source;
    const state = this.#session.value;
    if (!this.isConnected || !source?.microphoneLevel || !state) return this.#silent?.forget();
    this.#silent ??= new SilentMicrophone({
      clock: source.clock,
      level: () => this.#session.source?.microphoneLevel?.() ?? 0,
      onChange: () => this.requestUpdate(),
    });
    const isThere = state.started && document.visibilityState === 'visible' && mayListen();
    this.#silent.watch(isThere && state.use.status === 'on' && state.use.enabled ? state.use.deviceId : null);
  }

  #follow(state: Selection | undefined): void {
    // What is compared belongs to the visit, and to the microphone that it was compared with.
    if (state?.use.status !== 'on' && this.#levels.isOpen) this.#compare(null, false);
    this.#announce();
  }

  #compare(session: VisitSessionLike | null, open: boolean): void {
    if (open && session) this.#levels.open(session);
    else this.#levels.close();
    if (this.#comparison.open !== open) this.#comparison.toggle();
  }

  #choose(id: string): void {
    this.#compare(null, false);
    void this.#action.run('choose', () => this.#session.source?.chooseDevice('microphone', id));
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    this.#compare(null, false);
  };

  #announce(): void {
    const use = this.#use;
    const before = this.#said;
    this.#said = use?.status ?? null;
    if (!use || before === null || !this.words.ready || !this.renderRoot.querySelector('.base')) return;
    if (use.status === 'released' && before !== 'released') this.#announcer.say(this.#texts().saidReleased);
    if (use.status === 'on' && before === 'released') this.#announcer.say(this.#texts().saidBack(use.label));
  }

  #lasted(since: number): string {
    const now = this.#session.source?.clock.now() ?? since;
    const seconds = Math.max(0, Math.floor((now - since) / 1_000));
    return this.#texts().time(Math.floor(seconds / 60), seconds % 60);
  }
}

function select({ phase, visit, devices, clockOffset }: VisitSnapshot): Selection {
  const { microphone, notice: told } = devices;
  return {
    staged: phase === 'called-in' || phase === 'on-stage',
    started: phase === 'on-stage',
    visitId: visit?.id ?? null,
    since: visit?.startedAt ? Date.parse(visit.startedAt) - clockOffset : 0,
    use: microphone,
    gone: told?.kind === 'nothing' && told.device === 'microphone',
  };
}

/** Before the person has done anything in the page it cannot listen, and would take all for silent. */
const mayListen = (): boolean => navigator.userActivation?.hasBeenActive !== false;

declare global {
  interface HTMLElementTagNameMap {
    'visit-microphone': VisitMicrophone;
  }
}

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController, StoreFollower } from '../../context/store-controller.ts';
import type { SelfTestCheck, SelfTestNetwork } from '../../contract/index.ts';
import { selfTestChecks } from '../../contract/self-test-words.ts';
import { VisitError } from '../../core/errors.ts';
import { isDictationDevice } from '../../core/media/device-labels.ts';
import type { MediaKind } from '../../core/media/device-list.ts';
import type { DevicesSnapshot } from '../../core/media/devices-snapshot.ts';
import type { CheckState, SelfTestLike, SelfTestSnapshot } from '../../core/self-test/self-test-snapshot.ts';
import { reportOf } from '../../core/self-test/self-test-report.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { selfTestTexts } from '../../locales/self-test/texts.ts';
import { ownPictureStyles } from '../../styles/own-picture.styles.ts';
import { viewStyles } from '../../styles/view.styles.ts';
import { ActionController } from '../action-controller.ts';
import { Announcer } from '../announcer.ts';
import { icons } from '../icons/icons.ts';
import { illustrations } from '../icons/illustrations.ts';
import { canChoose, deviceSelect } from '../parts/device-choice.ts';
import { errorNotice } from '../parts/error-notice.ts';
import { identityLine } from '../parts/identity-line.ts';
import { LevelBar } from '../visit-check/level-bar.ts';
import { VisitElement } from '../visit-element.ts';
import { fire } from '../visit-events.ts';
import { browserQuestion } from './browser-question.ts';
import { wordsOf, type CheckWords } from './check-words.ts';
import { selfTestStyles } from './visit-self-test.styles.ts';

/**
 * The self-test (N04): browser, video service, camera, microphone, speaker and the network to the real gateway, each with one
 * sentence and one thing to try, and each to be run again by itself. In the visit's own page it reads the session context and
 * uses the visit's devices, and the visit keeps the result; alone it takes `service`, and `token` where there is a visit.
 *
 * @slot move - In place of the advice to use another device, where something fails.
 * @event {CustomEvent<VisitTestedDetail>} visit-tested - Every check has a result; again whenever one was run again.
 * @event {CustomEvent<VisitErrorDetail>} visit-error - A device could not be taken.
 * @event visit-move-wanted - The person wants to go on with another device; `preventDefault()` where the page offers that.
 * @csspart base - The inner box.
 * @csspart own-picture - One's own picture.
 * @csspart browser-question - The drawing of where the browser asks.
 * @csspart summary - How it went as a whole.
 * @csspart identity - Who vouches for who the person is.
 */
export class VisitSelfTest extends VisitElement {
  static override styles = [VisitElement.styles, viewStyles, ownPictureStyles, selfTestStyles];
  static override properties = {
    service: {},
    token: {},
    selfTest: { attribute: false },
    workstation: { type: Boolean },
    identityProvider: { attribute: 'identity-provider' },
  };

  /** Address of the visit service, where the element stands alone. */
  declare service: string | null;
  /** Of a participant, so that the visit keeps the result. Without one nothing is kept. */
  declare token: string | null;
  /** A self-test of the host's own, in place of the one that the element would make. */
  declare selfTest: SelfTestLike | null;
  /** Of a clinician: the advice is for a workstation, and dictation devices are named. */
  declare workstation: boolean;
  /** Who has made sure who the person is, by the name that people know; shown with a `token` only. */
  declare identityProvider: string | null;

  readonly #texts = this.useTexts(selfTestTexts);
  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, string | null>(this, {
    context: sessionContext,
    selector: ({ visit }) => visit?.id ?? null,
  });
  readonly #followed = new StoreFollower<SelfTestSnapshot, SelfTestLike, SelfTestSnapshot>(
    this,
    (snapshot) => snapshot,
    (snapshot) => this.#see(snapshot),
  );
  readonly #action = new ActionController(this, () => this.#session.value ?? null);
  readonly #announcer = new Announcer(this);
  readonly #level = new LevelBar(this, () => this.#followed.source?.microphoneLevel() ?? 0);
  #own: SelfTestLike | null = null;
  #seen: SelfTestSnapshot | null = null;
  #adviceShown = false;
  #asked: SelfTestCheck | null = null;
  #end: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.service = null;
    this.token = null;
    this.selfTest = null;
    this.workstation = false;
    this.identityProvider = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    clearTimeout(this.#end);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // A move in the document is no end.
    this.#end = setTimeout(() => this.#close());
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('service') || changed.has('token')) this.#close();
    if (this.selfTest) this.#followed.follow(this.selfTest);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const asked = this.#followed.value ? askedIn(this.#followed.value) : null;
    // On a phone it may lie below what is seen.
    if (asked && asked !== this.#asked)
      this.renderRoot.querySelector(`[data-check=${asked}]`)?.scrollIntoView({ block: 'nearest' });
    this.#asked = asked;
  }

  protected override renderContent(): TemplateResult {
    const snapshot = this.#followed.value;
    return html`${snapshot && snapshot.status !== 'idle' ? this.#renderTest(snapshot) : this.#renderStart()}
    ${this.#announcer.render()}`;
  }

  #renderStart(): TemplateResult {
    const texts = this.#texts();
    return html`<div class="view begin">
      ${illustrations.ready}
      <div class="intro">
        <h2 tabindex="-1" data-heading>${texts.title}</h2>
        <p>${texts.intro}</p>
        ${this.token ? identityLine(this.words, this.identityProvider) : nothing}
        ${this.#action.error ? errorNotice(this.words, this.#action.error) : nothing}
        <div class="actions">
          <button type="button" class="button primary large" @click=${this.#start}>${texts.start}</button>
        </div>
      </div>
    </div>`;
  }

  #renderTest(snapshot: SelfTestSnapshot): TemplateResult {
    const texts = this.#texts();
    const { devices } = snapshot;
    const asked = askedIn(snapshot);
    const over = snapshot.status !== 'running';
    return html`<div class="view two">
      <h2 tabindex="-1" ?data-heading=${asked === null}>${texts.title}</h2>
      <div class="side">
        ${over || cannotGoOn(snapshot) ? this.#renderSummary(snapshot) : nothing} ${this.#renderPicture(snapshot)}
        ${devices.preview ? html`<p class="quiet-text">${texts.framing}</p>` : nothing}
      </div>
      <div class="found">
        <ul class="checks" role="list">
          ${shownChecks(snapshot).map((check) => this.#renderCheck(check, snapshot, check === asked))}
        </ul>
        ${this.#action.error ? errorNotice(this.words, this.#action.error) : nothing}
        ${snapshot.network ? this.#renderFigures(snapshot.network) : nothing}
        ${
          over
            ? html`<div class="actions">
                <button type="button" class="button" @click=${this.#start}>${icons.retry} ${texts.startAgain}</button>
              </div>`
            : nothing
        }
      </div>
    </div>`;
  }

  #renderSummary(snapshot: SelfTestSnapshot): TemplateResult | typeof nothing {
    const { status, kept } = snapshot;
    const texts = this.#texts();
    const isStopped = cannotGoOn(snapshot);
    if (!isStopped && (status === 'idle' || status === 'running')) return nothing;
    return html`<div class="summary ${status}" part="summary">
      <p class="sentence">
        ${status === 'passed' ? html`<span class="tick">${icons.tick}</span>` : icons.warning}
        ${this.#summary(snapshot)}
      </p>
      ${isStopped ? html`<p>${this.#words('browser', snapshot.checks.browser, snapshot).next}</p>` : nothing}
      ${kept === 'keeping' || status === 'running' ? nothing : html`<p>${texts[`kept:${kept}`]}</p>`}
      ${isStopped || status === 'failed' ? this.#renderMove() : nothing}
    </div>`;
  }

  /** How it went as a whole; where nothing else can be tried, why. */
  #summary(snapshot: SelfTestSnapshot): string {
    const { status, checks } = snapshot;
    if (cannotGoOn(snapshot)) return this.#words('browser', checks.browser, snapshot).sentence;
    return status === 'idle' || status === 'running' ? '' : this.#texts()[`all:${status}`];
  }

  #renderMove(): TemplateResult {
    const texts = this.#texts();
    return html`<slot name="move">
      <div class="move">${this.workstation ? html`<p>${texts.workstationAdvice}</p>` : this.#renderOtherDevice()}</div>
    </slot>`;
  }

  #renderOtherDevice(): TemplateResult {
    const texts = this.#texts();
    return html`<h3>${texts.otherDevice}</h3>
      <p>${this.#adviceShown ? texts.otherDeviceAdvice : texts.otherDeviceWhy}</p>
      ${
        this.#adviceShown
          ? nothing
          : html`<button type="button" class="button" @click=${this.#move}>${texts.changeDevice}</button>`
      }`;
  }

  /** One's own picture; where the browser asks, or has been told no, a drawing of where that is. */
  #renderPicture({ checks, devices }: SelfTestSnapshot): TemplateResult | typeof nothing {
    const { words } = this;
    const texts = this.#texts();
    if (devices.preview) {
      return html`<div class="own" part="own-picture">
        <visit-picture
          .stream=${devices.preview}
          label=${words.term('ownPicture')}
          muted
          mirrored
          cover
        ></visit-picture>
        <p class="plate">${icons.onlyYou} ${words.term('onlyYouSee')}</p>
      </div>`;
    }
    const asking = isStep(checks.camera, 'asking') || isStep(checks.microphone, 'asking');
    const denied = isDenied(checks.camera) || isDenied(checks.microphone);
    if (!asking && !denied) return nothing;
    return html`<figure>
      ${browserQuestion(denied && !asking)}
      <figcaption>${asking ? texts.askingWhere : texts.deniedWhere}</figcaption>
    </figure>`;
  }

  #renderCheck(check: SelfTestCheck, snapshot: SelfTestSnapshot, isAsked: boolean): TemplateResult {
    const texts = this.#texts();
    const state = snapshot.checks[check];
    const { sentence, next } = this.#words(check, state, snapshot);
    const ended = 'reason' in state;
    const name = texts[`name:${check}`];
    return html`<li class="check ${state.status}" data-check=${check}>
      ${iconOf(check, state)}
      <div>
        <h3 tabindex="-1" ?data-heading=${isAsked}>${name}</h3>
        <p class="outcome">${sentence}</p>
        ${next ? html`<p>${next}</p>` : nothing} ${this.#renderStep(check, state)}
        ${this.#renderChoice(check, state, snapshot)}
        ${
          ended && (state.status !== 'passed' || check === 'speaker' || check === 'microphone')
            ? html`<button
                type="button"
                class="button quiet again"
                aria-label=${texts.againFor(name)}
                @click=${() => this.#run(check)}
              >
                ${icons.retry} ${texts.again}
              </button>`
            : nothing
        }
      </div>
    </li>`;
  }

  #renderStep(check: SelfTestCheck, state: CheckState): TemplateResult | typeof nothing {
    if (state.status !== 'running') return nothing;
    const texts = this.#texts();
    const answer = (yes: boolean) => (): void => this.#followed.source?.answer(check, yes);
    switch (state.step) {
      case 'ready':
        return html`${this.#level.render()}
          <div class="actions">
            <button type="button" class="button primary" @click=${answer(true)}>
              ${icons.microphone} ${texts.record}
            </button>
          </div>`;
      case 'recording':
        return this.#level.render();
      case 'question':
        return html`<div class="actions" role="group" aria-label=${this.#question(check)}>
          <button type="button" class="button" @click=${answer(true)}>${texts.yes}</button>
          <button type="button" class="button" @click=${answer(false)}>${texts.no}</button>
        </div>`;
      default:
        return nothing;
    }
  }

  #renderChoice(
    check: SelfTestCheck,
    state: CheckState,
    { devices }: SelfTestSnapshot,
  ): TemplateResult | typeof nothing {
    if (check !== 'camera' && check !== 'microphone' && check !== 'speaker') return nothing;
    const isBusy = state.status === 'running' && state.step !== 'question' && state.step !== 'ready';
    if (state.status === 'idle' || isBusy || !canChoose(devices, check)) return nothing;
    return html`${deviceSelect(this.words, devices, check, this.#choose)}
    ${check === 'microphone' && this.workstation ? this.#renderDictation(devices) : nothing}`;
  }

  #renderDictation({ available }: DevicesSnapshot): TemplateResult[] {
    return available.microphone
      .filter(({ label }) => isDictationDevice(label))
      .map(({ label }) => html`<p class="quiet-text">${this.#texts().dictationDevice(label)}</p>`);
  }

  #renderFigures(network: SelfTestNetwork): TemplateResult {
    const texts = this.#texts();
    const { upKbps, downKbps, roundTripMs, lossPercent, transport, relayed } = network;
    const rows: readonly (readonly [string, string])[] = [
      [texts.toUs, `${upKbps} kbit/s`],
      [texts.toYou, `${downKbps} kbit/s`],
      [texts.thereAndBack, roundTripMs === null ? '–' : `${roundTripMs} ms`],
      [texts.lost, `${lossPercent} %`],
      [texts.way, `${transport.toUpperCase()}, ${texts[relayed ? 'way:relayed' : 'way:direct']}`],
    ];
    return html`<details class="figures">
      <summary>${texts.figures}</summary>
      <dl>
        ${rows.map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd><bdi>${value}</bdi></dd>
            </div>`,
        )}
      </dl>
    </details>`;
  }

  #words(check: SelfTestCheck, state: CheckState, snapshot: SelfTestSnapshot): CheckWords {
    return wordsOf(check, state, snapshot.status === 'running', this.words, this.#texts());
  }

  #question(check: SelfTestCheck): string {
    return check === 'speaker' ? this.#texts().heardTone : this.#texts().heardVoice;
  }

  readonly #start = (): void => {
    this.#adviceShown = false;
    void this.#action.run('start', async () => {
      const selfTest = this.selfTest ?? (this.#own ??= await this.#make());
      this.#followed.follow(selfTest);
      selfTest.start();
    });
  };

  #run(check: SelfTestCheck): void {
    this.#level.reset();
    this.#followed.source?.run(check);
  }

  readonly #choose = (kind: MediaKind, id: string): void => {
    void this.#action.run('choose-device', () => this.#followed.source?.chooseDevice(kind, id));
  };

  /** Where nobody in the page offers to move, plain advice. */
  readonly #move = (): void => {
    const event = new CustomEvent('visit-move-wanted', { bubbles: true, composed: true, cancelable: true });
    if (!this.dispatchEvent(event)) return;
    this.#adviceShown = true;
    this.requestUpdate();
  };

  async #make(): Promise<SelfTestLike> {
    const { createSelfTest } = await import('../../core/self-test/create-self-test.ts').catch((cause: unknown) => {
      throw new VisitError('service-unreachable', { cause, detail: 'code not loaded' });
    });
    const session = this.#session.source;
    if (session) return createSelfTest(session);
    if (!this.service) throw new VisitError('bad-attribute', { detail: 'service: an address with http or https' });
    return createSelfTest({ service: this.service, token: this.token ?? '' });
  }

  #close(): void {
    if (!this.#own) return;
    void this.#own.close();
    this.#own = null;
    this.#followed.follow(null);
  }

  /** Says what ends and what is asked, once; tells the host when everything has a result. */
  #see(snapshot: SelfTestSnapshot | undefined): void {
    const before = this.#seen;
    this.#seen = snapshot ?? null;
    if (!snapshot) return;
    if (this.words.ready && before) this.#say(snapshot, before);
    if (before?.status !== 'running' || snapshot.status === 'running') return;
    const report = reportOf(snapshot);
    const { status } = snapshot;
    if (report && (status === 'passed' || status === 'warned' || status === 'failed'))
      fire(this, 'visit-tested', { visitId: this.#session.value ?? null, status, checks: report.checks });
  }

  #say(snapshot: SelfTestSnapshot, before: SelfTestSnapshot): void {
    const texts = this.#texts();
    if (!texts) return;
    const news = (cannotGoOn(snapshot) ? (['browser', 'service'] as const) : selfTestChecks)
      .filter((check) => snapshot.checks[check] !== before.checks[check])
      .filter((check) => 'reason' in snapshot.checks[check] || isSaid(snapshot.checks[check]))
      .map((check) => {
        const { sentence, next } = this.#words(check, snapshot.checks[check], snapshot);
        return `${texts[`name:${check}`]}: ${sentence} ${next ?? ''}`.trim();
      });
    const isOver = snapshot.status !== 'idle' && snapshot.status !== 'running';
    if (isOver && snapshot.status !== before.status && !cannotGoOn(snapshot)) news.push(this.#summary(snapshot));
    if (news.length > 0) this.#announcer.say(news.join(' '));
  }
}

/** This browser, or this page, has nothing that the others could be tried with. */
const cannotGoOn = ({ checks }: SelfTestSnapshot): boolean => checks.browser.status === 'failed';
/** What is known before it is tried is said once, above. */
const shownChecks = (snapshot: SelfTestSnapshot): readonly SelfTestCheck[] =>
  cannotGoOn(snapshot) ? ['service'] : selfTestChecks;

const isStep = (state: CheckState, step: string): boolean => state.status === 'running' && state.step === step;
/** The person has to do something in it. */
const isAsking = (state: CheckState): boolean => isStep(state, 'ready') || isStep(state, 'question');
const askedIn = ({ checks }: SelfTestSnapshot): SelfTestCheck | null =>
  selfTestChecks.find((check) => isAsking(checks[check])) ?? null;
/** Told to those who listen, beside how it ends. */
const isSaid = (state: CheckState): boolean => isAsking(state) || isStep(state, 'asking');
const isDenied = (state: CheckState): boolean => 'reason' in state && state.reason === 'permission-denied';

function iconOf(check: SelfTestCheck, state: CheckState): TemplateResult {
  if (state.status === 'passed') return html`<span class="tick">${icons.tick}</span>`;
  if (state.status === 'warned' || state.status === 'failed') return html`<span class="bad">${icons.warning}</span>`;
  const of = {
    browser: icons.devices,
    service: icons.connection,
    camera: icons.camera,
    microphone: icons.microphone,
    speaker: icons.sound,
    network: icons.connection,
  };
  return html`<span class=${classMap({ pending: state.status === 'idle' })}>${of[check]}</span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-self-test': VisitSelfTest;
  }
}

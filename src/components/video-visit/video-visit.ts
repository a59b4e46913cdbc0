import { ContextProvider } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { sessionContext } from '../../context/session-context.ts';
import { StoreFollower } from '../../context/store-controller.ts';
import { VisitError } from '../../core/errors.ts';
import { phonePageOf, readHandover } from '../../core/handover/handover-link.ts';
import type { Logger } from '../../core/logger.ts';
import type { MessageDraft } from '../../core/support/message-writer.ts';
import type { PatientSession } from '../../core/visit/create-patient-session.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { OverReason, VisitSnapshot } from '../../core/visit/visit-state.ts';
import { footStyles } from '../../styles/foot.styles.ts';
import { momentStyles } from '../../styles/moment.styles.ts';
import { illustrations } from '../icons/illustrations.ts';
import { OnDemand } from '../on-demand.ts';
import { PanelController } from '../panel-controller.ts';
import { errorNotice } from '../parts/error-notice.ts';
import { foot, panel, type PanelName } from '../parts/foot.ts';
import { identityLine } from '../parts/identity-line.ts';
import { failedMoment, moment, overTerms, takenOverMoment } from '../parts/moment.ts';
import { attributeError, SourceOwner, type WantedSource } from '../source-owner.ts';
import { VisitElement } from '../visit-element.ts';
import type { VisitAhead } from '../visit-ahead/visit-ahead.ts';
import { VisitEventRelay } from '../visit-event-relay.ts';
import { fireError } from '../visit-events.ts';
import type { VisitHandover } from '../visit-handover/visit-handover.ts';
import { videoVisitStyles } from './video-visit.styles.ts';

const beforeVisit: ReadonlySet<VisitSnapshot['phase']> = new Set(['starting', 'ahead', 'checking', 'waiting']);

/** Stands for what is made in the page. */
const practiceSource: WantedSource = { service: 'practice', token: 'practice' };

/**
 * A whole video visit for a patient, an interpreter or a companion: from the booking over camera and microphone, the
 * waiting room and the visit itself to its end.
 *
 * Provides the context `video-visit/session@1`. A move in the document keeps the visit; taking the element out ends
 * this connection (and frees camera and microphone), but keeps the person's place.
 *
 * @slot brand - The host's own mark, beside the booking, through the whole visit.
 * @slot waiting-room - More for those who wait, after “what happens next”.
 * @slot preparation - The host's own form to fill in before the visit, in place of the one that the service has.
 * @slot help - More on how to get in touch, in the help.
 * @slot after-visit - What comes after the visit, as the host knows it.
 * @event {CustomEvent<VisitEventDetail>} visit-ready - Open, and about to check camera and microphone.
 * @event {CustomEvent<VisitEventDetail>} visit-arrived - In the waiting room.
 * @event {CustomEvent<VisitEventDetail>} visit-started - The people see and hear each other.
 * @event {CustomEvent<VisitEndedDetail>} visit-ended - Over for this person; `detail.reason` is ended, cancelled, left or removed.
 * @event {CustomEvent<VisitQualityDetail>} visit-quality-changed - `detail.quality` has signal and cause for `sending` and `receiving`; `detail.ringInstead`: nothing can be heard, and the telephone is offered.
 * @event {CustomEvent<VisitReportedDetail>} visit-reported - The service has what the person wrote in the help; `detail.kind` is fault, opinion or question.
 * @event {CustomEvent<VisitErrorDetail>} visit-error - Something is wrong, each problem once; `detail.error.code` is of the closed list.
 * @csspart base - The inner box.
 * @csspart head - Brand and booking.
 * @csspart identity - Who vouches for who the person is.
 * @csspart practice - That it is a practice visit.
 * @csspart foot - What is at hand in every view.
 * @csspart panel - What the foot has opened.
 * @csspart moment - A view with one thing to say: failed, over, taken over.
 * @csspart stage__base - The stage's inner box.
 * @csspart stage__controls - The stage's bar of buttons.
 * @csspart waiting-room__base - The waiting room's inner box.
 * @csspart waiting-room__news - What the clinic knows and says.
 * @csspart check__base - The check's inner box.
 * @cssproperty --visit-color-surface - Ground of all views.
 * @cssproperty --visit-color-surface-raised - Cards and buttons.
 * @cssproperty --visit-color-text - Text.
 * @cssproperty --visit-color-text-quiet - What may stand back.
 * @cssproperty --visit-color-action - The one colour of action.
 * @cssproperty --visit-color-on-action - Text on it.
 * @cssproperty --visit-color-danger - Leave and end.
 * @cssproperty --visit-color-success - Ticks.
 * @cssproperty --visit-color-warning - What is wrong.
 * @cssproperty --visit-color-stage - Ground around pictures.
 * @cssproperty --visit-color-on-stage - Text on it.
 * @cssproperty --visit-color-focus - Outer tone of the focus ring.
 * @cssproperty --visit-font - Font family.
 * @cssproperty [--visit-font-size=1rem] - Size of running text.
 * @cssproperty [--visit-radius=12px] - Radius of corners.
 * @cssproperty [--visit-space=8px] - The unit of all distances.
 */
export class VideoVisit extends VisitElement {
  static override styles = [VisitElement.styles, momentStyles, footStyles, videoVisitStyles];
  static override properties = {
    service: {},
    token: {},
    renewToken: { attribute: false },
    logger: { attribute: false },
    session: { attribute: false },
    practice: { type: Boolean },
    noChime: { type: Boolean, attribute: 'no-chime' },
    noNotification: { type: Boolean, attribute: 'no-notification' },
    phonePage: { attribute: 'phone-page' },
    visitAddress: { attribute: 'visit-address' },
    supportPhone: { attribute: 'support-phone' },
    supportEmail: { attribute: 'support-email' },
    supportGuide: { attribute: 'support-guide' },
    redeemHandover: { attribute: false },
    identityProvider: { attribute: 'identity-provider' },
  };

  /** Address of the visit service. Another one begins anew. */
  declare service: string | null;
  /** The person's token for this visit, from the host. A new one is taken up without a break. */
  declare token: string | null;
  /** Asked for a new token when the old one has expired. */
  declare renewToken: (() => Promise<string>) | null;
  /** Where the package logs; names, texts and tokens never come there. Read when the session is made. */
  declare logger: Logger | null;
  /** A session of the host's own making, instead of `service` and `token`; the host starts and closes it. */
  declare session: VisitSessionLike | null;
  /** No sound at the call-in. Without it the person can turn it off in the waiting room. */
  declare noChime: boolean;
  /** No notification of the system at a call-in while the page is hidden, though the person has allowed them. */
  declare noNotification: boolean;
  /**
   * A visit to practise with, against a simulated clinician: no service, no gateway, no token, and nothing that counts.
   */
  declare practice: boolean;
  /**
   * The host's page where a person goes on with the visit on another device: https, or of the page's own origin. Its link has
   * the code in the fragment. Without it moving is not offered.
   */
  declare phonePage: string | null;
  /** Where the person opens this visit, for their calendar. Default: the page's own address, without its fragment. */
  declare visitAddress: string | null;
  /** The one telephone number and the one address for help; either, both or neither. */
  declare supportPhone: string | null;
  declare supportEmail: string | null;
  /** Address of a page with the illustrated guide, for the help. */
  declare supportGuide: string | null;
  /**
   * On that page: has the host's back end redeem the code, after the host's own sign-in, and resolves with the token. The code
   * is taken out of the page's address at once.
   */
  declare redeemHandover: ((code: string) => Promise<string>) | null;
  /** Who has made sure who the person is, by the name that people know: shown up to the visit. Left out where nobody has. */
  declare identityProvider: string | null;

  readonly #provider = new ContextProvider(this, { context: sessionContext, initialValue: null });
  readonly #followed = new StoreFollower<VisitSnapshot, VisitSessionLike, VisitSnapshot>(
    this,
    (snapshot) => snapshot,
    (snapshot) => snapshot && this.#relay.see(snapshot),
  );
  readonly #owner = new SourceOwner<PatientSession>(
    this,
    (wanted) => this.#create(wanted),
    (session, error) => this.#take(session, error),
  );
  readonly #onDemand = new OnDemand(this);
  readonly #panels = new PanelController<PanelName>(this);
  #relay = new VisitEventRelay(this);
  #own: PatientSession | null = null;
  /** What keeps this element from having a session at all: what the page says, or code that could not be fetched. */
  #attributeError: VisitError | null = null;
  #sourceError: VisitError | null = null;
  /** What the person is writing in the help, for as long as this element lives and shows them their visit. */
  #draft: MessageDraft = { kind: null, text: '', writer: null };
  #draftOf: string | null = null;
  /** The waiting room opened while the person was in the middle of something: it stays until they leave it. */
  #staysAhead = false;
  #phase: VisitSnapshot['phase'] | null = null;
  /** A visit that is moved here from another device: the code that the page was opened with, and how it stands. */
  #handover: { readonly code: string; readonly state: VisitHandover['state'] } | null = null;

  constructor() {
    super();
    this.service = null;
    this.token = null;
    this.renewToken = null;
    this.logger = null;
    this.session = null;
    this.practice = false;
    this.noChime = false;
    this.noNotification = false;
    this.phonePage = null;
    this.visitAddress = null;
    this.supportPhone = null;
    this.supportEmail = null;
    this.supportGuide = null;
    this.redeemHandover = null;
    this.identityProvider = null;
  }

  /**
   * From the check to the waiting room: asks for camera and microphone, then arrives.
   *
   * Rejects with `VisitError`: `invalid-state` where there is nothing to join yet or any more.
   */
  async join(): Promise<void> {
    const session = this.#current();
    await session.openDevices();
    await session.arrive();
  }

  /** Gives up the place, or leaves the visit. Rejects with `VisitError('invalid-state')` where there is nothing to leave. */
  async leave(): Promise<void> {
    await this.#current().leave();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const handover = readHandover(location.href);
    if (!handover) return;
    // At once, and in the place of the entry: a code stays neither in the address nor in the history.
    history.replaceState(history.state, '', handover.without);
    this.#handover = { code: handover.code, state: 'asking' };
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.isConnected) return;
    const { service, token } = this;
    const error = this.session || this.practice || this.#movesHere ? null : attributeError(service, token);
    if (this.practice) this.#owner.want(this.session ? null : practiceSource);
    else this.#owner.want(this.session || error || !service || !token ? null : { service, token });
    if (error?.code !== this.#attributeError?.code) {
      this.#attributeError = error;
      if (error) fireError(this, { error, visitId: null });
    }
    this.#follow(this.session ?? this.#own);
    this.#see(this.#followed.value);
  }

  #see(snapshot: VisitSnapshot | undefined): void {
    const phase = snapshot?.phase ?? null;
    if (phase !== 'checking') this.#staysAhead = false;
    else if (this.#phase === 'ahead')
      this.#staysAhead = this.renderRoot.querySelector<VisitAhead>('visit-ahead')?.isInUse ?? false;
    this.#phase = phase;
    const reader = snapshot?.visit ? `${snapshot.visit.id} ${snapshot.visit.self}` : null;
    if (reader === null || reader === this.#draftOf) return;
    // Nobody reads what another person has begun to write.
    if (this.#draftOf !== null) this.#draft = { kind: null, text: '', writer: null };
    this.#draftOf = reader;
  }

  protected override renderContent(): TemplateResult {
    const snapshot = this.#followed.value;
    const phase = snapshot?.phase;
    const staged = phase === 'called-in' || phase === 'on-stage';
    const names = this.#panelNames(snapshot);
    return html`${this.practice ? html`<p class="practice" part="practice">${this.words.term('practice')}</p>` : nothing}
      <div class="head ${classMap({ staged })}" part="head">
        <slot name="brand"></slot>
        ${phase === 'waiting' || phase === 'ahead' || this.#staysAhead || !snapshot?.visit ? nothing : html`<visit-booking compact lang=${this.words.language}></visit-booking>`}
        ${!phase || beforeVisit.has(phase) ? identityLine(this.words, this.identityProvider) : nothing}
      </div>
      <div class="body ${classMap({ staged })}" @visit-move-wanted=${this.#moveWanted}>
        <div class="view ${classMap({ staged })}">${this.#renderView(snapshot)}</div>
        ${panel(this.words, this.#panels, this.#renderPanel(), names)}
      </div>
      ${foot(this.words, this.#panels, names)}`;
  }

  #renderPanel(): TemplateResult | typeof nothing {
    const lang = this.words.language;
    switch (this.#panels.open) {
      case null:
        return nothing;
      case 'moveVisit':
        this.#onDemand.want('visit-move');
        return html`<visit-move lang=${lang} .phonePage=${this.phonePage}></visit-move>`;
      case 'selfTest':
        this.#onDemand.want('visit-self-test');
        return html`<visit-self-test lang=${lang}></visit-self-test>`;
      case 'help': {
        this.#onDemand.want('visit-support');
        const error = this.#attributeError ?? this.#sourceError;
        return html`<visit-support
          lang=${lang}
          .service=${this.service}
          .token=${this.token}
          .step=${error ? 'failed' : this.#followed.value ? null : 'opening'}
          .problems=${error ? [error.code] : []}
          ?read-only=${this.practice}
          .draft=${this.#draft}
          .phone=${this.supportPhone}
          .email=${this.supportEmail}
          .guide=${this.supportGuide}
        >
          ${this.querySelector('[slot="help"]') ? html`<slot name="help" slot="contact"></slot>` : nothing}
        </visit-support>`;
      }
    }
  }

  #panelNames(snapshot: VisitSnapshot | undefined): readonly PanelName[] {
    return [
      'help',
      ...(!this.practice && !this.#staysAhead && (snapshot?.phase === 'checking' || snapshot?.phase === 'waiting')
        ? (['selfTest'] as const)
        : []),
      ...(this.#mayMove(snapshot) ? (['moveVisit'] as const) : []),
    ];
  }

  #mayMove(snapshot: VisitSnapshot | undefined): boolean {
    if (this.practice || !snapshot?.visit || !phonePageOf(this.phonePage, location.href)) return false;
    return ['ahead', 'checking', 'waiting', 'called-in', 'on-stage'].includes(snapshot.phase);
  }

  /** A code came with the page, and the host can redeem it. */
  get #movesHere(): boolean {
    return this.#handover !== null && this.redeemHandover !== null && !this.session;
  }

  #renderView(snapshot: VisitSnapshot | undefined): TemplateResult {
    const { words } = this;
    const lang = words.language;
    if (this.#handover && this.#movesHere) {
      this.#onDemand.want('visit-handover');
      return html`<visit-handover
        data-view
        lang=${lang}
        .state=${this.#handover.state}
        @visit-handover-accepted=${this.#moveHere}
      ></visit-handover>`;
    }
    const error = this.#attributeError ?? this.#sourceError;
    if (error) return failedMoment(words, error, this.#retry);
    this.#fetchAhead(snapshot);
    const isAsked = Boolean(snapshot?.visit?.preparation);
    if (isAsked) this.#onDemand.want('visit-preparation');
    switch (snapshot?.phase) {
      case undefined:
      case 'starting':
        return snapshot?.problem
          ? errorNotice(words, snapshot.problem, this.#retry)
          : html`<p class="opening" role="status">${words.term('opening')}</p>`;
      case 'failed':
        return failedMoment(words, snapshot.error, this.#retry);
      case 'ahead':
      case 'checking':
        return html`${snapshot.phase === 'ahead' || this.#staysAhead ? this.#renderAhead() : html`<visit-check data-view lang=${lang} exportparts="base:check__base"></visit-check>`}
          <visit-messages class="messages" lang=${lang}></visit-messages>`;
      case 'waiting':
        return html`<visit-waiting-room
          data-view
          ?no-chime=${this.noChime}
          ?no-notification=${this.noNotification}
          lang=${lang}
          .address=${this.visitAddress}
          exportparts="base:waiting-room__base, news:waiting-room__news"
        >
          <slot name="waiting-room"></slot>
          <slot name="preparation" slot="preparation">
            ${isAsked ? html`<visit-preparation folded lang=${lang}></visit-preparation>` : nothing}
          </slot>
        </visit-waiting-room>`;
      case 'called-in':
      case 'on-stage':
        return html`<visit-stage
          data-view
          lang=${lang}
          exportparts="base:stage__base, controls:stage__controls"
        ></visit-stage>`;
      case 'over':
        return this.#renderOver(snapshot.reason);
      case 'taken-over':
        return takenOverMoment(words, this.#resume);
    }
  }

  #renderAhead(): TemplateResult {
    return html`<visit-ahead
      data-view
      lang=${this.words.language}
      .address=${this.visitAddress}
      exportparts="base:ahead__base"
      @visit-ahead-left=${this.#leaveAhead}
    >
      <slot name="preparation" slot="preparation"></slot>
    </visit-ahead>`;
  }

  readonly #leaveAhead = (): void => {
    this.#staysAhead = false;
    this.requestUpdate();
  };

  /** What is shown next is fetched ahead, so that neither the person nor the call-in waits for it. */
  #fetchAhead(snapshot: VisitSnapshot | undefined): void {
    if (snapshot?.visit) this.#onDemand.want('visit-messages');
    if (snapshot?.phase === 'ahead') this.#onDemand.want('visit-ahead');
    else if (!snapshot?.visit) this.#onDemand.want('visit-check');
    else this.#onDemand.want('visit-check', 'visit-waiting-room', 'visit-stage');
  }

  #renderOver(reason: OverReason): TemplateResult {
    const { words } = this;
    const [heading, next] = overTerms[reason];
    return moment({
      drawing: illustrations.over,
      heading: words.term(heading),
      next: words.term(next),
      actions:
        reason === 'left'
          ? html`<button type="button" class="button" @click=${this.#resume}>${words.term('backToVisit')}</button>`
          : undefined,
      more: html`<slot name="after-visit"></slot>`,
    });
  }

  async #create({ service, token }: WantedSource): Promise<PatientSession> {
    if (service === practiceSource.service) {
      const [{ createPracticeSession }, { practiceTexts }] = await Promise.all([
        import('../../practice/practice-session.ts'),
        import('../../locales/practice/texts.ts'),
      ]);
      return createPracticeSession(await practiceTexts.load[this.words.language]());
    }
    const { createPatientSession } = await import('../../core/visit/create-patient-session.ts');
    const { session } = createPatientSession({
      service,
      token,
      // The property may come after the attributes, and change: asked for when it is needed.
      renewToken: () => this.renewToken?.() ?? Promise.reject(new VisitError('token-expired')),
      ...(this.logger ? { logger: this.logger } : {}),
    });
    // The other device keeps the visit until this one has what it needs for it: the browser's question takes its time.
    if (this.#movesHere) await session.openDevices();
    return session;
  }

  #take(session: PatientSession | null, error: VisitError | null): void {
    this.#own = session;
    if (session || error) this.#handover = null;
    this.#sourceError = error;
    if (error) fireError(this, { error, visitId: null });
    this.#follow(this.session ?? session);
    this.requestUpdate();
  }

  #follow(session: VisitSessionLike | null): void {
    if (session === this.#followed.source) return;
    this.#relay = new VisitEventRelay(this);
    this.#provider.setValue(session);
    this.#followed.follow(session);
  }

  #current(): VisitSessionLike {
    const session = this.#followed.source;
    if (!session) throw new VisitError('invalid-state', { detail: 'no session yet' });
    return session;
  }

  readonly #moveHere = async (): Promise<void> => {
    const { code } = this.#handover ?? {};
    if (code === undefined || !this.redeemHandover) return;
    this.#handover = { code, state: 'moving' };
    this.requestUpdate();
    try {
      this.token = await this.redeemHandover(code);
    } catch {
      this.#handover = { code, state: 'failed' };
      this.requestUpdate();
    }
  };

  /** From the self-test, where something fails here. */
  readonly #moveWanted = (event: Event): void => {
    if (!this.#mayMove(this.#followed.value)) return;
    event.preventDefault();
    if (this.#panels.open !== 'moveVisit') this.#panels.toggle('moveVisit');
  };

  readonly #retry = (): void => {
    if (this.#sourceError) {
      this.#sourceError = null;
      this.#owner.again();
      this.requestUpdate();
    } else {
      this.#followed.source?.retry();
    }
  };

  readonly #resume = (): void => {
    this.#followed.source?.resumeHere().catch((error: unknown) => {
      fireError(this, { error: VisitError.from(error), visitId: this.#followed.value?.visit?.id ?? null });
    });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'video-visit': VideoVisit;
  }
}

import { ContextProvider } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { dayListContext } from '../../context/day-list-context.ts';
import { inviteLinkContext } from '../../context/invite-link-context.ts';
import { sessionContext } from '../../context/session-context.ts';
import { StoreFollower } from '../../context/store-controller.ts';
import type { Outcome, VisitView } from '../../contract/index.ts';
import type { PageDayList } from '../../core/day-list/create-day-list.ts';
import type { DayListLike, DayListSnapshot } from '../../core/day-list/day-list-like.ts';
import { nextWaiting } from '../../core/day-list/next-waiting.ts';
import { VisitError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { InviteLink } from '../../core/participants/participants.ts';
import type { MessageDraft } from '../../core/support/message-writer.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { OverReason, VisitSnapshot } from '../../core/visit/visit-state.ts';
import { timeOfDay } from '../../locales/times.ts';
import { footStyles } from '../../styles/foot.styles.ts';
import { momentStyles } from '../../styles/moment.styles.ts';
import { ActionController } from '../action-controller.ts';
import { DictationController } from '../dictation-controller.ts';
import { DICTATION_KEY } from '../dictation-key.ts';
import { OnDemand } from '../on-demand.ts';
import { PanelController } from '../panel-controller.ts';
import { errorNotice } from '../parts/error-notice.ts';
import { foot, panel, type PanelName } from '../parts/foot.ts';
import { failedMoment, moment, overTerms, takenOverMoment } from '../parts/moment.ts';
import { attributeError, SourceOwner, type WantedSource } from '../source-owner.ts';
import { VisitElement } from '../visit-element.ts';
import { VisitEventRelay } from '../visit-event-relay.ts';
import { eventsOfVisits, fireError } from '../visit-events.ts';
import { patientOf } from '../visit-people.ts';
import { clinicianStyles } from './video-visit-clinician.styles.ts';

/** Stands for what is made in the page. */
const practiceSource: WantedSource = { service: 'practice', token: 'practice' };

/**
 * The panel of a clinician, beside the record: the day's visits, one press to call in (N12), the patient's picture on
 * top, and one press to the next after the end.
 *
 * Provides the contexts `video-visit/day-list@1` and `video-visit/session@1` (the visit in front). Never takes the focus
 * from the page around it. A move in the document keeps the visit.
 *
 * @slot brand - The host's own mark.
 * @slot help - More on how to get in touch, in the help.
 * @slot after-visit - What comes after a visit, above the way on.
 * @event {CustomEvent<VisitEventDetail>} visit-started - Patient and clinician see and hear each other.
 * @event {CustomEvent<VisitEndedDetail>} visit-ended - The visit in front is over; `detail.visitId` says which, `detail.encounter` is its record in FHIR R4 and `detail.suggestedCode` a code of KVÅ that the clinic may want to register.
 * @event {CustomEvent<VisitRecordDetail>} visit-record-changed - The record was made anew, as what the clinician found has changed since the end.
 * @event {CustomEvent<VisitPreparationDetail>} visit-preparation-answered - The clinician has what the patient sent before the visit, in FHIR R4: `detail.response` and `detail.observations`. Once for each time it was sent.
 * @event {CustomEvent<VisitQualityDetail>} visit-quality-changed - `detail.quality` has signal and cause for `sending` and `receiving`; `detail.ringInstead`: nothing can be heard, and the telephone is offered.
 * @event {CustomEvent<VisitInvitedDetail>} visit-invited - One more takes part; `detail` has participant id and role.
 * @event {CustomEvent<VisitMicrophoneDetail>} visit-microphone-changed - The clinician's microphone is another one, or on, off or released; `detail.dictating`: muted for dictation (N11).
 * @event {CustomEvent<VisitTestedDetail>} visit-tested - The clinician has tested the workstation; `detail.status` is the worst of all checks.
 * @event {CustomEvent<VisitReportedDetail>} visit-reported - The service has what the clinician wrote in the help; `detail.kind` is fault, opinion or question.
 * @event {CustomEvent<VisitEventDetail>} visit-reminder-asked - The patient of a visit who has not come is to be reminded; the host's back end is told by the service.
 * @event {CustomEvent<VisitErrorDetail>} visit-error - Something is wrong, each problem once.
 * @csspart base - The inner box.
 * @csspart front - The visit in front.
 * @csspart practice - That it is a practice day.
 * @csspart list - The day list's box.
 * @csspart foot - What is at hand in every view.
 * @csspart panel - What the foot has opened.
 * @csspart moment - A view with one thing to say: failed, over, taken over.
 * @csspart stage__base - The stage's inner box.
 * @csspart stage__controls - The stage's bar of buttons.
 * @csspart day-list__base - The day list's inner box.
 * @csspart day-list__row - One visit in the list.
 * @cssproperty [--visit-stage-block-size] - The least height of the stage, for a panel that is docked below the record. The colours and measures are those of `<video-visit>`.
 */
export class VideoVisitClinician extends VisitElement {
  static override styles = [VisitElement.styles, momentStyles, footStyles, clinicianStyles];
  static override properties = {
    service: {},
    token: {},
    renewToken: { attribute: false },
    inviteLink: { attribute: false },
    logger: { attribute: false },
    dayList: { attribute: false },
    supportPhone: { attribute: 'support-phone' },
    supportEmail: { attribute: 'support-email' },
    supportGuide: { attribute: 'support-guide' },
    practice: { type: Boolean },
    visitId: { attribute: 'visit-id' },
    delayPhrases: {
      attribute: 'delay-phrases',
      converter: (lines: string | null) => (lines ?? '').split('\n').flatMap((line) => line.trim() || []),
    },
    devicesOnlyInVisit: { type: Boolean, attribute: 'devices-only-in-visit' },
    dictationKey: { attribute: 'dictation-key' },
    dropIn: { type: Boolean, attribute: 'drop-in' },
  };

  /** Address of the visit service. Another one begins anew. */
  declare service: string | null;
  /** The clinician's token, from the host. A new one is taken up without a break. */
  declare token: string | null;
  /** Asked for a new token when the old one has expired. */
  declare renewToken: (() => Promise<string>) | null;
  /**
   * Makes the link for one who is invited (N15): the host mints that participant's token, and answers with the address to open.
   * Without it the invitation is made all the same, and the host hears of it by `visit-invited`.
   */
  declare inviteLink: InviteLink | null;
  /** Where the package logs; names, texts and tokens never come there. Read when the day list is made. */
  declare logger: Logger | null;
  /** A day list of the host's own making, instead of `service` and `token`; the host starts and closes it. */
  declare dayList: DayListLike | null;
  /** The one telephone number and the one address for the clinic's staff; either, both or neither. */
  declare supportPhone: string | null;
  declare supportEmail: string | null;
  /** Address of a page with a guide, for the help. */
  declare supportGuide: string | null;
  /**
   * A day to practise with, with patients who do not exist: no service, no gateway, no token, nothing that counts, and no
   * event of a visit. The panel says so all the time.
   */
  declare practice: boolean;
  /** A visit opened from the record: it stands first in the list, with one press to call in; null: the next who waits. */
  declare visitId: string | null;
  /**
   * The clinic's ready-made sentences for when it runs late, at most six, plain text in the panel's language; patients see them
   * as they are, marked with that language. As an attribute: one a line.
   */
  declare delayPhrases: readonly string[];
  /**
   * Camera and microphone are opened with the call-in and no sooner. Without it they are opened while a patient waits and
   * is in view, where the browser has the clinician's permission already; nothing is sent, and the list says so.
   */
  declare devicesOnlyInVisit: boolean;
  /**
   * The key that mutes for dictation and back while the focus is in the panel or its own window, as in `aria-keyshortcuts`:
   * `F8`, `Control+Shift+M`; empty for none. The record around it never loses a key.
   */
  declare dictationKey: string;
  /** The unit holds drop-in visits: its queue can be opened here (N33). One that is open shows itself without. */
  declare dropIn: boolean;

  readonly #listProvider = new ContextProvider(this, { context: dayListContext, initialValue: null });
  readonly #inviteLinkProvider = new ContextProvider(this, { context: inviteLinkContext, initialValue: null });
  readonly #sessionProvider = new ContextProvider(this, { context: sessionContext, initialValue: null });
  readonly #list = new StoreFollower<DayListSnapshot, DayListLike, DayListSnapshot>(
    this,
    (snapshot) => snapshot,
    (snapshot) => this.#onList(snapshot),
  );
  readonly #front = new StoreFollower<VisitSnapshot, VisitSessionLike, VisitSnapshot>(
    this,
    (snapshot) => snapshot,
    (snapshot) => snapshot && this.#relay.see(snapshot),
  );
  readonly #owner = new SourceOwner<PageDayList>(
    this,
    (wanted) => this.#create(wanted),
    (dayList, error) => this.#take(dayList, error),
  );
  readonly #action = new ActionController(this, () => this.#list.value?.frontVisitId ?? null);
  readonly #onDemand = new OnDemand(this);
  /** What is being written in the help: kept while it is closed. */
  readonly #draft: MessageDraft = { kind: null, text: '', writer: null };
  readonly #panels = new PanelController<PanelName>(this);
  readonly #dictation = new DictationController(this);
  #relay = new VisitEventRelay(this);
  #own: PageDayList | null = null;
  #attributeError: VisitError | null = null;
  #sourceError: VisitError | null = null;
  #problemCode: string | null = null;

  constructor() {
    super();
    this.service = null;
    this.token = null;
    this.renewToken = null;
    this.inviteLink = null;
    this.logger = null;
    this.dayList = null;
    this.supportPhone = null;
    this.supportEmail = null;
    this.supportGuide = null;
    this.practice = false;
    this.visitId = null;
    this.delayPhrases = [];
    this.devicesOnlyInVisit = false;
    this.dictationKey = DICTATION_KEY;
    this.dropIn = false;
    for (const type of eventsOfVisits) this.addEventListener(type, this.#keepInPractice, { capture: true });
    this.addEventListener('pointerenter', this.#onReturn);
    this.addEventListener('focusin', this.#onReturn);
  }

  /**
   * Brings the visit in front and calls the patient in.
   *
   * Rejects with `VisitError`: `already-called-in` when a colleague was first, `invalid-state` where nobody waits.
   */
  async callIn(visitId: string): Promise<void> {
    const list = this.#list.source;
    if (!list) throw new VisitError('invalid-state', { detail: 'no day list yet' });
    await list.callIn(visitId);
  }

  /** Opens a visit from the record, as `visit-id` does, and puts away one that is over. Nothing is called in, the focus stays. */
  openVisit(visitId: string): void {
    this.visitId = visitId;
    this.#putAwayOver();
  }

  /**
   * Ends the visit in front for all. `outcome`: what the clinician has found. Rejects with `VisitError('invalid-state')` where
   * none is going on.
   */
  async end(outcome?: Outcome): Promise<void> {
    const session = this.#front.source;
    if (!session) throw new VisitError('invalid-state', { detail: 'no visit in front' });
    await session.end(outcome);
  }

  /**
   * For the journal's own dictation button (N11). On: gives the microphone back to the system, so that the dictation device has the
   * word, tells the patient that the sound is paused, and leaves the microphone alone until off: over a reload, End and the next
   * call-in. Off: takes the same one back, in a visit. Twice is as once. With no list yet it holds for the one that comes.
   *
   * Resolves when it is so. Rejects with `VisitError`, e.g. `device-in-use`, where no microphone can be taken back.
   */
  muteForDictation(on: boolean): Promise<void> {
    return this.#dictation.mute(on);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // Nobody else is asked into a practice.
    this.#inviteLinkProvider.setValue(this.practice ? null : this.inviteLink);
    if (!this.isConnected) return;
    const { service, token } = this;
    const error = this.dayList || this.practice ? null : attributeError(service, token);
    if (this.practice) this.#owner.want(this.dayList ? null : practiceSource);
    else this.#owner.want(this.dayList || error || !service || !token ? null : { service, token });
    if (error?.code !== this.#attributeError?.code) {
      this.#attributeError = error;
      if (error) fireError(this, { error, visitId: null });
    }
    this.#follow(this.dayList ?? this.#own);
    if (changed.has('visitId') && this.visitId !== null) this.#putAwayOver();
    this.#own?.setOpensDevicesAhead(!this.devicesOnlyInVisit);
    this.#dictation.key = this.dictationKey ?? '';
  }

  protected override renderContent(): TemplateResult {
    const { words } = this;
    const list = this.#list.value;
    const problem = list?.problem;
    const final = this.#attributeError ?? this.#sourceError ?? (problem && !problem.recoverable ? problem : null);
    const front = this.#front.value;
    const staged = front?.phase === 'called-in' || front?.phase === 'on-stage';
    const names = this.#panelNames(final ? undefined : list, front);
    if (!final) this.#onDemand.want('visit-day-list');
    // Fetched ahead, so that the call-in does not wait for it.
    if (list && list.identity?.kind !== 'unit-staff') this.#onDemand.want('visit-stage');
    return html`${this.practice ? html`<p class="practice" part="practice">${words.term('practice')}</p>` : nothing}
      <div class="brand"><slot name="brand"></slot></div>
      ${
        final
          ? html`<div class="failed">${failedMoment(words, final, this.#retry)}</div>`
          : list
            ? html`<div class="panel ${classMap({ two: staged })}">
                ${staged ? this.#renderPinned() : nothing}
                ${front ? html`<div class="front ${classMap({ staged })}" part="front">${this.#renderFront(front, list)}</div>` : nothing}
                <div class="list" part="list">
                  ${staged ? nothing : this.#renderMicrophone(list)} ${this.practice ? this.#renderFraming() : nothing}
                  ${this.#renderQueue(list)}
                  <visit-day-list
                    data-view
                    lang=${words.language}
                    .visitId=${this.visitId}
                    .delayPhrases=${this.delayPhrases}
                    exportparts="base:day-list__base, row:day-list__row, next:day-list__next, call-in:day-list__call-in"
                  ></visit-day-list>
                </div>
              </div>`
            : html`<p class="opening" role="status">${words.term('dayListOpening')}</p>`
      }
      ${panel(words, this.#panels, this.#renderPanel(final, front), names)} ${foot(words, this.#panels, names)}`;
  }

  /** Between visits; in one it is among the tools on the stage. */
  #renderMicrophone({ identity }: DayListSnapshot): TemplateResult | typeof nothing {
    if (identity?.kind !== 'clinician') return nothing;
    this.#onDemand.want('visit-microphone');
    return html`<visit-microphone lang=${this.words.language}></visit-microphone>`;
  }

  #renderQueue({ queues }: DayListSnapshot): TemplateResult | typeof nothing {
    if (!this.dropIn && !queues.some(({ isOpen, places }) => isOpen || places.length > 0)) return nothing;
    this.#onDemand.want('visit-queue');
    return html`<visit-queue lang=${this.words.language}></visit-queue>`;
  }

  /** In a visit the devices are taken, in a practice there is no network to test, and unit staff have no media. */
  #panelNames(list: DayListSnapshot | undefined, front: VisitSnapshot | undefined): readonly PanelName[] {
    const tests = list && !front && !this.practice && list.identity?.kind !== 'unit-staff';
    return tests ? ['help', 'selfTest'] : ['help'];
  }

  #renderFraming(): TemplateResult {
    this.#onDemand.want('visit-framing');
    return html`<visit-framing lang=${this.words.language}></visit-framing>`;
  }

  #renderPanel(error: VisitError | null, front: VisitSnapshot | undefined): TemplateResult | typeof nothing {
    if (!this.#panels.open) return nothing;
    if (this.#panels.open === 'selfTest') {
      this.#onDemand.want('visit-self-test');
      return html`<visit-self-test
        workstation
        lang=${this.words.language}
        .service=${this.service}
        .token=${this.token}
      ></visit-self-test>`;
    }
    this.#onDemand.want('visit-support');
    return html`<visit-support
      lang=${this.words.language}
      .service=${this.service}
      .token=${this.token}
      .step=${error ? 'failed' : front ? null : 'day-list'}
      .problems=${error ? [error.code] : []}
      .phone=${this.supportPhone}
      .email=${this.supportEmail}
      .guide=${this.supportGuide}
      ?read-only=${this.practice}
      .draft=${this.#draft}
    >
      ${this.querySelector('[slot="help"]') ? html`<slot name="help" slot="contact"></slot>` : nothing}
    </visit-support>`;
  }

  /** The patient stays in sight while the list below is read. */
  #renderPinned(): TemplateResult {
    this.#onDemand.want('visit-pinned-picture');
    return html`<visit-pinned-picture lang=${this.words.language}></visit-pinned-picture>`;
  }

  #renderFront(front: VisitSnapshot, list: DayListSnapshot): TemplateResult {
    const { words } = this;
    const lang = words.language;
    const booking = html`<visit-booking compact lang=${lang}></visit-booking>`;
    switch (front.phase) {
      case 'starting':
      case 'ahead':
      case 'checking':
      case 'waiting':
        return html`${booking}
        ${front.problem ? errorNotice(words, front.problem, this.#retry) : html`<p class="opening" role="status">${words.term('opening')}</p>`}`;
      case 'called-in':
      case 'on-stage':
        return html`${booking}
          <visit-stage lang=${lang} exportparts="base:stage__base, controls:stage__controls"></visit-stage>
          ${this.#renderRecord()} ${this.#renderAnswers(front.visit)}`;
      case 'failed':
        return html`${booking} ${failedMoment(words, front.error, () => this.#front.source?.retry())}
        ${this.#renderBack()}`;
      case 'over':
        return html`${booking} ${this.#renderOver(front.reason, list)}`;
      case 'taken-over':
        return html`${booking} ${takenOverMoment(words, this.#resume)}`;
    }
  }

  #renderOver(reason: OverReason, list: DayListSnapshot): TemplateResult {
    const { words } = this;
    const next = nextWaiting(list.visits);
    const [heading, text] =
      reason === 'ended' ? (['overForClinician', 'overForClinicianNext'] as const) : overTerms[reason];
    // The devices may be open again for the next patient, as the list says.
    const isTrue = reason === 'cancelled' || list.openAhead.length === 0;
    return moment({
      heading: words.term(heading),
      ...(isTrue ? { next: words.term(text) } : {}),
      actions: html`${
        next
          ? html`<button type="button" class="button primary large" @click=${() => this.#callNext(next.id)}>
              ${words.term('nextPatient', timeOfDay(next.bookedStart, next.unit.timeZone, words.locale), patientOf(next)?.name ?? '')}
            </button>`
          : nothing
      }
      ${this.#renderBack()}`,
      more: html`${reason === 'ended' ? this.#renderRecord() : nothing}
        ${this.#action.error ? errorNotice(words, this.#action.error) : nothing}<slot name="after-visit"></slot>`,
    });
  }

  #renderRecord(): TemplateResult {
    this.#onDemand.want('visit-record');
    return html`<visit-record lang=${this.words.language}></visit-record>`;
  }

  #renderAnswers({ id, preparation }: VisitView): TemplateResult | typeof nothing {
    if (!preparation) return nothing;
    this.#onDemand.want('visit-preparation-summary');
    return html`<visit-preparation-summary lang=${this.words.language} visit-id=${id}></visit-preparation-summary>`;
  }

  #renderBack(): TemplateResult {
    return html`<button type="button" class="button" @click=${() => this.#list.source?.closeFront()}>
      ${this.words.term('backToList')}
    </button>`;
  }

  async #create({ service, token }: WantedSource): Promise<PageDayList> {
    if (service === practiceSource.service) {
      const [{ createPracticeDayList }, { practiceTexts }] = await Promise.all([
        import('../../practice/practice-day-list.ts'),
        import('../../locales/practice/texts.ts'),
      ]);
      return createPracticeDayList(await practiceTexts.load[this.words.language]());
    }
    const { createDayList } = await import('../../core/day-list/create-day-list.ts');
    return createDayList({
      service,
      token,
      // The property may come after the attributes, and change: asked for when it is needed.
      renewToken: () => this.renewToken?.() ?? Promise.reject(new VisitError('token-expired')),
      ...(this.logger ? { logger: this.logger } : {}),
    }).dayList;
  }

  #take(dayList: PageDayList | null, error: VisitError | null): void {
    this.#own = dayList;
    this.#sourceError = error;
    if (error) fireError(this, { error, visitId: null });
    this.#follow(this.dayList ?? dayList);
    this.requestUpdate();
  }

  #follow(dayList: DayListLike | null): void {
    if (dayList === this.#list.source) return;
    this.#problemCode = null;
    this.#listProvider.setValue(dayList);
    this.#dictation.follow(dayList);
    this.#list.follow(dayList);
  }

  #onList(list: DayListSnapshot | undefined): void {
    const session = list ? (this.#list.source?.frontSession() ?? null) : null;
    if (session !== this.#front.source) {
      this.#relay = new VisitEventRelay(this);
      this.#sessionProvider.setValue(session);
      this.#front.follow(session);
      this.#action.clear();
    }
    if (list) this.#dictation.see(list);
    const problem = list?.problem ?? null;
    if (problem && problem.code !== this.#problemCode) fireError(this, { error: problem, visitId: null });
    this.#problemCode = problem?.code ?? null;
  }

  /** A host that keeps records is not told of visits that never were. */
  readonly #keepInPractice = (event: Event): void => {
    if (this.practice) event.stopImmediatePropagation();
  };

  /** The next patient may be called in from outside the list. */
  readonly #onReturn = (): void => this.#list.source?.noteReturn?.();

  #putAwayOver(): void {
    if (this.#front.value?.phase === 'over') this.#list.source?.closeFront();
  }

  #callNext(visitId: string): void {
    void this.#action.run('call-in', () => this.#list.source?.callIn(visitId));
  }

  readonly #resume = (): void => {
    void this.#action.run('resume', () => this.#front.source?.resumeHere());
  };

  readonly #retry = (): void => {
    if (this.#sourceError) {
      this.#sourceError = null;
      this.#owner.again();
      this.requestUpdate();
    } else {
      this.#list.source?.retry();
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'video-visit-clinician': VideoVisitClinician;
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import type { MediaKind } from '../../core/media/device-list.ts';
import type { DevicesSnapshot } from '../../core/media/devices-snapshot.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { ActionController } from '../action-controller.ts';
import { Announcer } from '../announcer.ts';
import { ConfirmationController } from '../confirmation-controller.ts';
import { DisclosureController } from '../disclosure-controller.ts';
import { OnDemand } from '../on-demand.ts';
import { deviceSelect } from '../parts/device-choice.ts';
import { TickController } from '../tick-controller.ts';
import { VisitElement } from '../visit-element.ts';
import { callingSentence, patientOf } from '../visit-people.ts';
import { selfViewStyles } from './self-view.styles.ts';
import { SelfView } from './self-view.ts';
import { StageAnnouncements } from './stage-announcements.ts';
import { controlStyles } from './stage-controls.styles.ts';
import { stageControls, type ControlActions } from './stage-controls.ts';
import { stageMessages, type MessageActions } from './stage-messages.ts';
import { stageMore, type MoreActions } from './stage-more.ts';
import { hasPutBack, stageState, type StageState } from './stage-state.ts';
import { tileStyles } from './stage-tiles.styles.ts';
import { StageTiles } from './stage-tiles.ts';
import { StageWindow } from './stage-window.ts';
import { timeLeft } from './time-left.ts';
import { stageStyles } from './visit-stage.styles.ts';

/**
 * Where people see each other: the others fill it, one's own picture lies in a corner, the controls stand below and
 * never over a face. Also the moment between call-in and the first picture. Reads the session context.
 *
 * Fills the height it is given; by itself it is as high as `--visit-stage-block-size`.
 *
 * @event {CustomEvent<VisitErrorDetail>} visit-error - An action was refused.
 * @csspart base - The inner box.
 * @csspart tile - One other person.
 * @csspart plate - The name and role of that person.
 * @csspart own-picture - One's own picture in its corner.
 * @csspart controls - The bar of buttons.
 * @csspart waiting - One person who waits to be let in.
 * @csspart time-left - How long is left of the booked time.
 * @csspart quality - The line on how the connection is, while it is not good.
 * @csspart devices - The choice of microphone, speaker and camera, when open.
 * @csspart more - What is used seldom, when open.
 * @csspart who - The list of who is here.
 * @cssproperty [--visit-stage-block-size=clamp(26rem, 78svh, 56rem)] - The least height of the stage.
 */
export class VisitStage extends VisitElement {
  static override styles = [VisitElement.styles, stageStyles, tileStyles, selfViewStyles, controlStyles];

  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, StageState>(this, {
    context: sessionContext,
    selector: stageState,
    onChange: (value) => this.#announce(value),
  });
  readonly #action = new ActionController(this, () => this.#session.value?.visit?.id ?? null);
  readonly #confirmation = new ConfirmationController(this);
  readonly #devices = new DisclosureController(this, 'devices');
  readonly #onDemand = new OnDemand(this);
  readonly #more = new DisclosureController(this, 'more');
  readonly #tiles = new StageTiles(this, (participantId) => this.#session.source?.reportFrame(participantId));
  readonly #selfView = new SelfView(this);
  readonly #window = new StageWindow(this);
  readonly #announcer = new Announcer(this);
  readonly #announcements = new StageAnnouncements();

  constructor() {
    super();
    this.#devices.alternateWith(this.#more);
    new TickController(this);
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const { words } = this;
    const state = this.#session.value;
    if (!state?.visit) return nothing;
    // Now, as it is needed when nothing can be fetched any more.
    this.#onDemand.want('visit-phone');
    const several = state.people.length > 1 ? 'several' : '';
    const trouble = { soundBlocked: this.#tiles.soundBlocked, error: this.#action.error };
    return html`<div class="pictures ${this.#selfView.classes} ${several}">
        ${this.#tiles.render(words, state)}
        ${
          (state.phase === 'called-in' || state.people.length === 0) && state.visit.modality === 'video'
            ? this.#renderCalling(state)
            : html`<h2 class="visually-hidden" tabindex="-1" data-heading>${words.term('videoVisit')}</h2>`
        }
        ${this.#selfView.render(words, state.devices)}
      </div>
      ${stageMessages(words, state, trouble, this.#messageActions)}
      ${state.role === 'clinician' ? nothing : this.#renderPhone(!state.ringInstead && state.visit.modality !== 'phone')}
      ${this.#confirmation.open ? this.#renderConfirmation() : this.#renderBar(state)} ${this.#announcer.render()}`;
  }

  #renderCalling({ role, visit }: StageState): TemplateResult | typeof nothing {
    if (!visit) return nothing;
    const { words } = this;
    const patient = patientOf(visit)?.name ?? '';
    if (role === 'clinician' && hasPutBack(visit)) {
      this.#onDemand.want('visit-put-back');
      return html`<div class="calling"><visit-put-back data-view lang=${words.language}></visit-put-back></div>`;
    }
    return html`<div class="calling">
      <h2 tabindex="-1" data-heading>
        ${role === 'clinician' ? words.term('callingIn', patient) : callingSentence(words, visit)}
      </h2>
      <p>${words.term('pictureComes')}</p>
    </div>`;
  }

  #renderPhone(hidden: boolean, urgent = false): TemplateResult {
    return html`<visit-phone
      class=${urgent ? 'urgent' : ''}
      lang=${this.words.language}
      ?hidden=${hidden}
    ></visit-phone>`;
  }

  #renderBar(state: StageState): TemplateResult {
    const { words } = this;
    const opens = {
      devices: this.#devices,
      more: this.#more,
      timeLeft:
        state.phase === 'on-stage' && state.visit
          ? timeLeft(words, state.visit, Date.now() + (this.#session.source?.store.get().clockOffset ?? 0))
          : '',
    };
    return html`${state.role === 'clinician' ? this.#renderClinicianTools(state) : nothing}
    ${this.#renderDevices(state.devices)} ${stageMore(words, state, this.#more, this.#window, this.#moreActions)}
    ${stageControls(words, state, opens, this.#controlActions)}`;
  }

  #renderClinicianTools({ ringInstead, visit }: StageState): TemplateResult {
    this.#onDemand.want('visit-clinician-tools');
    return html`<visit-clinician-tools
      lang=${this.words.language}
      .float=${this.#window.canFloat ? this.#tiles.float : null}
      >${this.#renderPhone(false, ringInstead || visit?.modality === 'phone')}</visit-clinician-tools
    >`;
  }

  /** Beside the buttons, never over a face. Stands hidden in the page, so that the button can name it. */
  #renderDevices(devices: DevicesSnapshot): TemplateResult {
    const { words } = this;
    const kinds = (['microphone', 'speaker', 'camera'] as const).filter(
      (kind) => kind !== 'speaker' || devices.available.speaker.length > 0,
    );
    return html`<div
      id="devices"
      class="devices"
      part="devices"
      role="group"
      aria-label=${words.term('devices')}
      ?hidden=${!this.#devices.open}
      @keydown=${this.#devices.closeOnEscape}
    >
      ${
        this.#devices.open
          ? html`${kinds.map((kind, index) => deviceSelect(words, devices, kind, this.#choose, index === 0 ? 'devices' : null))}
              <button type="button" class="button" @click=${this.#devices.close}>${words.term('close')}</button>`
          : nothing
      }
    </div>`;
  }

  #renderConfirmation(): TemplateResult {
    const { words } = this;
    return html`<div class="messages">
      ${this.#confirmation.render(
        {
          question: words.term('leaveVisitQuestion'),
          means: words.term('leaveVisitMeans'),
          yes: words.term('leave'),
          no: words.term('stay'),
        },
        () => this.#act('leave', (session) => session.leave()),
      )}
    </div>`;
  }

  readonly #controlActions: ControlActions = {
    setDevice: (device, on) =>
      device === 'camera' ? this.#session.source?.setCamera(on) : this.#session.source?.setMicrophone(on),
    openDevices: () => this.#act('open-devices', (session) => session.openDevices()),
    turnCamera: () => this.#act('turn-camera', (session) => session.turnCamera()),
    end: () => this.#act('end', (session) => session.end()),
    askToLeave: this.#confirmation.ask,
  };

  readonly #moreActions: MoreActions = {
    sharpen: (sharp) => this.#act('sharpen', (session) => session.sharpenPicture(sharp)),
    blur: (blurred) => this.#act('blur', (session) => session.blurBackground(blurred)),
    float: () => void this.#tiles.float(),
  };

  readonly #messageActions: MessageActions = {
    letIn: (participantId) => this.#act('admit', (session) => session.admit(participantId)),
    playSound: this.#tiles.playSound,
    answerNotice: (yes) => this.#act('answer', (session) => session.answerDeviceNotice(yes)),
    retry: () => this.#session.source?.retry(),
  };

  readonly #choose = (kind: MediaKind, id: string): void =>
    this.#act('choose-device', (session) => session.chooseDevice(kind, id));

  #act(name: string, deed: (session: VisitSessionLike) => Promise<void>): void {
    const session = this.#session.source;
    if (session) void this.#action.run(name, () => deed(session));
  }

  #announce(now: StageState | undefined): void {
    const said = this.#announcements.next(this.words, now);
    if (said !== null) this.#announcer.say(said);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-stage': VisitStage;
  }
}

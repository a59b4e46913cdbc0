import { html, nothing, type TemplateResult } from 'lit';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import { isPutBack } from '../../contract/people.ts';
import type { VisitView } from '../../contract/index.ts';
import type { DeviceNotice, DevicesSnapshot } from '../../core/media/devices-snapshot.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { tellingTexts } from '../../locales/telling/texts.ts';
import { timeOfDay } from '../../locales/times.ts';
import { viewStyles } from '../../styles/view.styles.ts';
import { waitingViewStyles } from '../../styles/waiting-view.styles.ts';
import { ActionController } from '../action-controller.ts';
import { Announcer } from '../announcer.ts';
import { ConfirmationController } from '../confirmation-controller.ts';
import { icons } from '../icons/icons.ts';
import { illustrations } from '../icons/illustrations.ts';
import { OnDemand } from '../on-demand.ts';
import { deviceNotice, noticeSentence } from '../parts/device-notice.ts';
import { errorNotice, notice } from '../parts/error-notice.ts';
import { TickController } from '../tick-controller.ts';
import { VisitElement } from '../visit-element.ts';
import { callingSentence, clinicianName, isGuest } from '../visit-people.ts';
import { WakeLockController } from '../wake-lock-controller.ts';
import { CallNotice } from './call-notice.ts';
import { waitingRoomStyles } from './visit-waiting-room.styles.ts';

/** Later than this after the booked time the drawing is that of a delay, ms; the words are those of `<visit-messages>`. */
const LATE_MS = 60_000;
/** Earlier than this before the booked time it says “in good time”, ms. */
const EARLY_MS = 2 * 60_000;
const MINUTE_MS = 60_000;

/**
 * The waiting room (N06): that one is in the right place, the booking, whether the clinic knows, what happens next,
 * and how fresh all that is; the clinic's delays, and what the person can tell the clinic (N07); whether to begin before
 * the booked time (N08); the number to ring (N13). Keeps the screen on where it can, and makes the call-in noticed. Says “the clinic sees that you are here” only while the service has said so and is
 * there. Reads the session context.
 *
 * @slot - The host's own content for those who wait, after “what happens next”.
 * @slot preparation - What can be filled in while one waits.
 * @event {CustomEvent<VisitErrorDetail>} visit-error - An action was refused.
 * @csspart base - The inner box.
 * @csspart news - What the clinic knows.
 * @csspart early-call - The question whether to begin before the booked time.
 * @csspart own-picture - One's own small picture.
 * @csspart booking__base - The booking's inner box.
 */
export class VisitWaitingRoom extends VisitElement {
  static override styles = [VisitElement.styles, viewStyles, waitingViewStyles, waitingRoomStyles];
  static override properties = {
    address: {},
    noChime: { type: Boolean, attribute: 'no-chime' },
    noNotification: { type: Boolean, attribute: 'no-notification' },
  };

  /** No sound at the call-in. Without it the person can turn it off. */
  declare noChime: boolean;
  /** No notification of the system at a call-in while the page is hidden, though the person has allowed them. */
  declare noNotification: boolean;

  readonly #texts = this.useTexts(tellingTexts);

  /** Where the person opens the visit, for the calendar. Default: the page's own address, without its fragment. */
  declare address: string | null;

  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, Selection>(this, {
    context: sessionContext,
    // Not `lastNewsAt`: every heartbeat is news, but only the minute shows, and that is read when it is shown.
    selector: ({ visit, self, devices, service, gateway, problem, clockOffset }) => ({
      visit,
      isGuest: isGuest(self),
      arrived: self?.admission === 'waiting',
      wasPutBack: visit !== null && self !== null && isPutBack(visit, self),
      devices,
      service,
      gateway,
      problem,
      clockOffset,
    }),
    onChange: (value) => this.#announce(value),
  });
  readonly #action = new ActionController(this, () => this.#session.value?.visit?.id ?? null);
  readonly #confirmation = new ConfirmationController(this);
  readonly #announcer = new Announcer(this);
  readonly #onDemand = new OnDemand(this);
  #announced = '';
  #notice: DeviceNotice | null = null;
  #asked: string | null = null;

  #chimes = true;

  constructor() {
    super();
    this.address = null;
    this.noChime = false;
    this.noNotification = false;
    new WakeLockController(this);
    new CallNotice(this, {
      session: () => this.#session.source,
      sentence: ({ visit }, early) =>
        visit ? (early ? this.#earlyQuestion(visit) : callingSentence(this.words, visit)) : '',
      neutral: (early) => ({
        title: this.words.term('videoVisit'),
        body: this.#texts()[early ? 'noticeEarly' : 'noticeCall'],
      }),
      chimes: () => this.#chimes && !this.noChime,
      notifies: () => !this.noNotification,
    });
    new TickController(this);
  }

  protected override renderContent(): TemplateResult | typeof nothing {
    const state = this.#session.value;
    if (!state?.visit) return nothing;
    const { words } = this;
    this.#onDemand.want('visit-phone');
    const cannot = state.problem?.code === 'unsupported-browser';
    const { status, modality } = state.visit;
    const passed = !state.visit.dropIn && this.#sinceBooked(state.visit, state.clockOffset) > LATE_MS;
    return html`<div class="view">
        <div class="top">
          <h2 tabindex="-1" data-heading>${words.term('rightPlace')}</h2>
          ${passed ? illustrations.delayed : illustrations.waiting}
        </div>
        <div class="column">
          ${this.#renderEarlyCall(state.visit, state)} ${this.#renderPutBack(state)} ${this.#renderNews(state)}
          ${this.#renderProblem(state)}
          ${state.devices.notice ? deviceNotice(words, state.devices.notice, this.#answer) : nothing}
          ${status === 'in-progress' ? nothing : html`<visit-messages lang=${words.language}></visit-messages>`}
          <visit-booking lang=${words.language} exportparts="base:booking__base"></visit-booking>
          <visit-phone lang=${words.language}></visit-phone>
        </div>
        <div class="column">
          ${
            // What comes next is picture and sound, which do not come in a browser that cannot, nor by telephone.
            cannot || modality === 'phone' ? nothing : this.#renderNext(state.visit, state)
          }
          <slot name="preparation"></slot>
          ${cannot ? nothing : this.#renderSelf(state.devices)} ${this.noChime ? nothing : this.#renderChime()}
          <slot></slot>
          ${this.#renderCalendar(state.visit, state.clockOffset)} ${this.#renderLeave()}
        </div>
      </div>
      ${this.#announcer.render()}`;
  }

  #renderNews({ arrived, service }: Selection): TemplateResult {
    const { words } = this;
    const lastNewsAt = this.#session.source?.store.get().lastNewsAt ?? performance.now();
    const minutes = Math.floor((performance.now() - lastNewsAt) / MINUTE_MS);
    const updated = minutes < 1 ? words.term('updatedNow') : words.term('updatedMinutesAgo', minutes);
    if (service !== 'connected') {
      return html`<div part="news">
        ${notice(
          html`<p class="sentence">${words.term('lostClinic')}</p>
            <p>${words.term('keepPlace')}</p>
            <p class="quiet-text">${updated}</p>`,
        )}
      </div>`;
    }
    return html`<div class="news" part="news">
      ${
        arrived
          ? html`<p class="seen"><span class="tick">${icons.tick}</span> ${words.term('clinicSeesYou')}</p>`
          : html`<p class="seen">${icons.clock} ${words.term('tellingClinic')}</p>`
      }
      <p class="quiet-text">${updated}</p>
    </div>`;
  }

  #renderPutBack({ wasPutBack }: Selection): TemplateResult | typeof nothing {
    if (!wasPutBack) return nothing;
    this.#onDemand.want('visit-put-back');
    return html`<visit-put-back class="put-back" lang=${this.words.language}></visit-put-back>`;
  }

  #earlyQuestion(visit: VisitView): string {
    const time = timeOfDay(visit.bookedStart, visit.unit.timeZone, this.words.locale);
    return this.#texts().earlyQuestion(clinicianName(visit), time);
  }

  /** Nobody is seen or heard before the answer (N08). */
  #renderEarlyCall(visit: VisitView, { arrived, isGuest, clockOffset }: Selection): TemplateResult | typeof nothing {
    const { earlyCall } = visit;
    if (!earlyCall || !arrived || isGuest) return nothing;
    const texts = this.#texts();
    const time = timeOfDay(visit.bookedStart, visit.unit.timeZone, this.words.locale);
    if (earlyCall.answer) return html`<p class="early sentence" part="early-call">${texts.earlyAnswered(time)}</p>`;
    const busy = this.#action.busy ? 'true' : 'false';
    return html`<div class="early" part="early-call" role="group" aria-labelledby="early">
      <p class="sentence" id="early">${this.#earlyQuestion(visit)}</p>
      <p>${texts.earlyUnseen}</p>
      <div class="actions">
        <button type="button" class="button primary" aria-disabled=${busy} @click=${() => this.#answerCall('now')}>
          ${texts.startNow}
        </button>
        ${
          this.#sinceBooked(visit, clockOffset) < 0
            ? html`<button
                type="button"
                class="button"
                aria-disabled=${busy}
                @click=${() => this.#answerCall('at-booked-time')}
              >
                ${texts.waitUntil(time)}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  #answerCall(answer: 'now' | 'at-booked-time'): void {
    void this.#action.run('answer-call', () => this.#session.source?.tell({ type: 'answer-early-call', answer }));
  }

  #renderChime(): TemplateResult {
    return html`<button
      type="button"
      class="button chime"
      role="switch"
      aria-checked=${this.#chimes ? 'true' : 'false'}
      @click=${this.#toggleChime}
    >
      ${icons.sound} ${this.#texts().chime}: ${this.words.term(this.#chimes ? 'on' : 'off')}
    </button>`;
  }

  readonly #toggleChime = (): void => {
    this.#chimes = !this.#chimes;
    this.requestUpdate();
  };

  #renderProblem({ service, gateway, problem }: Selection): TemplateResult | typeof nothing {
    const { words } = this;
    if (this.#action.error) return errorNotice(words, this.#action.error);
    const retry = (): void => this.#session.source?.retry();
    // The service's absence is told in the news above; one sentence for one fault.
    if (problem && !(service !== 'connected' && problem.code.startsWith('service-')))
      return errorNotice(words, problem, retry);
    if (gateway === 'away')
      return notice(
        html`<p class="sentence">${words.term('pictureAndSoundAway')}</p>
          <p>${words.term('keepPlace')}</p>`,
      );
    return nothing;
  }

  #renderNext(visit: VisitView, { clockOffset, isGuest }: Selection): TemplateResult {
    const { words } = this;
    const hasBegun = visit.status === 'in-progress';
    const clinician = clinicianName(visit);
    const since = this.#sinceBooked(visit, clockOffset);
    const time = timeOfDay(visit.bookedStart, visit.unit.timeZone, words.locale);
    return html`<div class="next">
      <h3>${words.term('whatHappensNext')}</h3>
      ${
        isGuest && hasBegun
          ? html`<p>${words.term('visitHasBegun', clinician)}</p>`
          : since < -EARLY_MS
            ? html`<p>${words.term('nextInGoodTime', time)}</p>`
            : nothing
      }
      <ol>
        <li>${words.term(isGuest ? 'nextLetIn' : 'nextCalledIn', clinician)}</li>
        <li>${words.term('nextByItself')}</li>
      </ol>
      <p>${words.term('nextKeepOpen')}</p>
    </div>`;
  }

  #renderSelf({ camera, microphone, preview }: DevicesSnapshot): TemplateResult {
    const { words } = this;
    const off = camera.status === 'off' && microphone.status === 'off';
    return html`<div class="self" part="own-picture">
      ${
        preview
          ? html`<visit-picture
              .stream=${preview}
              label=${words.term('ownPicture')}
              muted
              mirrored
              cover
            ></visit-picture>`
          : nothing
      }
      <div class="about">
        ${
          preview
            ? html`<p class="only-you">${icons.onlyYou} ${words.term('onlyYouSee')}</p>`
            : html`<p class="only-you">${icons.cameraOff} ${words.term('noPictureOfYou')}</p>`
        }
        <p class="quiet-text">
          ${microphone.status === 'on' ? words.term('microphoneIs', microphone.label || words.term('microphone'), microphone.enabled) : words.term('noMicrophone')}
        </p>
        ${
          off
            ? html`<button type="button" class="button" @click=${this.#openDevices}>
                ${icons.camera} ${words.term('turnOn')}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  #renderCalendar(visit: VisitView, clockOffset: number): TemplateResult | typeof nothing {
    if (this.#sinceBooked(visit, clockOffset) >= 0) return nothing;
    this.#onDemand.want('visit-calendar');
    return html`<visit-calendar lang=${this.words.language} .address=${this.address}></visit-calendar>`;
  }

  #renderLeave(): TemplateResult {
    const { words } = this;
    if (this.#confirmation.open) {
      return html`${this.#confirmation.render(
        {
          question: words.term('leaveWaitingRoomQuestion'),
          means: words.term('leaveWaitingRoomMeans'),
          yes: words.term('leave'),
          no: words.term('stay'),
        },
        () => void this.#action.run('leave', () => this.#session.source?.leave()),
      )}`;
    }
    return html`<button type="button" class="button quiet leave" data-asks @click=${this.#confirmation.ask}>
      ${words.term('leaveWaitingRoom')}
    </button>`;
  }

  #sinceBooked(visit: VisitView, clockOffset: number): number {
    return Date.now() + clockOffset - Date.parse(visit.bookedStart);
  }

  readonly #openDevices = (): void => {
    void this.#action.run('open-devices', () => this.#session.source?.openDevices());
  };

  readonly #answer = (yes: boolean): void => {
    void this.#action.run('answer', () => this.#session.source?.answerDeviceNotice(yes));
  };

  #announce(state: Selection | undefined): void {
    if (!state || !this.renderRoot.querySelector('.base')) return;
    const said =
      state.service !== 'connected'
        ? this.words.term('lostClinic')
        : state.arrived
          ? this.words.term('clinicSeesYou')
          : '';
    const happened = state.devices.notice;
    const asked = state.visit?.earlyCall?.answer === null && !state.isGuest ? state.visit.earlyCall.at : null;
    const news = [
      asked && asked !== this.#asked && state.visit ? this.#earlyQuestion(state.visit) : '',
      said === this.#announced ? '' : said,
      happened && happened !== this.#notice ? noticeSentence(this.words, happened) : '',
    ];
    // Together, as the second of two would take the place of the first.
    if (news.some(Boolean)) this.#announcer.say(news.filter(Boolean).join(' '));
    this.#announced = said;
    this.#notice = happened;
    this.#asked = asked;
  }
}

type Selection = Pick<VisitSnapshot, 'visit' | 'devices' | 'service' | 'gateway' | 'problem' | 'clockOffset'> & {
  readonly arrived: boolean;
  readonly wasPutBack: boolean;
  /** Is let in by the clinician, into a visit that may be running. */
  readonly isGuest: boolean;
};

declare global {
  interface HTMLElementTagNameMap {
    'visit-waiting-room': VisitWaitingRoom;
  }
}

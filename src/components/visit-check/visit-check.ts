import { html, nothing, type TemplateResult } from 'lit';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import type { VisitView } from '../../contract/index.ts';
import type { MediaKind } from '../../core/media/device-list.ts';
import type { DeviceNotice, DeviceUse, DevicesSnapshot } from '../../core/media/devices-snapshot.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { VisitSnapshot } from '../../core/visit/visit-state.ts';
import { deviceErrorCodes, type DeviceErrorCode } from '../../locales/translation.ts';
import { ownPictureStyles } from '../../styles/own-picture.styles.ts';
import { viewStyles } from '../../styles/view.styles.ts';
import { ActionController } from '../action-controller.ts';
import { Announcer } from '../announcer.ts';
import { icons } from '../icons/icons.ts';
import { illustrations } from '../icons/illustrations.ts';
import { canChoose, deviceSelect } from '../parts/device-choice.ts';
import { deviceNotice, noticeSentence } from '../parts/device-notice.ts';
import { errorNotice } from '../parts/error-notice.ts';
import { VisitElement } from '../visit-element.ts';
import { clinicianName, isGuest } from '../visit-people.ts';
import { LevelBar } from './level-bar.ts';
import { checkStyles } from './visit-check.styles.ts';

/**
 * Camera and microphone before the waiting room: asks for them in context, shows one's own picture and whether one is
 * heard, says for each device what is wrong and what to try, and leads on in every case, with devices or without.
 * Reads the session context.
 *
 * @event {CustomEvent<VisitErrorDetail>} visit-error - An action was refused.
 * @csspart base - The inner box.
 * @csspart own-picture - One's own picture.
 * @csspart continue - The button to the waiting room.
 */
export class VisitCheck extends VisitElement {
  static override styles = [VisitElement.styles, viewStyles, ownPictureStyles, checkStyles];

  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, Selection>(this, {
    context: sessionContext,
    selector: ({ visit, self, devices, problem }) => ({ visit, isGuest: isGuest(self), devices, problem }),
    onChange: (value) => this.#announceDevices(value?.devices),
  });
  readonly #action = new ActionController(this, () => this.#session.value?.visit?.id ?? null);
  readonly #announcer = new Announcer(this);
  readonly #level = new LevelBar(this, () => this.#session.source?.microphoneLevel?.() ?? 0);
  #microphoneId: string | null = null;
  #announced = '';
  #notice: DeviceNotice | null = null;

  protected override renderContent(): TemplateResult | typeof nothing {
    const { visit, devices, problem, isGuest: isLetIn } = this.#session.value ?? {};
    if (!visit || !devices) return nothing;
    if (problem?.code === 'unsupported-browser') return this.#renderWithoutVideo();
    const untouched = devices.camera.status === 'off' && devices.microphone.status === 'off';
    return html`${untouched ? this.#renderQuestion(visit, isLetIn === true) : this.#renderResults(visit, devices)}
    ${this.#announcer.render()}`;
  }

  #renderQuestion(visit: VisitView, isLetIn: boolean): TemplateResult {
    const { words } = this;
    return html`<div class="view question">
      ${illustrations.ready}
      <div class="intro">
        <h2 tabindex="-1" data-heading>${words.term('turnOnQuestion')}</h2>
        <p>${words.term(isLetIn ? 'turnOnWhyGuest' : 'turnOnWhy', clinicianName(visit))}</p>
        ${this.#renderActionError()}
        <div class="actions">
          <button type="button" class="button primary large" @click=${this.#openDevices}>
            ${words.term('turnOn')}
          </button>
          <button type="button" class="button quiet" @click=${this.#arrive}>${words.term('goOnWithout')}</button>
        </div>
      </div>
    </div>`;
  }

  /** No camera helps here, so none is asked for; the place in the waiting room can be taken all the same. */
  #renderWithoutVideo(): TemplateResult {
    const { words } = this;
    return html`<div class="view question">
      ${illustrations.delayed}
      <div class="intro">
        <h2 tabindex="-1" data-heading>${words.term('error:unsupported-browser')}</h2>
        <p>${words.term('next:unsupported-browser')}</p>
        <p>${words.term('waitWithoutVideo')}</p>
        ${this.#action.error ? errorNotice(words, this.#action.error) : nothing}
        <div class="actions">
          <button type="button" class="button large" part="continue" @click=${this.#arrive}>
            ${words.term('toWaitingRoom')}
          </button>
        </div>
      </div>
    </div>`;
  }

  #renderResults(visit: VisitView, devices: DevicesSnapshot): TemplateResult {
    const { words } = this;
    const { camera, microphone } = devices;
    const asking = camera.status === 'asking' || microphone.status === 'asking';
    const failed = camera.status === 'failed' || microphone.status === 'failed';
    return html`<div class="view two">
      <h2 tabindex="-1" data-heading>${words.term(asking ? 'asking' : 'checkTitle')}</h2>
      <div class="own" part="own-picture">
        ${
          devices.preview
            ? html`<visit-picture
                .stream=${devices.preview}
                label=${words.term('ownPicture')}
                muted
                mirrored
                cover
              ></visit-picture>`
            : html`<div class="empty">
                ${asking ? icons.camera : icons.cameraOff}
                ${asking ? nothing : html`<p>${words.term('noPictureOfYou')}</p>`}
              </div>`
        }
        ${devices.preview ? html`<p class="plate">${icons.onlyYou} ${words.term('onlyYouSee')}</p>` : nothing}
      </div>
      ${
        asking
          ? html`<p>${words.term('askingNext')}</p>`
          : html`<div class="found">
              ${devices.notice ? deviceNotice(words, devices.notice, this.#answer) : nothing}
              <ul class="results" role="list">
                ${sameFault(camera, microphone) ? this.#renderBoth(devices) : html`${this.#renderDevice('camera', devices)} ${this.#renderDevice('microphone', devices)}`}
                ${this.#renderSpeaker(devices)}
              </ul>
            </div>`
      }
      <div class="go">
        ${asking ? nothing : this.#renderWithout(devices)} ${this.#renderActionError()}
        <div class="actions">
          ${
            asking
              ? html`<button type="button" class="button quiet" @click=${this.#arrive}>
                  ${words.term('goOnWithout')}
                </button>`
              : html`<button type="button" class="button primary large" part="continue" @click=${this.#arrive}>
                  ${words.term('toWaitingRoom')}
                </button>`
          }
          ${
            failed && !asking
              ? html`<button type="button" class="button" @click=${this.#openDevices}>
                  ${icons.retry} ${words.term('retry')}
                </button>`
              : nothing
          }
        </div>
      </div>
    </div>`;
  }

  #renderDevice(device: 'camera' | 'microphone', devices: DevicesSnapshot): TemplateResult {
    const { words } = this;
    const use = devices[device];
    const icon =
      device === 'camera'
        ? use.status === 'on'
          ? icons.camera
          : icons.cameraOff
        : use.status === 'on'
          ? icons.microphone
          : icons.microphoneOff;
    return html`<li class="result">
      ${icon}
      <div>
        <h3>
          ${words.term(device)}${use.status === 'on' && use.label ? html` <span><bdi>${use.label}</bdi></span>` : nothing}
        </h3>
        ${this.#renderOutcome(device, use, devices.notice)} ${this.#renderChoice(device, devices)}
      </div>
    </li>`;
  }

  /** One and the same is wrong with both: said once. */
  #renderBoth(devices: DevicesSnapshot): TemplateResult | typeof nothing {
    const use = devices.camera;
    if (use.status !== 'failed') return nothing;
    const code = deviceCode(use);
    return html`<li class="result">
      ${icons.warning}
      <div>
        <h3>${this.words.term(`error:${code}`)}</h3>
        <p>${this.words.term(`next:${code}`)}</p>
        ${this.#renderChoice('camera', devices)} ${this.#renderChoice('microphone', devices)}
      </div>
    </li>`;
  }

  #renderSpeaker(devices: DevicesSnapshot): TemplateResult | typeof nothing {
    if (!canChoose(devices, 'speaker')) return nothing;
    return html`<li class="result">
      ${icons.sound}
      <div>
        <h3>${this.words.term('speaker')}</h3>
        ${this.#renderChoice('speaker', devices)}
      </div>
    </li>`;
  }

  #renderChoice(kind: MediaKind, devices: DevicesSnapshot): TemplateResult | typeof nothing {
    return canChoose(devices, kind) ? deviceSelect(this.words, devices, kind, this.#choose) : nothing;
  }

  #renderOutcome(
    device: 'camera' | 'microphone',
    use: DeviceUse,
    notice: DeviceNotice | null,
  ): TemplateResult | typeof nothing {
    const { words } = this;
    switch (use.status) {
      case 'failed': {
        const code = deviceCode(use);
        return html`<p class="outcome failed">${icons.warning} ${words.term(`${device}:${code}`)}</p>
          <p>${words.term(`next:${code}`)}</p>`;
      }
      case 'off':
      case 'released':
        return html`<p>${words.term(device === 'camera' ? 'cameraOff' : 'microphoneOff')}</p>`;
      case 'on':
        if (!use.enabled) return html`<p>${words.term(device === 'camera' ? 'cameraOff' : 'microphoneOff')}</p>`;
        // It does not work, as the notice says.
        if (notice?.kind === 'nothing' && notice.device === device) return nothing;
        if (device === 'camera') return good(words.term('cameraWorks'));
        if (!this.#session.source?.microphoneLevel) return nothing;
        return html`${this.#level.render()}
        ${this.#level.heard ? good(words.term('weHearYou')) : html`<p class="outcome">${words.term('sayHello')}</p>`}`;
      case 'asking':
        return nothing;
    }
  }

  /** What it means to go on with what there is. */
  #renderWithout({ camera, microphone }: DevicesSnapshot): TemplateResult | typeof nothing {
    const picture = camera.status === 'on';
    const sound = microphone.status === 'on';
    if (picture && sound) return nothing;
    return html`<p>
      ${this.words.term(sound ? 'joinWithSoundOnly' : picture ? 'joinWithPictureOnly' : 'joinToSeeAndHear')}
    </p>`;
  }

  /** What stands in the way: what the person's own action was refused with, else what the session meets. */
  #renderActionError(): TemplateResult | typeof nothing {
    const error = this.#action.error ?? this.#session.value?.problem;
    return error ? errorNotice(this.words, error) : nothing;
  }

  readonly #openDevices = (): void => {
    void this.#action.run('open-devices', () => this.#session.source?.openDevices());
  };

  readonly #choose = (kind: MediaKind, id: string): void => {
    void this.#action.run('choose-device', () => this.#session.source?.chooseDevice(kind, id));
  };

  readonly #answer = (yes: boolean): void => {
    void this.#action.run('answer', () => this.#session.source?.answerDeviceNotice(yes));
  };

  readonly #arrive = (): void => {
    void this.#action.run('arrive', () => this.#session.source?.arrive());
  };

  /** The heading changes from question to answer; what the devices gave is said once. */
  #announceDevices(devices: DevicesSnapshot | undefined): void {
    const { microphone, camera } = devices ?? {};
    const id = microphone?.status === 'on' ? microphone.deviceId : null;
    if (id !== this.#microphoneId) this.#level.reset();
    this.#microphoneId = id;
    if (!camera || !microphone || !this.words.ready) return;
    const said =
      sameFault(camera, microphone) && camera.status === 'failed'
        ? `${this.words.term(`error:${deviceCode(camera)}`)} ${this.words.term(`next:${deviceCode(camera)}`)}`
        : [this.#saying('camera', camera), this.#saying('microphone', microphone)].filter(Boolean).join(' ');
    const notice = devices?.notice ?? null;
    if (notice && notice !== this.#notice) this.#announcer.say(noticeSentence(this.words, notice));
    else if (said !== this.#announced) this.#announcer.say(said);
    this.#notice = notice;
    this.#announced = said;
  }

  #saying(device: 'camera' | 'microphone', use: DeviceUse): string {
    if (use.status === 'failed')
      return `${this.words.term(`${device}:${deviceCode(use)}`)} ${this.words.term(`next:${deviceCode(use)}`)}`;
    return use.status === 'on' && device === 'camera' ? this.words.term('cameraWorks') : '';
  }
}

const good = (text: string): TemplateResult =>
  html`<p class="outcome"><span class="tick">${icons.tick}</span> ${text}</p>`;

const sameFault = (camera: DeviceUse, microphone: DeviceUse): boolean =>
  camera.status === 'failed' && microphone.status === 'failed' && camera.error.code === microphone.error.code;

/** A code that has a sentence for one device; whatever else it may be is worded as unknown. */
function deviceCode(use: DeviceUse & { status: 'failed' }): DeviceErrorCode {
  return deviceErrorCodes.find((code) => code === use.error.code) ?? 'unknown';
}

type Selection = Pick<VisitSnapshot, 'visit' | 'devices' | 'problem'> & { readonly isGuest: boolean };

declare global {
  interface HTMLElementTagNameMap {
    'visit-check': VisitCheck;
  }
}

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { sessionContext } from '../../context/session-context.ts';
import { StoreController } from '../../context/store-controller.ts';
import type { MediaKind } from '../../core/media/device-list.ts';
import type { DevicesSnapshot, DeviceUse } from '../../core/media/devices-snapshot.ts';
import type { VisitSessionLike } from '../../core/visit/visit-session-like.ts';
import type { QualitySnapshot } from '../../core/quality/visit-quality.ts';
import type { CalledIn, OnStage, Person, VisitSnapshot } from '../../core/visit/visit-state.ts';
import { ActionController } from '../action-controller.ts';
import { Announcer } from '../announcer.ts';
import { ConfirmationController } from '../confirmation-controller.ts';
import { DisclosureController } from '../disclosure-controller.ts';
import { icons } from '../icons/icons.ts';
import { deviceSelect } from '../parts/device-choice.ts';
import { deviceNotice, noticeSentence } from '../parts/device-notice.ts';
import { errorNotice, notice } from '../parts/error-notice.ts';
import type { VisitPicture } from '../visit-picture/visit-picture.ts';
import { VisitElement } from '../visit-element.ts';
import { clinicianName, fullName, patientOf } from '../visit-people.ts';
import { qualityWords, stillPictureWords, type QualityWords } from './quality-words.ts';
import { announcePeople } from './stage-announcements.ts';
import { stageStyles } from './visit-stage.styles.ts';

/** Round the picture with the clock; the first is where it lies at first. */
const corners = [
  { block: 'end', inline: 'end' },
  { block: 'end', inline: 'start' },
  { block: 'start', inline: 'start' },
  { block: 'start', inline: 'end' },
] as const;

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
 * @csspart quality - The line on how the connection is, while it is not good.
 * @csspart devices - The choice of microphone, speaker and camera, when open.
 * @cssproperty [--visit-stage-block-size=clamp(26rem, 78svh, 56rem)] - The least height of the stage.
 */
export class VisitStage extends VisitElement {
  static override styles = [VisitElement.styles, stageStyles];

  readonly #session = new StoreController<VisitSnapshot, VisitSessionLike, Selection>(this, {
    context: sessionContext,
    selector: (snapshot) => ({
      phase: snapshot.phase,
      visit: snapshot.visit,
      role: snapshot.self?.role ?? null,
      devices: snapshot.devices,
      gateway: snapshot.gateway,
      problem: snapshot.problem,
      ...(snapshot.phase === 'on-stage' || snapshot.phase === 'called-in' ? ofStage(snapshot) : beforeStage),
    }),
    onChange: (value) => this.#announce(value),
  });
  readonly #action = new ActionController(this, () => this.#session.value?.visit?.id ?? null);
  readonly #confirmation = new ConfirmationController(this);
  readonly #devices = new DisclosureController(this);
  readonly #announcer = new Announcer(this);
  /** One function a person, so that a rendering does not start the watch for frames anew. */
  readonly #frameReporters = new Map<string, () => void>();
  /** Whose picture has been on screen. */
  readonly #seen = new Set<string>();
  #lastSaid = { key: '', at: 0 };
  #soundBlocked = false;
  #corner = 0;
  #before: Selection | undefined;

  protected override renderContent(): TemplateResult | typeof nothing {
    const state = this.#session.value;
    if (!state?.visit) return nothing;
    // Their own picture is what a clinician needs to see whole; a patient is met by a face that fills the stage.
    const whole = state.role === 'clinician';
    const several = state.people.length > 1;
    const corner = corners[this.#corner] ?? corners[0];
    const pictures = `own-block-${corner.block} own-inline-${corner.inline} ${several ? 'several' : ''}`;
    return html`<div class="pictures ${pictures}">
        <div class="tiles">
          ${repeat(
            state.people,
            ({ participant }) => participant.id,
            (person) =>
              this.#renderPerson(person, state, whole || several || person.participant.role === 'interpreter'),
          )}
        </div>
        ${
          state.phase === 'called-in' || state.people.length === 0
            ? this.#renderCalling(state)
            : html`<h2 class="visually-hidden" tabindex="-1" data-heading>${this.words.term('videoVisit')}</h2>`
        }
        ${this.#renderOwn(state, corner)}
      </div>
      ${this.#renderMessages(state)}
      ${
        this.#confirmation.open
          ? this.#renderConfirmation()
          : html`${this.#renderDevices(state.devices)} ${this.#renderControls(state)}`
      }
      ${this.#announcer.render()}`;
  }

  #renderCalling({ role, visit }: Selection): TemplateResult | typeof nothing {
    if (!visit) return nothing;
    const { words } = this;
    const patient = patientOf(visit)?.name ?? '';
    return html`<div class="calling">
      <h2 tabindex="-1" data-heading>
        ${role === 'clinician' ? words.term('callingIn', patient) : words.term('callingYouIn', clinicianName(visit))}
      </h2>
      <p>${words.term('pictureComes')}</p>
    </div>`;
  }

  #renderPerson(person: Person, { phase, devices, gateway }: Selection, whole: boolean): TemplateResult {
    const { words } = this;
    const { participant, present, stream, sendsVideo } = person;
    // What has been seen stays to be seen, dimmed, with the reason on it.
    const seen = this.#seen.has(participant.id);
    const still = phase === 'on-stage' && seen ? stillPictureWords(words, person, gateway) : null;
    const { name, role } = participant;
    return html`<div class="tile" part="tile">
      <visit-picture
        .stream=${stream}
        .onFrame=${this.#frameReporter(participant.id)}
        label=${words.term('pictureOf', name)}
        .speaker=${devices.speaker?.id ?? ''}
        ?cover=${!whole}
        ?dimmed=${still !== null || (seen && !present)}
        @picture-blocked=${this.#blocked}
        @picture-playing=${this.#playing}
      ></visit-picture>
      ${
        !present
          ? html`<div class="lost">
              <p class="sentence">${words.term('lostContact', name)}</p>
              <p>${words.term('lostContactNext')}</p>
            </div>`
          : still !== null
            ? html`<div class="lost"><p class="sentence">${still}</p></div>`
            : phase === 'on-stage' && !sendsVideo
              ? html`<div class="instead">
                  ${icons.cameraOff}
                  <p class="sentence">
                    ${words.term(person.camera === 'off' ? 'cameraIsOffAt' : 'waitingForPicture', name)}
                  </p>
                </div>`
              : nothing
      }
      <p class="plate" part="plate">
        <span class="name"><bdi>${fullName(words, participant)}</bdi></span>
        <span class="role">${words.term(`role:${role}`)}</span>
      </p>
    </div>`;
  }

  #renderOwn({ devices: { preview, camera } }: Selection, corner: (typeof corners)[number]): TemplateResult {
    const { words } = this;
    const shown = preview && camera.status === 'on' && camera.enabled;
    return html`<div class="own block-${corner.block} inline-${corner.inline}" part="own-picture">
      ${
        shown
          ? html`<visit-picture
              .stream=${preview}
              label=${words.term('ownPicture')}
              muted
              mirrored
              cover
            ></visit-picture>`
          : html`<p class="empty">${icons.cameraOff} ${words.term('cameraOff')}</p>`
      }
      <button type="button" aria-label=${words.term('movePicture')} @click=${this.#moveOwn}>
        ${icons.corners} ${words.term('move')}
      </button>
    </div>`;
  }

  #renderMessages(state: Selection): TemplateResult | typeof nothing {
    const { words } = this;
    const { gateway, problem, devices } = state;
    const messages: TemplateResult[] = [];
    if (this.#soundBlocked) {
      messages.push(
        notice(
          html`<p class="sentence">${words.term('soundStopped')}</p>
            <button type="button" class="button primary" @click=${this.#playSound}>
              ${icons.sound} ${words.term('playSound')}
            </button>`,
        ),
      );
    }
    if (devices.notice) messages.push(deviceNotice(words, devices.notice, this.#answer));
    const error = this.#action.error ?? problem;
    if (error) messages.push(errorNotice(words, error, () => this.#session.source?.retry()));
    // That all goes on trying is said with the offer.
    if (state.ringInstead) messages.push(this.#renderRing(state));
    else if (!error && (gateway === 'interrupted' || gateway === 'away')) {
      messages.push(notice(html`<p class="sentence">${words.term('reconnecting')}</p>`));
    } else if (!error && state.phase === 'on-stage') {
      const line = this.#qualityLine(state);
      if (line) messages.push(this.#renderQuality(line));
    }
    return messages.length > 0 ? html`<div class="messages">${messages}</div>` : nothing;
  }

  #qualityLine({ quality, pictureHeldBack, people }: Selection): QualityWords | null {
    return quality && qualityWords(this.words, quality, pictureHeldBack, people);
  }

  #renderQuality({ sentence, advice }: QualityWords): TemplateResult {
    return html`<p class="quality" part="quality">${icons.connection}<span>${sentence} ${advice ?? nothing}</span></p>`;
  }

  #renderRing(state: Selection): TemplateResult {
    return notice(
      html`<p class="sentence">${this.#ringWords(state)}</p>
        <p>${this.words.term('keepTrying')}</p>`,
    );
  }

  #ringWords({ role, visit }: Selection): string {
    const { words } = this;
    if (role === 'clinician') return words.term('ringThePatient', (visit && patientOf(visit)?.name) ?? '');
    return words.term(role === 'interpreter' ? 'stayMeanwhile' : 'clinicWillRing');
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
          ? html`${kinds.map((kind, index) => deviceSelect(words, devices, kind, this.#choose, index === 0))}
              <button type="button" class="button" @click=${this.#devices.close}>${words.term('close')}</button>`
          : nothing
      }
    </div>`;
  }

  #renderControls({ role, devices: { camera, microphone } }: Selection): TemplateResult {
    const { words } = this;
    const clinician = role === 'clinician';
    return html`<div class="controls" part="controls" role="group" aria-label=${words.term('controls')}>
      <p class="microphone-in-words">
        ${
          microphone.status === 'on'
            ? words.term('microphoneIs', microphone.label || words.term('microphone'), microphone.enabled)
            : words.term('noMicrophone')
        }
      </p>
      ${this.#renderSwitch('microphone', microphone)} ${this.#renderSwitch('camera', camera)}
      <button
        type="button"
        data-discloses
        aria-expanded=${this.#devices.open ? 'true' : 'false'}
        aria-controls="devices"
        @click=${this.#devices.toggle}
      >
        ${icons.devices}<span>${words.term('devices')}</span>
      </button>
      ${
        clinician
          ? html`<button type="button" class="end" @click=${this.#end}>
              ${icons.leave}<span>${words.term('endVisit')}</span>
            </button>`
          : html`<button type="button" class="end" data-asks @click=${this.#confirmation.ask}>
              ${icons.leave}<span>${words.term('leave')}</span>
            </button>`
      }
    </div>`;
  }

  /** A switch whose state is also a word. Where there is no device it says so, and asks for one anew when pressed. */
  #renderSwitch(device: 'camera' | 'microphone', use: DeviceUse): TemplateResult {
    const { words } = this;
    const on = use.status === 'on' && use.enabled;
    const icon =
      device === 'camera' ? (on ? icons.camera : icons.cameraOff) : on ? icons.microphone : icons.microphoneOff;
    const label = html`<span>${words.term(device)}</span
      ><span class="state">${words.term(use.status === 'on' ? (on ? 'on' : 'off') : 'none')}</span>`;
    if (use.status !== 'on') {
      return html`<button type="button" @click=${this.#openDevices}>${icon}${label}</button>`;
    }
    return html`<button
      type="button"
      role="switch"
      aria-checked=${on ? 'true' : 'false'}
      @click=${() => (device === 'camera' ? this.#session.source?.setCamera(!on) : this.#session.source?.setMicrophone(!on))}
    >
      ${icon}${label}
    </button>`;
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
        () => void this.#action.run('leave', () => this.#session.source?.leave()),
      )}
    </div>`;
  }

  readonly #end = (): void => {
    void this.#action.run('end', () => this.#session.source?.end());
  };

  readonly #openDevices = (): void => {
    void this.#action.run('open-devices', () => this.#session.source?.openDevices());
  };

  readonly #choose = (kind: MediaKind, id: string): void => {
    void this.#action.run('choose-device', () => this.#session.source?.chooseDevice(kind, id));
  };

  readonly #answer = (yes: boolean): void => {
    void this.#action.run('answer', () => this.#session.source?.answerDeviceNotice(yes));
  };

  readonly #moveOwn = (): void => {
    this.#corner = (this.#corner + 1) % corners.length;
    this.requestUpdate();
  };

  readonly #blocked = (): void => this.#setBlocked(true);
  readonly #playing = (): void => this.#setBlocked(false);

  readonly #playSound = (): void => {
    this.#setBlocked(false);
    for (const picture of this.renderRoot.querySelectorAll<VisitPicture>('.tile visit-picture')) void picture.play();
  };

  #setBlocked(blocked: boolean): void {
    if (blocked === this.#soundBlocked) return;
    this.#soundBlocked = blocked;
    this.requestUpdate();
  }

  #frameReporter(participantId: string): () => void {
    let report = this.#frameReporters.get(participantId);
    if (!report) {
      report = () => {
        if (!this.#seen.has(participantId)) {
          this.#seen.add(participantId);
          this.requestUpdate();
        }
        this.#session.source?.reportFrame(participantId);
      };
      this.#frameReporters.set(participantId, report);
    }
    return report;
  }

  /** The line on how it goes, where it is another one than was said last. */
  #qualityToSay(state: Selection): string {
    if (state.problem || state.gateway !== 'ready') return '';
    const line = this.#qualityLine(state);
    const at = performance.now();
    if (!line || (line.key === this.#lastSaid.key && at - this.#lastSaid.at < SAY_AGAIN_MS)) return '';
    this.#lastSaid = { key: line.key, at };
    return line.sentence;
  }

  #announce(now: Selection | undefined): void {
    const before = this.#before;
    this.#before = now;
    if (!now?.visit || !this.words.ready) return;
    const said: string[] = [];
    if (before?.phase !== 'called-in' && now.phase === 'called-in' && now.role !== 'clinician') {
      said.push(this.words.term('callingYouIn', clinicianName(now.visit)));
    }
    if (now.phase === 'on-stage')
      said.push(announcePeople(this.words, before?.phase === 'on-stage' ? before.people : nobody, now.people));
    const happened = now.devices.notice;
    if (happened && happened !== before?.devices.notice) said.push(noticeSentence(this.words, happened));
    if (before) {
      const microphone = enabled(now.devices.microphone);
      const camera = enabled(now.devices.camera);
      if (microphone !== enabled(before.devices.microphone))
        said.push(this.words.term(microphone ? 'saidMicrophoneOn' : 'saidMicrophoneOff'));
      if (camera !== enabled(before.devices.camera))
        said.push(this.words.term(camera ? 'saidCameraOn' : 'saidCameraOff'));
    }
    if (now.phase === 'on-stage') said.push(this.#qualityToSay(now));
    if (now.ringInstead && !before?.ringInstead) said.push(this.#ringWords(now));
    const offerIsOver = before?.ringInstead === true && !now.ringInstead;
    if (offerIsOver && now.gateway === 'ready') said.unshift(this.words.term('inContactAgain'));
    const sentence = said.filter(Boolean).join(' ');
    // What was said aloud can still be read: an offer that is over does not stay.
    if (sentence || offerIsOver) this.#announcer.say(sentence);
  }
}

const nobody: readonly Person[] = [];
/** The same trouble that comes and goes is said aloud once in this time, ms. */
const SAY_AGAIN_MS = 60_000;
const beforeStage: OfStage = { people: nobody, quality: null, ringInstead: false, pictureHeldBack: false };
const ofStage = ({ people, quality, ringInstead, pictureHeldBack }: CalledIn | OnStage): OfStage => ({
  people,
  quality,
  ringInstead,
  pictureHeldBack,
});
const enabled = (use: DeviceUse): boolean => use.status === 'on' && use.enabled;

type Selection = Pick<VisitSnapshot, 'phase' | 'visit' | 'devices' | 'gateway' | 'problem'> &
  OfStage & {
    readonly role: string | null;
  };
interface OfStage extends Omit<QualitySnapshot, 'quality'> {
  readonly people: readonly Person[];
  /** Null before the stage. */
  readonly quality: QualitySnapshot['quality'] | null;
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-stage': VisitStage;
  }
}

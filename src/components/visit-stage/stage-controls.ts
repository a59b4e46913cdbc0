import { html, nothing, type TemplateResult } from 'lit';
import type { DeviceUse } from '../../core/media/devices-snapshot.ts';
import type { Localize } from '../../locales/localize.ts';
import type { DisclosureController } from '../disclosure-controller.ts';
import { icons } from '../icons/icons.ts';
import { microphoneInWords } from '../parts/microphone-in-words.ts';
import type { StageState } from './stage-state.ts';
import { stageIcons } from './stage-icons.ts';

/** What the bar's buttons do. */
export interface ControlActions {
  setDevice(device: 'camera' | 'microphone', on: boolean): void;
  openDevices(): void;
  turnCamera(): void;
  end(): void;
  askToLeave(): void;
}

/** The bar of what is used often. What is used seldom opens beside it, under “more”. */
export function stageControls(
  words: Localize,
  { role, devices }: Pick<StageState, 'role' | 'devices'>,
  opens: { readonly devices: DisclosureController; readonly more: DisclosureController; readonly timeLeft: string },
  actions: ControlActions,
): TemplateResult {
  const { camera, microphone, picture } = devices;
  return html`<div class="controls" part="controls" role="group" aria-label=${words.term('controls')}>
    <div class="about">
      <p class="microphone-in-words">${microphoneInWords(words, microphone)}</p>
      ${opens.timeLeft ? html`<p class="time-left" part="time-left">${opens.timeLeft}</p>` : nothing}
    </div>
    ${deviceSwitch(words, 'microphone', microphone, actions)} ${deviceSwitch(words, 'camera', camera, actions)}
    ${
      picture.canTurn
        ? html`<button type="button" @click=${actions.turnCamera}>
            ${stageIcons.turn}<span>${words.term('turnCamera')}</span>
          </button>`
        : nothing
    }
    ${disclosing(words.term('devices'), icons.devices, opens.devices, 'devices')}
    ${disclosing(words.term('more'), stageIcons.more, opens.more, 'more')}
    ${
      role === 'clinician'
        ? html`<button type="button" class="end" @click=${actions.end}>
            ${stageIcons.leave}<span>${words.term('endVisit')}</span>
          </button>`
        : html`<button type="button" class="end" data-asks @click=${actions.askToLeave}>
            ${stageIcons.leave}<span>${words.term('leave')}</span>
          </button>`
    }
  </div>`;
}

const disclosing = (label: string, icon: TemplateResult, opens: DisclosureController, id: string): TemplateResult =>
  html`<button
    type="button"
    data-discloses=${opens.name}
    aria-expanded=${opens.open ? 'true' : 'false'}
    aria-controls=${id}
    @click=${opens.toggle}
  >
    ${icon}<span>${label}</span>
  </button>`;

/** A switch whose state is also a word. Where there is no device it says so, and asks for one anew when pressed. */
export function deviceSwitch(
  words: Localize,
  device: 'camera' | 'microphone',
  use: DeviceUse,
  { setDevice, openDevices }: Pick<ControlActions, 'setDevice' | 'openDevices'>,
): TemplateResult {
  const on = use.status === 'on' && use.enabled;
  const icon =
    device === 'camera' ? (on ? icons.camera : icons.cameraOff) : on ? icons.microphone : icons.microphoneOff;
  const label = html`<span>${words.term(device)}</span
    ><span class="state"
      >${words.term(use.status === 'on' ? (on ? 'on' : 'off') : use.status === 'released' ? 'released' : 'none')}</span
    >`;
  if (use.status === 'released')
    return html`<button type="button" @click=${() => setDevice(device, true)}>${icon}${label}</button>`;
  if (use.status !== 'on') return html`<button type="button" @click=${openDevices}>${icon}${label}</button>`;
  return html`<button
    type="button"
    role="switch"
    aria-checked=${on ? 'true' : 'false'}
    @click=${() => setDevice(device, !on)}
  >
    ${icon}${label}
  </button>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { isDictationDevice, isHandsFree } from '../../core/media/device-labels.ts';
import type { MediaKind } from '../../core/media/device-list.ts';
import type { DevicesSnapshot } from '../../core/media/devices-snapshot.ts';
import type { Localize } from '../../locales/localize.ts';

/** There is something to choose: another device, or one where none works. */
export function canChoose(devices: DevicesSnapshot, kind: MediaKind): boolean {
  const { length } = devices.available[kind];
  return length > 1 || (length === 1 && kind !== 'speaker' && devices[kind].status === 'failed');
}

/** A list of the devices of one kind under its visible label. */
export function deviceSelect(
  words: Localize,
  devices: DevicesSnapshot,
  kind: MediaKind,
  choose: (kind: MediaKind, id: string) => void,
  /** Of the disclosure whose first field it is. */
  disclosed: string | null = null,
): TemplateResult | typeof nothing {
  const list = devices.available[kind];
  const use = kind === 'speaker' ? null : devices[kind];
  const current = use ? ('deviceId' in use ? use.deviceId : '') : (devices.speaker?.id ?? '');
  const known = list.some(({ id }) => id === current);
  const change = (event: Event): void => {
    const select = event.target as HTMLSelectElement;
    if (select.value !== current) choose(kind, select.value);
  };
  return html`<div class="choice">
    <label class="field">
      <span>${words.term(`choose:${kind}`)}</span>
      <select @change=${change} data-disclosed=${disclosed ?? nothing}>
        ${
          known && kind !== 'speaker'
            ? nothing
            : html`<option value="" .selected=${live(!known)} ?disabled=${kind !== 'speaker'}>
                ${words.term(kind === 'speaker' ? 'systemSpeaker' : 'noneChosen')}
              </option>`
        }
        ${list.map(
          ({ id, label }, index) =>
            html`<option value=${id} .selected=${live(id === current)}>
              ${
                kind === 'microphone' && isDictationDevice(label)
                  ? words.term('dictationMicrophone', label)
                  : label || `${words.term(kind)} ${index + 1}`
              }
            </option>`,
        )}
      </select>
    </label>
    ${
      kind === 'microphone' && use?.status === 'on' && isHandsFree(use.label)
        ? html`<p class="quiet-text">${words.term('handsFreeHint')}</p>`
        : nothing
    }
  </div>`;
}

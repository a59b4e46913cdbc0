import { html, nothing, type TemplateResult } from 'lit';
import type { Localize } from '../../locales/localize.ts';
import type { DisclosureController } from '../disclosure-controller.ts';
import { personName } from '../parts/person-name.ts';
import type { StageState } from './stage-state.ts';
import type { StageWindow } from './stage-window.ts';
import { stageIcons } from './stage-icons.ts';

/** What is used seldom. */
export interface MoreActions {
  sharpen(sharp: boolean): void;
  blur(blurred: boolean): void;
  float(): void;
}

/** Beside the buttons, never over a face. Stands hidden in the page, so that the button can name it. */
export function stageMore(
  words: Localize,
  state: StageState,
  opens: DisclosureController,
  screen: StageWindow,
  actions: MoreActions,
): TemplateResult {
  return html`<div
    id="more"
    class="more"
    part="more"
    role="group"
    aria-label=${words.term('more')}
    ?hidden=${!opens.open}
    @keydown=${opens.closeOnEscape}
  >
    ${opens.open ? html`${whoIsHere(words, state)} ${choices(words, state, opens, screen, actions)}` : nothing}
  </div>`;
}

/** Who is in the room, and that nobody else is (N29). */
function whoIsHere(words: Localize, { people, role, visit }: StageState): TemplateResult {
  const self = visit?.participants.find(({ id }) => id === visit.self);
  return html`<div class="who" part="who">
    <h3 tabindex="-1" data-disclosed="more">${words.term('whoIsHere')}</h3>
    <ul>
      ${
        self && role
          ? html`<li>
              ${words.term('you')}: ${personName(words, self)}
              <span class="quiet-text">${words.term(`role:${role}`)}</span>
            </li>`
          : nothing
      }
      ${people.map(
        ({ participant }) =>
          html`<li>
            ${personName(words, participant)}
            <span class="quiet-text">${words.term(`role:${participant.role}`)}</span>
          </li>`,
      )}
    </ul>
    <p>${words.term('nobodyElse')}</p>
  </div>`;
}

function choices(
  words: Localize,
  { role, devices: { camera, picture } }: StageState,
  opens: DisclosureController,
  screen: StageWindow,
  { sharpen, blur, float }: MoreActions,
): TemplateResult {
  const cameraOn = camera.status === 'on' && camera.enabled;
  return html`<div class="choices">
    ${
      cameraOn
        ? html`${pictureSwitch(words, words.term('sharperPicture'), words.term('sharperPictureMeans'), picture.sharp, sharpen)}
          ${
            picture.blurred === null
              ? nothing
              : pictureSwitch(words, words.term('blurBackground'), '', picture.blurred, blur)
          }`
        : nothing
    }
    ${
      screen.canFill
        ? html`<button type="button" class="button" @click=${screen.toggle}>
            ${stageIcons.fullScreen} ${words.term(screen.fills ? 'leaveFullScreen' : 'fullScreen')}
          </button>`
        : nothing
    }
    ${
      // Clinicians have more than that, and at hand: `<visit-pop-out>`.
      screen.canFloat && role !== 'clinician'
        ? html`<button type="button" class="button" @click=${float}>
            ${stageIcons.smallWindow} ${words.term('smallWindow')}
          </button>`
        : nothing
    }
    <button type="button" class="button" @click=${opens.close}>${words.term('close')}</button>
  </div>`;
}

const pictureSwitch = (
  words: Localize,
  label: string,
  means: string,
  on: boolean,
  turn: (on: boolean) => void,
): TemplateResult =>
  html`<button
    type="button"
    class="button"
    role="switch"
    aria-checked=${on ? 'true' : 'false'}
    @click=${() => turn(!on)}
  >
    <span>
      ${label}: <span class="state">${words.term(on ? 'on' : 'off')}</span>${
        means ? html`<br /><span class="means">${means}</span>` : nothing
      }
    </span>
  </button>`;

import { html, nothing, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Person } from '../../core/visit/visit-state.ts';
import type { Localize } from '../../locales/localize.ts';
import type { PopOutTexts } from '../../locales/pop-out/texts.ts';
import { icon, icons } from '../icons/icons.ts';
import { microphoneInWords } from '../parts/microphone-in-words.ts';
import { personName } from '../parts/person-name.ts';
import { deviceSwitch, type ControlActions } from '../visit-stage/stage-controls.ts';
import { stageIcons } from '../visit-stage/stage-icons.ts';
import { qualityLine, ringWords } from '../visit-stage/stage-messages.ts';
import type { StageState } from '../visit-stage/stage-state.ts';
import { shownPerson, whyNoPicture } from './shown-person.ts';

const back = icon(
  svg`<rect x="3" y="4.5" width="18" height="15" rx="2.5" /><path d="M16 15.5L10 9.5M10 13.5v-4h4" />`,
  'directed',
);

const dictaphone = icon(
  svg`<rect x="7" y="2.5" width="10" height="19" rx="2.5" /><circle cx="12" cy="8" r="2.2" /><path d="M10 14h4M10 17.5h4" />`,
);

export interface ViewActions extends Pick<ControlActions, 'setDevice' | 'openDevices' | 'end'> {
  muteForDictation(on: boolean): void;
  back(): void;
}

/**
 * Both pictures, who it is, how it goes, and what is pressed most. Plain elements, so that it can stand in the document of
 * another window. Silent: the sound stays with the stage.
 */
export function popOutView(
  words: Localize,
  texts: PopOutTexts,
  state: StageState,
  more: {
    readonly timeLeft: string;
    /** As in `aria-keyshortcuts`; '' for none. */
    readonly dictationKey: string;
    readonly handle: TemplateResult | typeof nothing;
  },
  actions: ViewActions,
): TemplateResult {
  const { devices } = state;
  const person = shownPerson(state);
  const { preview, camera, microphone, picture } = devices;
  const dictates = microphone.status === 'released';
  const line =
    state.gateway === 'interrupted' || state.gateway === 'away' ? words.term('reconnecting') : goes(words, state);
  return html`<div class="view" lang=${words.language} dir=${words.direction}>
    <div class="pictures">
      ${person ? renderPerson(words, person, state) : html`<p class="instead">${words.term('pictureComes')}</p>`}
      ${
        preview && camera.status === 'on' && camera.enabled
          ? html`<video
              class="own ${picture.facing === 'environment' ? '' : 'mirrored'}"
              playsinline
              autoplay
              disablepictureinpicture
              aria-label=${words.term('ownPicture')}
              .muted=${true}
              .srcObject=${live(preview)}
            ></video>`
          : nothing
      }
      ${more.handle}
    </div>
    ${dictates ? html`<p class="quality">${icons.microphoneOff}<span>${texts.dictating}</span></p>` : nothing}
    ${line ? html`<p class="quality">${icons.connection}<span>${line}</span></p>` : nothing}
    <div class="controls" role="group" aria-label=${words.term('controls')}>
      <div class="about">
        <p>${microphoneInWords(words, microphone)}</p>
        ${more.timeLeft ? html`<p>${more.timeLeft}</p>` : nothing}
      </div>
      ${deviceSwitch(words, 'microphone', microphone, actions)} ${deviceSwitch(words, 'camera', camera, actions)}
      <button
        type="button"
        aria-pressed=${dictates ? 'true' : 'false'}
        aria-keyshortcuts=${more.dictationKey || nothing}
        @click=${() => actions.muteForDictation(!dictates)}
      >
        ${dictaphone}<span>${texts.dictation}</span><span class="state">${words.term(dictates ? 'on' : 'off')}</span>
      </button>
      <button type="button" class="end" @click=${actions.end}>
        ${stageIcons.leave}<span>${words.term('endVisit')}</span>
      </button>
      <button type="button" data-back @click=${actions.back}>${back}<span>${texts.back}</span></button>
    </div>
  </div>`;
}

/** Firefox, which lets no script do it, has a button of its own on the picture; in others it would be one too many. */
function renderPerson(words: Localize, person: Person, state: StageState): TemplateResult {
  const { participant, stream } = person;
  const why = whyNoPicture(words, person, state);
  return html`<video
      class="other ${why === null ? '' : 'dimmed'}"
      playsinline
      autoplay
      ?disablepictureinpicture=${document.pictureInPictureEnabled === true}
      aria-label=${words.term('pictureOf', participant.name)}
      .muted=${true}
      .srcObject=${live(stream)}
    ></video>
    ${why === null ? nothing : html`<p class="instead">${why}</p>`}
    <p class="plate">
      <span class="name">${personName(words, participant)}</span>
      <span class="role">${words.term(`role:${participant.role}`)}</span>
    </p>`;
}

function goes(words: Localize, state: StageState): string | null {
  if (state.phase !== 'on-stage') return null;
  if (state.ringInstead) return ringWords(words, state);
  const line = qualityLine(words, state);
  return line && [line.sentence, line.advice].filter(Boolean).join(' ');
}

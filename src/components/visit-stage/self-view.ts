import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { DevicesSnapshot } from '../../core/media/devices-snapshot.ts';
import type { Localize } from '../../locales/localize.ts';
import { icons } from '../icons/icons.ts';
import { stageIcons } from './stage-icons.ts';

/** Round the picture with the clock; the first is where it lies at first. */
const corners = [
  { block: 'end', inline: 'end' },
  { block: 'end', inline: 'start' },
  { block: 'start', inline: 'start' },
  { block: 'start', inline: 'end' },
] as const;

/** Nearer than this to where it was taken it has not been dragged, CSS px. */
const STIR = 4;

interface Host extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

/** One's own picture in a corner of the stage: moved by a button or dragged there, or put away. */
export class SelfView implements ReactiveController {
  readonly #host: Host;
  #corner = 0;
  #hidden = false;
  #drag: { readonly pointer: number; readonly x: number; readonly y: number; moved: boolean } | null = null;
  #focus: string | null = null;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** For the box it lies in, so that names and words keep away from it. */
  get classes(): string {
    const { block, inline } = this.#place;
    return `own-block-${block} own-inline-${inline}`;
  }

  hostUpdated(): void {
    if (!this.#focus) return;
    this.#host.renderRoot.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = null;
  }

  render(words: Localize, { preview, camera, picture }: DevicesSnapshot): TemplateResult {
    const { block, inline } = this.#place;
    if (this.#hidden) {
      return html`<div class="own away block-${block} inline-${inline}" part="own-picture">
        <button type="button" data-shows-own @click=${this.#show}>${stageIcons.person} ${words.term('showOwn')}</button>
      </div>`;
    }
    const shown = preview && camera.status === 'on' && camera.enabled;
    return html`<div
      class="own block-${block} inline-${inline}"
      part="own-picture"
      @pointerdown=${this.#take}
      @pointermove=${this.#pull}
      @pointerup=${this.#drop}
      @pointercancel=${this.#drop}
    >
      ${
        shown
          ? html`<visit-picture
              .stream=${preview}
              label=${words.term('ownPicture')}
              muted
              ?mirrored=${picture.facing !== 'environment'}
              ?cover=${picture.facing !== 'environment'}
            ></visit-picture>`
          : html`<p class="empty">${icons.cameraOff} ${words.term('cameraOff')}</p>`
      }
      <div class="own-buttons">
        <button type="button" aria-label=${words.term('movePicture')} @click=${this.#moveOn}>
          ${stageIcons.corners} ${words.term('move')}
        </button>
        <button type="button" aria-label=${words.term('hidePicture')} data-hides-own @click=${this.#hide}>
          ${stageIcons.away} ${words.term('hide')}
        </button>
      </div>
    </div>`;
  }

  get #place(): (typeof corners)[number] {
    return corners[this.#corner] ?? corners[0];
  }

  readonly #moveOn = (): void => {
    this.#corner = (this.#corner + 1) % corners.length;
    this.#host.requestUpdate();
  };

  readonly #hide = (): void => this.#turn(true, '[data-shows-own]');
  readonly #show = (): void => this.#turn(false, '[data-hides-own]');

  #turn(hidden: boolean, focus: string): void {
    this.#hidden = hidden;
    this.#focus = focus;
    this.#host.requestUpdate();
  }

  readonly #take = (event: PointerEvent): void => {
    if (event.button !== 0 || (event.target as Element).closest('button')) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.#drag = { pointer: event.pointerId, x: event.clientX, y: event.clientY, moved: false };
  };

  readonly #pull = (event: PointerEvent): void => {
    const drag = this.#drag;
    if (drag?.pointer !== event.pointerId) return;
    const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
    drag.moved ||= Math.hypot(x, y) > STIR;
    if (drag.moved) (event.currentTarget as HTMLElement).style.translate = `${x}px ${y}px`;
  };

  /** To the corner that it lies nearest to. */
  readonly #drop = (event: PointerEvent): void => {
    const drag = this.#drag;
    if (drag?.pointer !== event.pointerId) return;
    this.#drag = null;
    const own = event.currentTarget as HTMLElement;
    const box = own.parentElement;
    if (drag.moved && box && event.type === 'pointerup') {
      const [a, b] = [own.getBoundingClientRect(), box.getBoundingClientRect()];
      const isRight = a.left + a.right > b.left + b.right;
      const inline = isRight === (getComputedStyle(box).direction === 'ltr') ? 'end' : 'start';
      const block = a.top + a.bottom > b.top + b.bottom ? 'end' : 'start';
      this.#corner = corners.findIndex((corner) => corner.block === block && corner.inline === inline);
      this.#host.requestUpdate();
    }
    own.style.removeProperty('translate');
  };
}

import { svg, html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { createRef, ref, type Ref } from 'lit/directives/ref.js';

const STEPS = 24;
/** Above this a voice, not the room. */
const VOICE = 0.12;
/** This many frames of voice are somebody speaking, not a cough of the device. */
const FRAMES_OF_VOICE = 6;

/**
 * The bar that follows the voice. Reads `level()` with every frame and writes to the SVG itself, past Lit's rendering;
 * the loop ends when the bar is no longer rendered or the element is disconnected.
 */
export class LevelBar implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #level: () => number;
  readonly #bar: Ref<SVGSVGElement> = createRef();
  #request: number | null = null;
  #frames = 0;
  /** Somebody has been heard since `reset()`. */
  heard = false;

  constructor(host: ReactiveControllerHost, level: () => number) {
    this.#host = host;
    this.#level = level;
    host.addController(this);
  }

  /** Another microphone: has not been heard yet. */
  reset(): void {
    this.heard = false;
    this.#frames = 0;
  }

  hostUpdated(): void {
    if (this.#bar.value) this.#start();
    else this.#stop();
  }

  hostConnected(): void {
    if (this.#bar.value) this.#start();
  }

  hostDisconnected(): void {
    this.#stop();
  }

  /** Hidden from assistive technology, where numbers that never stand still help nobody: the words beside it say it. */
  render(): TemplateResult {
    return html`<svg
      ${ref(this.#bar)}
      class="level"
      viewBox="0 0 ${STEPS * 10 - 3} 12"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      ${Array.from({ length: STEPS }, (_, step) => svg`<rect x=${step * 10} y="0" width="7" height="12" rx="2" />`)}
    </svg>`;
  }

  #start(): void {
    if (this.#request !== null) return;
    const frame = (): void => {
      this.#request = requestAnimationFrame(frame);
      this.#show(this.#level());
    };
    this.#request = requestAnimationFrame(frame);
  }

  #stop(): void {
    if (this.#request !== null) cancelAnimationFrame(this.#request);
    this.#request = null;
  }

  #show(level: number): void {
    const lit = Math.round(Math.min(1, Math.max(0, level)) * STEPS);
    const steps = this.#bar.value?.children;
    for (let step = 0; step < (steps?.length ?? 0); step++) steps?.[step]?.classList.toggle('lit', step < lit);
    this.#frames = level > VOICE ? this.#frames + 1 : 0;
    if (!this.heard && this.#frames >= FRAMES_OF_VOICE) {
      this.heard = true;
      this.#host.requestUpdate();
    }
  }
}

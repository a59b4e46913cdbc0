import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The whole screen for the stage, where the browser gives it. */
export class StageWindow implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #listening = new AbortController();

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  get canFill(): boolean {
    return document.fullscreenEnabled && 'requestFullscreen' in this.#host;
  }

  get fills(): boolean {
    return this.canFill && this.#host.matches(':fullscreen');
  }

  get canFloat(): boolean {
    return document.pictureInPictureEnabled === true && 'requestPictureInPicture' in HTMLVideoElement.prototype;
  }

  hostConnected(): void {
    this.#listening = new AbortController();
    document.addEventListener('fullscreenchange', () => this.#host.requestUpdate(), { signal: this.#listening.signal });
  }

  hostDisconnected(): void {
    this.#listening.abort();
  }

  /** Refused where the page may not: then all stays as it is. */
  readonly toggle = (): void => {
    (this.fills ? document.exitFullscreen() : this.#host.requestFullscreen()).catch(() => {});
  };
}

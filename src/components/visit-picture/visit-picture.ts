import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { createRef, ref, type Ref } from 'lit/directives/ref.js';
import { packageVersion } from '../package-version.ts';
import { tokens } from '../../styles/tokens.styles.ts';
import { pictureStyles } from './visit-picture.styles.ts';

/**
 * One moving picture with its sound: plays a stream, plays on after a move in the DOM, tells when frames reach the
 * screen and when the browser refuses to play sound. Used by the other elements.
 *
 * @event picture-blocked - The browser wants a press of a button before it plays sound; call `play()` from one.
 * @event picture-playing - It plays, with the sound that it has.
 * @csspart video - The `<video>`.
 */
export class VisitPicture extends LitElement {
  static readonly packageVersion: string = packageVersion;
  static override styles = [tokens, pictureStyles];
  static override properties = {
    stream: { attribute: false },
    onFrame: { attribute: false },
    label: {},
    muted: { type: Boolean },
    mirrored: { type: Boolean, reflect: true },
    cover: { type: Boolean, reflect: true },
  };

  declare stream: MediaStream | null;
  /** Called for every frame that reaches the screen. Not in a hidden page, where none does. */
  declare onFrame: (() => void) | null;
  /** What the picture shows, in words. */
  declare label: string;
  declare muted: boolean;
  declare mirrored: boolean;
  /** Fills its box and cuts what is outside; else the whole picture is seen. */
  declare cover: boolean;

  readonly #video: Ref<HTMLVideoElement> = createRef();
  #frameRequest: number | null = null;

  constructor() {
    super();
    this.stream = null;
    this.onFrame = null;
    this.label = '';
    this.muted = false;
    this.mirrored = false;
    this.cover = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A media element that is taken out of a document pauses, and stays so when it comes back.
    if (this.hasUpdated) {
      void this.play();
      this.#watchFrames();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatchFrames();
  }

  /** Plays, with sound unless muted. From a press of a button it plays where it was blocked before. */
  async play(): Promise<void> {
    const video = this.#video.value;
    if (!video?.srcObject) return;
    video.muted = this.muted;
    try {
      await video.play();
    } catch (error) {
      // AbortError: the stream was changed while it started; the next one plays by itself.
      if ((error as DOMException).name === 'NotAllowedError') await this.#playSilently(video);
    }
  }

  /** What browsers refuse before a press is sound; the picture need not wait for it. */
  async #playSilently(video: HTMLVideoElement): Promise<void> {
    video.muted = true;
    if (this.stream && this.stream.getAudioTracks().length > 0 && !this.muted) this.dispatchEvent(new Event('picture-blocked'));
    await video.play().catch(() => {});
  }

  protected override render(): TemplateResult {
    return html`<video
      ${ref(this.#video)}
      part="video"
      autoplay
      playsinline
      disablepictureinpicture
      aria-label=${this.label}
      .muted=${this.muted}
      .srcObject=${this.stream}
      @playing=${this.#playing}
    ></video>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('stream')) void this.play();
    if (changed.has('stream') || changed.has('onFrame')) this.#watchFrames();
  }

  readonly #playing = (): void => {
    const silenced = this.#video.value?.muted !== this.muted && (this.stream?.getAudioTracks().length ?? 0) > 0;
    if (!silenced) this.dispatchEvent(new Event('picture-playing'));
    // Where frames cannot be watched, playing is the nearest there is to a frame.
    if (this.#video.value && !('requestVideoFrameCallback' in this.#video.value)) this.onFrame?.();
  };

  #watchFrames(): void {
    this.#unwatchFrames();
    const video = this.#video.value;
    if (!video || !this.onFrame || !this.stream || !('requestVideoFrameCallback' in video)) return;
    const frame = (): void => {
      this.#frameRequest = video.requestVideoFrameCallback(frame);
      this.onFrame?.();
    };
    this.#frameRequest = video.requestVideoFrameCallback(frame);
  }

  #unwatchFrames(): void {
    if (this.#frameRequest !== null) this.#video.value?.cancelVideoFrameCallback(this.#frameRequest);
    this.#frameRequest = null;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-picture': VisitPicture;
  }
}

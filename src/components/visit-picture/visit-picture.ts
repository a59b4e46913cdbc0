import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { createRef, ref, type Ref } from 'lit/directives/ref.js';
import { packageVersion } from '../package-version.ts';
import { tokens } from '../../styles/tokens.styles.ts';
import { pictureStyles } from './visit-picture.styles.ts';

/**
 * One moving picture with its sound: plays a stream, plays on after a move in the DOM, tells when frames reach the
 * screen and when the browser refuses to play sound. Used by the other elements. Another stream in the place of the one before
 * shows the last picture until it has one of its own.
 *
 * Sound has an element of its own: a `<video>` is silent until its first frame, and a person without a camera has none.
 *
 * @event picture-blocked - The browser wants a press of a button before it plays sound; call `play()` from one.
 * @event picture-playing - The sound plays.
 * @csspart video - The `<video>`.
 */
export class VisitPicture extends LitElement {
  static readonly packageVersion: string = packageVersion;
  static override styles = [tokens, pictureStyles];
  static override properties = {
    stream: { attribute: false },
    onFrame: { attribute: false },
    label: {},
    speaker: {},
    muted: { type: Boolean },
    mirrored: { type: Boolean, reflect: true },
    cover: { type: Boolean, reflect: true },
    dimmed: { type: Boolean, reflect: true },
  };

  declare stream: MediaStream | null;
  /** Called for every frame that reaches the screen. Not in a hidden page, where none does. */
  declare onFrame: (() => void) | null;
  /** What the picture shows, in words. */
  declare label: string;
  /** Through which device it is heard, an id; `''`: where the system has it. Only where the browser can choose. */
  declare speaker: string;
  declare muted: boolean;
  declare mirrored: boolean;
  /** Fills its box and cuts what is outside; else the whole picture is seen. */
  declare cover: boolean;
  /** What is seen is not what is now. */
  declare dimmed: boolean;

  readonly #video: Ref<HTMLVideoElement> = createRef();
  readonly #audio: Ref<HTMLAudioElement> = createRef();
  readonly #lastFrame: Ref<HTMLCanvasElement> = createRef();
  /** The last picture of the stream before lies over the video until this one has a picture of its own. */
  #bridging = false;
  #tracks: { readonly video: MediaStream | null; readonly audio: MediaStream | null } = { video: null, audio: null };
  #frameRequest: number | null = null;
  /** On their way to another speaker. */
  readonly #routing = new WeakSet<HTMLAudioElement>();

  constructor() {
    super();
    this.stream = null;
    this.onFrame = null;
    this.label = '';
    this.speaker = '';
    this.muted = false;
    this.mirrored = false;
    this.cover = false;
    this.dimmed = false;
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

  /** Plays picture and sound. From a press of a button it plays sound where it was blocked before. */
  async play(): Promise<void> {
    // Not waited for: a video starts with its first frame, which may never come.
    void start(this.#video.value);
    await this.#playSound();
  }

  /** There is a picture that may be shown in a small window of its own. */
  get canFloat(): boolean {
    const video = this.#video.value;
    return document.pictureInPictureEnabled === true && (video?.readyState ?? 0) >= HTMLMediaElement.HAVE_METADATA;
  }

  /** Is in a small window of its own now. */
  get floats(): boolean {
    const video = this.#video.value;
    return video !== undefined && this.shadowRoot?.pictureInPictureElement === video;
  }

  /**
   * Into a small window above all others, or back (Picture-in-Picture); from a press of a button. False where the browser
   * did neither.
   */
  async float(): Promise<boolean> {
    const video = this.#video.value;
    if (!video) return false;
    const done = (): boolean => true;
    if (this.floats) return document.exitPictureInPicture().then(done, () => false);
    // Only so: browsers put a button of their own on every picture that allows it.
    video.disablePictureInPicture = false;
    video.addEventListener('leavepictureinpicture', () => (video.disablePictureInPicture = true), { once: true });
    return video.requestPictureInPicture().then(done, () => !(video.disablePictureInPicture = true));
  }

  async #playSound(): Promise<void> {
    const outcome = await start(this.#audio.value);
    if (outcome === 'refused') this.dispatchEvent(new Event('picture-blocked'));
    if (outcome === 'playing') this.dispatchEvent(new Event('picture-playing'));
  }

  async #route(): Promise<void> {
    const audio = this.#audio.value;
    if (!audio || !('setSinkId' in audio) || this.#routing.has(audio)) return;
    this.#routing.add(audio);
    // One after the other, as the browser answers several in any order.
    for (let speaker = audio.sinkId; speaker !== this.speaker;) {
      ({ speaker } = this);
      // A device that has gone meanwhile: the system then plays where it can, and the choice is mended elsewhere.
      await audio.setSinkId(speaker).catch(() => {});
    }
    this.#routing.delete(audio);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('stream') && !changed.has('muted')) return;
    const video = streamOf(this.stream?.getVideoTracks(), this.#tracks.video);
    if (video !== this.#tracks.video) this.#keepLastFrame();
    this.#tracks = {
      video,
      audio: this.muted ? null : streamOf(this.stream?.getAudioTracks(), this.#tracks.audio),
    };
  }

  protected override render(): TemplateResult {
    // `live`: a media element stops when it is given a stream, even the one that it has.
    return html`<video
        ${ref(this.#video)}
        part="video"
        playsinline
        disablepictureinpicture
        aria-label=${this.label}
        .muted=${true}
        .srcObject=${live(this.#tracks.video)}
        @playing=${this.#playing}
        @loadeddata=${this.#onFirstFrame}
      ></video>
      <canvas ${ref(this.#lastFrame)} aria-hidden="true" ?hidden=${!this.#bridging}></canvas>
      ${this.muted ? nothing : html`<audio ${ref(this.#audio)} .srcObject=${live(this.#tracks.audio)}></audio>`}`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('speaker') || changed.has('muted')) void this.#route();
    if (changed.has('stream') || changed.has('muted')) void this.play();
    if (changed.has('stream') || changed.has('onFrame')) this.#watchFrames();
  }

  /** A `<video>` is black from the moment it is given another stream. */
  #keepLastFrame(): void {
    const video = this.#video.value;
    const canvas = this.#lastFrame.value;
    if (!video || !canvas || video.videoWidth === 0 || video.readyState < video.HAVE_CURRENT_DATA) return;
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    this.#bridging = true;
  }

  readonly #onFirstFrame = (): void => {
    if (!this.#bridging) return;
    this.#bridging = false;
    this.requestUpdate();
  };

  readonly #playing = (): void => {
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

/** The same stream as before where the tracks are. */
function streamOf(tracks: MediaStreamTrack[] = [], before: MediaStream | null): MediaStream | null {
  if (tracks.length === 0) return null;
  const known = before?.getTracks() ?? [];
  return known.length === tracks.length && known.every((track, i) => track === tracks[i])
    ? before
    : new MediaStream(tracks);
}

async function start(element: HTMLMediaElement | undefined): Promise<'playing' | 'refused' | 'nothing'> {
  if (!element?.srcObject) return 'nothing';
  try {
    await element.play();
    return 'playing';
  } catch (error) {
    // AbortError: the stream was changed while it started; the next one is played by itself.
    return (error as DOMException).name === 'NotAllowedError' ? 'refused' : 'nothing';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visit-picture': VisitPicture;
  }
}

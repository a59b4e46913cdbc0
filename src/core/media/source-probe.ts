import type { SourceProbe, SourceReading } from './source-watch.ts';

/**
 * Digital silence: every sample is zero, or was before the browser's treatment of noise and echo, which lets zero fade in
 * slowly. Amplitude, relative to full scale. A quiet room is not so: the least that a microphone of 16 bits can tell is
 * 1e-5 after that treatment.
 */
const SILENCE = 1e-7;

/**
 * Whether there is any sound at all. A quiet room is not silent, as every microphone has noise of its own. The samples
 * are looked at and let go; nothing is played.
 */
export class SoundProbe implements SourceProbe {
  // Without an output of its own, where the browser knows that: no sound device is kept awake for it.
  readonly #context = new AudioContext({ latencyHint: 'playback', sinkId: { type: 'none' } } as AudioContextOptions);
  readonly #source: MediaStreamAudioSourceNode;
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;

  constructor(track: MediaStreamTrack) {
    this.#source = this.#context.createMediaStreamSource(new MediaStream([track]));
    this.#analyser = this.#context.createAnalyser();
    // A third of a second at 48 kHz: longer than the time between two readings, so that nothing goes unheard.
    this.#analyser.fftSize = 16_384;
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#source.connect(this.#analyser);
  }

  read(): SourceReading {
    if (this.#context.state !== 'running' || document.visibilityState !== 'visible') return null;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return this.#samples.some((sample) => Math.abs(sample) > SILENCE) ? 'alive' : 'silent';
  }

  close(): void {
    this.#source.disconnect();
    void this.#context.close();
  }
}

const SIDE_PX = 16;

/**
 * A picture that is black in every point looked at, or does not change to a new frame. A dark room is not black, as every
 * camera has noise of its own. A few points of the frame are looked at and let go.
 */
export class PictureProbe implements SourceProbe {
  readonly #video = document.createElement('video');
  readonly #canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D | null;
  #frames: number | null = null;
  /** Frames that the browser told of one by one. */
  #told = 0;
  /** Which frame to come it was asked to tell of. */
  #asked: number | null = null;

  constructor(track: MediaStreamTrack) {
    this.#canvas.width = this.#canvas.height = SIDE_PX;
    this.#context = this.#canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    // Points of the picture, and no mean of many, in which the noise of the dark would be lost.
    if (this.#context) this.#context.imageSmoothingEnabled = false;
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.#video.srcObject = new MediaStream([track]);
    // Refused in a page that is hidden: then no frame comes, and nothing is told.
    this.#video.play().catch(() => {});
  }

  read(): SourceReading {
    if (document.visibilityState !== 'visible' || this.#video.paused) {
      this.#frames = null;
      return null;
    }
    const before = this.#frames;
    this.#frames = this.#count();
    if (before === null || this.#frames === null) return null;
    if (before === this.#frames) return 'frozen';
    return this.#isBlack() ? 'black' : 'alive';
  }

  close(): void {
    if (this.#asked !== null) this.#video.cancelVideoFrameCallback(this.#asked);
    this.#video.pause();
    this.#video.srcObject = null;
    this.#context?.clearRect(0, 0, SIDE_PX, SIDE_PX);
  }

  /**
   * Grows when a frame has come since the last count; null where nobody counts. Firefox counts none of a track's frames
   * (`totalVideoFrames` stays 0), and is asked to tell of the next one. The others count: they tell of none where the page
   * is in a frame that is scrolled out of view.
   */
  #count(): number | null {
    const { totalVideoFrames } = this.#video.getVideoPlaybackQuality();
    if (totalVideoFrames > 0) return totalVideoFrames + this.#told;
    if (!('requestVideoFrameCallback' in this.#video)) return null;
    this.#asked ??= this.#video.requestVideoFrameCallback(() => {
      this.#told++;
      this.#asked = null;
    });
    return this.#told;
  }

  #isBlack(): boolean {
    if (!this.#context) return false;
    this.#context.drawImage(this.#video, 0, 0, SIDE_PX, SIDE_PX);
    const { data } = this.#context.getImageData(0, 0, SIDE_PX, SIDE_PX);
    return data.every((value, index) => index % 4 === 3 || value === 0);
  }
}

/** How a picture looks; each 0…1. */
export interface PictureReading {
  /** Of the whole, and of the middle, where a face would be. */
  readonly brightness: number;
  readonly middle: number;
  /** How much the points differ from each other (standard deviation); a lens that is covered shows one colour. */
  readonly contrast: number;
}

/** Looks at a track's picture. Keeps nothing of it. */
export interface PictureLook {
  /** Null before the first frame, and in a page that is hidden. */
  read(): PictureReading | null;
  close(): void;
}

const WIDTH = 32;
const HEIGHT = 24;

/** A few points of each frame, each the mean of those around it, are looked at and let go. */
export class BrowserPictureLook implements PictureLook {
  readonly #video = document.createElement('video');
  readonly #canvas = document.createElement('canvas');
  readonly #context: CanvasRenderingContext2D | null;

  constructor(track: MediaStreamTrack) {
    this.#canvas.width = WIDTH;
    this.#canvas.height = HEIGHT;
    this.#context = this.#canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.#video.srcObject = new MediaStream([track]);
    this.#video.play().catch(() => {});
  }

  read(): PictureReading | null {
    if (!this.#context || this.#video.readyState < 2 || document.visibilityState !== 'visible') return null;
    this.#context.drawImage(this.#video, 0, 0, WIDTH, HEIGHT);
    return readPicture(this.#context.getImageData(0, 0, WIDTH, HEIGHT));
  }

  close(): void {
    this.#video.pause();
    this.#video.srcObject = null;
    this.#context?.clearRect(0, 0, WIDTH, HEIGHT);
  }
}

/** Luma of RGBA points, as ITU-R BT.601 weighs them. */
export function readPicture({ data, width, height }: Pick<ImageData, 'data' | 'width' | 'height'>): PictureReading {
  const all: number[] = [];
  const middle: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x);
      const luma = (0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)) / 255;
      all.push(luma);
      if (Math.abs(x / width - 0.5) < 0.2 && Math.abs(y / height - 0.5) < 0.25) middle.push(luma);
    }
  }
  const brightness = mean(all);
  return {
    brightness,
    middle: mean(middle),
    contrast: Math.sqrt(mean(all.map((luma) => (luma - brightness) ** 2))),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

import type { PictureChoice, PictureShape } from '../gateway/gateway.ts';
import { MOST, TRIED_WITH } from './picture-budget.ts';

/** How wide a picture is worth its bits: from so many bit/s on, px. */
const STEPS = [
  { from: 900_000, width: 1280 },
  { from: 500_000, width: 960 },
  { from: 250_000, width: 640 },
  { from: 160_000, width: 480 },
  { from: 0, width: 320 },
] as const;
/** In steps like those above, where detail counts and movement does not. With half the frames each may be larger. */
const SHARP_WIDTHS = [1920, 1280, 960, 640, 480] as const;
/** Over a line that loses packets a picture is no wider: a few packets each, so that most get through whole. */
export const LOSSY_STEP = 3;
/** px */
const SMALL_WIDTH = 320;
/** Of several others each has so much, or only the small copy is worth while, bit/s. */
const LARGE_FROM = 250_000;
/** Where there is hardly room for sound, this much of it is understood well: Opus, wideband speech (RFC 6716, 2.1.1), bit/s. */
const LEAN_SOUND = 20_000;
/** More than a step needs, before it is taken upwards; so that it does not go up and down. */
const MARGIN = 1.25;

/** The step of `STEPS` for what there is, bit/s; near its edge the one that was taken before. */
export function nextStep(step: number, available: number): number {
  const fits = (margin: number): number => STEPS.findIndex(({ from }) => available >= from * margin);
  return Math.min(Math.max(step, fits(1)), fits(MARGIN));
}

/**
 * Bit rate first gives way, then size; never the frame rate, as hands that sign need it. `isSharp`: something is shown to
 * the camera, which gives half the frames for it.
 */
export function shapeOf(
  bitrate: number,
  step: number,
  cameraWidth: number | null,
  { withSmall = false, isStarting = false, isSharp = false } = {},
): PictureShape {
  const width = isSharp ? (SHARP_WIDTHS[step] ?? 480) : (STEPS[step] as (typeof STEPS)[number]).width;
  return {
    active: bitrate > 0,
    maxBitrate: bitrate > 0 && bitrate < MOST ? Math.round(bitrate) : null,
    shrink: Math.max(1, (cameraWidth ?? width) / width),
    keepsSize: isStarting || isSharp || step === STEPS.length - 1,
    soundBitrate: bitrate <= TRIED_WITH ? LEAN_SOUND : null,
    small: withSmall ? { shrink: Math.max(1, (cameraWidth ?? SMALL_WIDTH) / SMALL_WIDTH) } : null,
  };
}

/** Which pictures of several others a page takes, when it can take so much of each, bit/s. */
export function choiceOf(before: PictureChoice, each: number): PictureChoice {
  if (each === 0) return 'none';
  return each >= (before === 'large' ? LARGE_FROM : LARGE_FROM * MARGIN) ? 'large' : 'small';
}

import {
  failed,
  openTrack,
  passed,
  warned,
  type CheckOutcome,
  type CheckRun,
  type DeviceParts,
} from './check-parts.ts';
import type { PictureReading } from './picture-look.ts';
import type { SourceReading } from '../media/source-watch.ts';

const LOOK_EVERY_MS = 250;
/** The picture is looked at for so long at least: cameras take a moment to find the right brightness. */
const READINGS = 6;
/** Where nothing can be told, as in a page that is hidden, it is given up, ms. */
const LIMIT_MS = 15_000;

/** Hardly anything differs from anything: something lies over the lens. A bare wall in even light shows more. */
const COVERED_CONTRAST = 0.015;
const DARK = 0.16;
/** The middle is darker than this, and the rest brighter by so much: light from behind. */
const BACKLIT_MIDDLE = 0.3;
const BACKLIT_BY = 0.3;

/** Whether the camera can be had, gives a picture, and shows something on it. */
export async function checkCamera(parts: DeviceParts, run: CheckRun): Promise<CheckOutcome> {
  const track = await openTrack(parts.media, 'camera', run);
  if ('status' in track) return track;
  run.step('looking');
  const probe = parts.environment.probe(track);
  const look = parts.look(track);
  try {
    const begun = parts.clock.elapsed();
    const readings: SourceReading[] = [];
    let picture: PictureReading | null = null;
    while (readings.length < READINGS) {
      if (parts.clock.elapsed() - begun > LIMIT_MS) return failed('frozen');
      await parts.clock.sleep(LOOK_EVERY_MS, run.signal);
      const reading = probe?.read() ?? null;
      if (reading !== null) readings.push(reading);
      picture = look?.read() ?? picture;
      // A frame or two may be missing or black at the start.
      if (reading === 'alive' && readings.some((before) => before !== 'alive')) readings.splice(0, Infinity, reading);
    }
    const [last] = readings.slice(-1);
    if (last === 'black' || last === 'frozen') return failed(last);
    return picture ? judge(picture) : passed;
  } finally {
    probe?.close();
    look?.close();
  }
}

function judge({ brightness, contrast, middle }: PictureReading): CheckOutcome {
  if (contrast < COVERED_CONTRAST) return warned('covered');
  if (brightness < DARK) return warned('dark');
  if (middle < BACKLIT_MIDDLE && brightness - middle > BACKLIT_BY) return warned('backlit');
  return passed;
}

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

export type FakeRole = 'patient' | 'clinician';

/** What a role's camera and microphone give. */
export interface FakeMedia {
  /** Path of a YUV4MPEG2 file: 640×480, 30 frames/s, or 10. */
  readonly video: string;
  /** Path of a WAV file: 48 kHz, mono. */
  readonly audio: string;
}

const directory = resolve(import.meta.dirname, '..', '..', '.cache', 'fake-media-1');
const width = 640;
const height = 480;
const framesPerSecond = 30;
/** Both files begin anew after this, and nothing jumps when they do. */
const seconds = 4;
const frames = seconds * framesPerSecond;
const sampleRate = 48_000;

/** Chroma of the picture and pitch of the voice (Hz), so that the two can be told apart. */
const looks: Readonly<Record<FakeRole, { u: number; v: number; pitch: number }>> = {
  patient: { u: 110, v: 150, pitch: 190 },
  clinician: { u: 150, v: 105, pitch: 120 },
};

/** Makes the files once; returns where they are. `slow`: a third of the frames, for tests that judge no moving picture. */
export async function fakeMedia(role: FakeRole, { slow = false } = {}): Promise<FakeMedia> {
  const media = { video: join(directory, `${role}${slow ? '-slow' : ''}.y4m`), audio: join(directory, `${role}.wav`) };
  await mkdir(directory, { recursive: true });
  if (!(await exists(media.video)))
    await writeAside(media.video, (draft) => writePicture(draft, looks[role], slow ? 3 : 1));
  if (!(await exists(media.audio)))
    await writeAside(media.audio, (draft) => writeFile(draft, voice(looks[role].pitch)));
  return media;
}

async function writeAside(file: string, write: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await write(draft);
  await rename(draft, file);
}

/** Moving bars, a counter, and the frame's number as eight black or white fields at the bottom, lowest bit first. */
async function writePicture(file: string, { u, v }: { u: number; v: number }, step: number): Promise<void> {
  const out = createWriteStream(file);
  out.write(`YUV4MPEG2 W${width} H${height} F${framesPerSecond / step}:1 Ip A1:1 C420\n`);
  const luma = Buffer.alloc(width * height);
  const chroma = Buffer.concat([Buffer.alloc((width * height) / 4, u), Buffer.alloc((width * height) / 4, v)]);
  const row = Buffer.alloc(width);
  for (let frame = 0; frame < frames; frame += step) {
    for (let x = 0; x < width; x += 1) {
      const phase = (x / width + frame / frames) * Math.PI * 2;
      row[x] = Math.round(128 + 50 * Math.sin(phase * 4) + 25 * Math.sin(phase * 9));
    }
    for (let y = 0; y < height; y += 1) row.copy(luma, y * width);
    drawNumber(luma, frame);
    drawBits(luma, frame);
    out.write('FRAME\n');
    out.write(Buffer.from(luma));
    if (!out.write(chroma)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

function fill(luma: Buffer, x: number, y: number, w: number, h: number, value: number): void {
  for (let line = y; line < y + h; line += 1) luma.fill(value, line * width + x, line * width + x + w);
}

/** Segments a–g of each digit. */
const digits = ['abcdef', 'bc', 'abdeg', 'abcdg', 'bcfg', 'acdfg', 'acdefg', 'abc', 'abcdefg', 'abcdfg'];
const segments: Readonly<Record<string, readonly [number, number, number, number]>> = {
  a: [0, 0, 80, 16],
  b: [64, 0, 16, 80],
  c: [64, 64, 16, 80],
  d: [0, 128, 80, 16],
  e: [0, 64, 16, 80],
  f: [0, 0, 16, 80],
  g: [0, 64, 80, 16],
};

function drawNumber(luma: Buffer, frame: number): void {
  [...String(frame).padStart(3, '0')].forEach((digit, index) => {
    for (const name of digits[Number(digit)] ?? '') {
      const [x, y, w, h] = segments[name] ?? [0, 0, 0, 0];
      fill(luma, 160 + index * 120 + x, 130 + y, w, h, 235);
    }
  });
}

function drawBits(luma: Buffer, frame: number): void {
  for (let bit = 0; bit < 8; bit += 1)
    fill(luma, bit * (width / 8), height - 60, width / 8, 60, (frame >> bit) & 1 ? 235 : 16);
}

/** A hum with overtones that swells four times a second, as speech does. */
function voice(pitch: number): Buffer {
  const samples = seconds * sampleRate;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let index = 0; index < samples; index += 1) {
    const time = index / sampleRate;
    const swell = 0.55 - 0.45 * Math.cos(time * Math.PI * 2 * 4);
    const tone = [1, 2, 3, 5].reduce(
      (sum, overtone) => sum + Math.sin(time * Math.PI * 2 * pitch * overtone) / overtone,
      0,
    );
    wav.writeInt16LE(Math.round(tone * swell * 7_000), 44 + index * 2);
  }
  return wav;
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

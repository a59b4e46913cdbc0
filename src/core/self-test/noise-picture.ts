/** Firefox holds a smaller picture below 500 kbit/s, whatever the line carries. */
const WIDTH = 480;
const HEIGHT = 288;
const FRAMES_PER_SECOND = 12;

/** A picture that cannot be made smaller without loss: a line that has room for it is filled by it. */
export interface NoisePicture {
  readonly track: MediaStreamTrack;
  close(): void;
}

/** Draws noise in shades of grey; nothing of the person or the room. */
export function noisePicture(): NoisePicture {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext('2d', { alpha: false });
  const [track] = canvas.captureStream(FRAMES_PER_SECOND).getVideoTracks();
  if (!context || !track) throw new Error('the browser draws no picture');
  const image = context.createImageData(WIDTH, HEIGHT);
  const pixels = new Uint32Array(image.data.buffer);
  const noise = new Uint8Array(pixels.length);
  const draw = (): void => {
    // The most that is given at once, bytes (W3C WebCrypto, getRandomValues).
    for (let at = 0; at < noise.length; at += 65_536) crypto.getRandomValues(noise.subarray(at, at + 65_536));
    for (let at = 0; at < pixels.length; at++) pixels[at] = 0xff000000 | ((noise[at] ?? 0) * 0x010101);
    context.putImageData(image, 0, 0);
  };
  draw();
  const timer = setInterval(draw, 1000 / FRAMES_PER_SECOND);
  return {
    track,
    close() {
      clearInterval(timer);
      track.stop();
    },
  };
}

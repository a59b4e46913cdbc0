import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPicture } from './picture-look.ts';

/** A picture whose points have the grey that `shade` says, 0…255. */
function draw(shade: (x: number, y: number) => number): Pick<ImageData, 'data' | 'width' | 'height'> {
  const [width, height] = [32, 24];
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.fill(shade(x, y), 4 * (y * width + x), 4 * (y * width + x) + 3);
  return { data, width, height };
}

test('one colour has no contrast, however bright', () => {
  for (const shade of [0, 40, 200]) {
    const { brightness, contrast } = readPicture(draw(() => shade));
    assert.ok(Math.abs(brightness - shade / 255) < 0.01);
    assert.ok(contrast < 0.001);
  }
});

test('the middle is told apart from what is around it', () => {
  const backlit = readPicture(draw((x, y) => (Math.abs(x - 16) < 7 && Math.abs(y - 12) < 7 ? 20 : 230)));
  assert.ok(backlit.middle < 0.1, String(backlit.middle));
  assert.ok(backlit.brightness > 0.6);
  assert.ok(backlit.contrast > 0.2);
});

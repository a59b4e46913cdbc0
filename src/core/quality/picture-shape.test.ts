import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LEAST, MOST, TRIED_WITH } from './picture-budget.ts';
import { choiceOf, nextStep, shapeOf } from './picture-shape.ts';

describe('the shape of the picture', () => {
  test('is the camera’s own while there is room', () => {
    assert.deepEqual(shapeOf(MOST, nextStep(0, MOST), 1280), {
      active: true,
      maxBitrate: null,
      shrink: 1,
      keepsSize: false,
      small: null,
      soundBitrate: null,
    });
  });

  test('gets smaller with the bit rate, down to 320 wide', () => {
    const widths = [1_500_000, 700_000, 300_000, 200_000, 60_000].map(
      (bitrate) => 1280 / shapeOf(bitrate, nextStep(0, bitrate), 1280).shrink,
    );
    assert.deepEqual(widths, [1280, 960, 640, 480, 320]);
    assert.equal(shapeOf(60_000, nextStep(0, 60_000), 1280).keepsSize, true);
  });

  test('a small camera’s picture is never made larger', () => {
    assert.equal(shapeOf(300_000, nextStep(0, 300_000), 320).shrink, 1);
  });

  test('of what is shown to the camera the picture is larger, at the same bit rate', () => {
    const sharp = (bitrate: number) => shapeOf(bitrate, nextStep(0, bitrate), 1920, { isSharp: true });
    assert.deepEqual(
      [1_500_000, 700_000, 300_000, 200_000, 60_000].map((bitrate) => Math.round(1920 / sharp(bitrate).shrink)),
      [1920, 1280, 960, 640, 480],
    );
    assert.deepEqual([sharp(MOST).keepsSize, sharp(300_000).maxBitrate, sharp(0).active], [true, 300_000, false]);
  });

  test('near an edge the size stays what it was', () => {
    const down = nextStep(1, 499_000);
    assert.equal(down, 2);
    assert.equal(nextStep(down, 510_000), down, 'not up again at once');
    assert.equal(nextStep(down, 630_000), 1);
  });

  test('without room it is held back, and the sound takes less while it is, and while it is tried', () => {
    assert.equal(shapeOf(0, nextStep(0, 0), 1280).active, false);
    assert.deepEqual(
      [0, TRIED_WITH, LEAST, MOST].map((bitrate) => shapeOf(bitrate, nextStep(0, bitrate), 1280).soundBitrate),
      [20_000, 20_000, null, null],
    );
  });

  test('a small copy goes beside it where it is asked for', () => {
    assert.deepEqual(shapeOf(MOST, 0, 1280, { withSmall: true }).small, { shrink: 4 });
    assert.deepEqual(shapeOf(MOST, 0, 160, { withSmall: true }).small, { shrink: 1 });
  });

  test('of several others: the large pictures, the small ones, or none, and not to and fro', () => {
    assert.equal(choiceOf('large', 300_000), 'large');
    assert.equal(choiceOf('large', 200_000), 'small');
    assert.equal(choiceOf('small', 270_000), 'small');
    assert.equal(choiceOf('small', 400_000), 'large');
    assert.equal(choiceOf('small', 0), 'none');
  });
});

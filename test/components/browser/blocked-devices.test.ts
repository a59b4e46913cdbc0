import type { DeviceUse } from '../../../src/core/media/devices-snapshot.ts';
import { LocalMedia } from '../../../src/core/media/local-media.ts';
import { browserMedia } from '../../../src/core/media/media-environment.ts';
import { assert, describe, it, mount } from '../harness.ts';

/** What becomes of camera and microphone in a frame whose page allows it this much. */
async function openedIn(allow: string): Promise<string[]> {
  const frame = document.createElement('iframe');
  frame.allow = allow;
  frame.title = 'a visit in a frame';
  mount(frame);
  const inner = frame.contentWindow as (Window & typeof globalThis) | null;
  assert.ok(inner);
  // The frame's own browser, seen by its own policy.
  const policy = (inner.document as { featurePolicy?: { allowsFeature(name: string): boolean } }).featurePolicy;
  const media = new LocalMedia({
    ...browserMedia(),
    devices: inner.navigator.mediaDevices,
    memory: { recall: () => null, remember: () => {}, releasedSince: () => null, keepReleased: () => {} },
    allowedByPolicy: (feature) => policy?.allowsFeature(feature) ?? true,
  });
  await media.open();
  const told = (use: DeviceUse): string => (use.status === 'failed' ? use.error.code : use.status);
  const { camera, microphone } = media.store.get();
  media.close();
  return [told(camera), told(microphone)];
}

describe('a frame whose page does not let devices through (N05)', () => {
  it('is told apart from a person who says no, for each device', async () => {
    assert.deepEqual(await openedIn("camera 'none'; microphone 'none'"), ['blocked-by-policy', 'blocked-by-policy']);
    assert.deepEqual(await openedIn("camera 'none'"), ['blocked-by-policy', 'on']);
    assert.deepEqual(await openedIn(''), ['on', 'on'], 'of the same origin, so nothing has to be let through');
  });
});

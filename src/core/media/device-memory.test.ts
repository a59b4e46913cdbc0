import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rememberInBrowser } from './device-memory.ts';

function storage(): { kept: Map<string, string>; of: () => Storage } {
  const kept = new Map<string, string>();
  const fake = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return { kept, of: () => fake as unknown as Storage };
}
const device = { id: 'a1', label: 'Jabra', groupId: 'g', isDefault: true };

test('id and label are kept, and nothing else', () => {
  const { kept, of } = storage();
  const memory = rememberInBrowser(of);
  memory.remember('microphone', device);
  assert.deepEqual([...kept.values()], ['{"microphone":{"id":"a1","label":"Jabra"}}']);
  assert.equal(memory.recall('microphone')?.id, 'a1');
  assert.equal(memory.recall('camera'), null);
  memory.remember('microphone', null);
  assert.equal(memory.recall('microphone'), null);
});

test('a storage that is closed, or holds something else, is as an empty one', () => {
  const closed = rememberInBrowser(() => {
    throw new DOMException('', 'SecurityError');
  });
  closed.remember('camera', device);
  assert.equal(closed.recall('camera'), null);
  for (const text of ['null', '7', '{', '{"camera":3}', '{"camera":{"id":1}}']) {
    const { kept, of } = storage();
    kept.set('video-visit/devices', text);
    assert.equal(rememberInBrowser(of).recall('camera'), null);
  }
});

test('that the microphone is released is kept for the tab alone: a time, and nothing when it is back', () => {
  const [browser, tab] = [storage(), storage()];
  const memory = rememberInBrowser(browser.of, tab.of);
  assert.equal(memory.releasedSince(), null);
  memory.keepReleased(1_700_000_000_000);
  assert.equal(memory.releasedSince(), 1_700_000_000_000);
  assert.deepEqual([[...tab.kept.values()], browser.kept.size], [['1700000000000'], 0]);
  memory.keepReleased(null);
  assert.deepEqual([memory.releasedSince(), tab.kept.size], [null, 0]);
  const closed = rememberInBrowser(browser.of, () => {
    throw new DOMException('', 'SecurityError');
  });
  closed.keepReleased(1);
  assert.equal(closed.releasedSince(), null);
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Store } from './store.ts';

describe('store', () => {
  test('holds a frozen snapshot', () => {
    const store = new Store({ count: 1 });
    assert(Object.isFrozen(store.get()));
    store.set({ count: 2 });
    assert.deepEqual(store.get(), { count: 2 });
    assert(Object.isFrozen(store.get()));
  });

  test('tells of a change, not at once, and not of the same object', () => {
    const store = new Store({ count: 1 });
    const heard: number[] = [];
    store.subscribe(({ count }) => heard.push(count));
    assert.deepEqual(heard, []);
    store.set({ count: 2 });
    store.set(store.get());
    assert.deepEqual(heard, [2]);
  });

  test('ends by the function or by the signal, and leaves nothing', () => {
    const store = new Store({});
    const life = new AbortController();
    const end = store.subscribe(() => assert.fail('it has ended'));
    store.subscribe(() => assert.fail('it has ended'), { signal: life.signal });
    assert.equal(store.listenerCount, 2);
    end();
    life.abort();
    store.subscribe(() => assert.fail('it never began'), { signal: life.signal });
    assert.equal(store.listenerCount, 0);
    store.set({});
  });

  test('one function given twice is two subscriptions', () => {
    const store = new Store({});
    let calls = 0;
    const listener = (): number => calls++;
    const end = store.subscribe(listener);
    store.subscribe(listener);
    end();
    store.set({});
    assert.equal(calls, 1);
  });

  test('nobody hears of a change after the end, not even of the one under way', () => {
    const store = new Store({});
    const life = new AbortController();
    store.subscribe(() => life.abort());
    store.subscribe(() => assert.fail('it has ended'), { signal: life.signal });
    store.set({});
  });

  test('a change made by a listener is the last that everybody hears of', () => {
    const store = new Store({ count: 0 });
    const heard: number[] = [];
    store.subscribe(({ count }) => count === 1 && store.set({ count: 2 }));
    store.subscribe(({ count }) => heard.push(count));
    store.set({ count: 1 });
    assert.equal(heard.at(-1), 2);
    assert(!heard.includes(1));
  });
});

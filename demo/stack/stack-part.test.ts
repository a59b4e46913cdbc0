import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Running, StackPart } from './stack-part.ts';

/** A program without a process: `end()` is it ending by itself. */
function program(): Running & { end(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = (): void => resolve();
  return { pid: 1, ended: promise, end, stop: async () => end(), kill: async () => end() };
}

const quiet = { name: 'It', say: () => {} };

test('start and stop wait for each other, and each may be asked for twice', async () => {
  const launched: Running[] = [];
  const part = new StackPart({
    ...quiet,
    keepAlive: false,
    launch: async () => {
      const next = program();
      launched.push(next);
      return next;
    },
  });
  await Promise.all([part.start(), part.start()]);
  assert.equal(launched.length, 1);
  await Promise.all([part.stop(), part.stop(), part.start()]);
  assert.equal(launched.length, 2);
  assert.equal(part.pid, 1);
  await part.close();
  await part.start();
  assert.equal(part.pid, null);
});

test('what ends by itself is started again, and it is said', async () => {
  const said: string[] = [];
  const launched: ReturnType<typeof program>[] = [];
  const again = Promise.withResolvers<void>();
  const part = new StackPart({
    name: 'It',
    keepAlive: true,
    say: (line) => {
      said.push(line);
      if (line.includes('back')) again.resolve();
    },
    launch: async () => {
      const next = program();
      launched.push(next);
      return next;
    },
  });
  await part.start();
  launched[0]?.end();
  await again.promise;
  assert.equal(launched.length, 2);
  assert.deepEqual(said, ['It has ended by itself: starting it again …', 'It is back.']);
  await part.close();
});

test('what was stopped or killed on purpose is not started again', async () => {
  const part = new StackPart({
    ...quiet,
    keepAlive: true,
    launch: async () => program(),
    onLost: () => assert.fail('lost'),
  });
  await part.start();
  await part.kill();
  assert.equal(part.pid, null);
  await part.restart();
  assert.equal(part.pid, 1);
  await part.close();
});

test('where nothing keeps it alive, its end is told', async () => {
  const lost = Promise.withResolvers<Error>();
  const it = program();
  const part = new StackPart({ ...quiet, keepAlive: false, launch: async () => it, onLost: lost.resolve });
  await part.start();
  it.end();
  assert.match((await lost.promise).message, /ended by itself/);
});

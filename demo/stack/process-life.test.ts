import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { makeZombie } from '../../test/support/zombie.ts';
import { beginningOf, isAlive } from './process-life.ts';

const onLinux = { skip: process.platform !== 'linux' };

test('a process that runs is alive, one that is gone is not', async () => {
  assert.ok(isAlive(process.pid));
  const child = spawn(process.execPath, ['-e', '']);
  const { pid } = child;
  await once(child, 'exit');
  assert.ok(pid);
  assert.equal(isAlive(pid), false);
  assert.equal(beginningOf(pid), null);
});

test('one that has ended is not alive, though nobody has asked for its end', onLinux, async () => {
  const zombie = await makeZombie();
  assert.ok(process.kill(zombie.pid, 0), 'its number is still taken');
  assert.equal(isAlive(zombie.pid), false);
  assert.equal(beginningOf(zombie.pid), null);
  await zombie.end();
});

test('a beginning stays the same as long as the process', onLinux, () => {
  const began = beginningOf(process.pid);
  assert.match(began ?? '', /^\d+$/);
  assert.equal(beginningOf(process.pid), began);
});

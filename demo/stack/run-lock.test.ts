import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { makeZombie } from '../../test/support/zombie.ts';
import { AlreadyRunningError, RunLock } from './run-lock.ts';

let directory = '';
const children: ChildProcess[] = [];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'video-visit-lock-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

/** A process that does nothing until it is ended. */
function idle(): ChildProcess & { pid: number } {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  children.push(child);
  assert.ok(child.pid);
  return child as ChildProcess & { pid: number };
}

test('the folder is for one stack at a time, and the refusal says where the other is', async () => {
  const lock = await RunLock.take(directory);
  await lock.notePortal('http://127.0.0.1:8080/portal/');
  await assert.rejects(RunLock.take(directory), (error) => {
    assert.ok(error instanceof AlreadyRunningError);
    assert.match(error.message, new RegExp(`process ${process.pid}.*http://127.0.0.1:8080/portal/`));
    return true;
  });
  await lock.release();
  await (await RunLock.take(directory)).release();
});

test('only the owner can read the lock', async () => {
  const lock = await RunLock.take(directory);
  assert.equal((await stat(join(directory, 'running.json'))).mode & 0o777, 0o600);
  await lock.release();
});

test('programs that are noted at the same moment are all in the lock', async () => {
  const lock = await RunLock.take(directory);
  const pids = [idle().pid, idle().pid, idle().pid];
  await Promise.all(pids.map((pid) => lock.noteChild(pid)));
  const { children: noted } = JSON.parse(await readFile(join(directory, 'running.json'), 'utf8')) as {
    children: { pid: number }[];
  };
  assert.deepEqual(
    noted.map(({ pid }) => pid),
    pids,
  );
  await lock.release();
});

test(
  'what a killed stack has left running is ended, and its lock is taken over',
  { skip: process.platform !== 'linux' },
  async () => {
    const orphan = idle();
    const lock = await RunLock.take(directory);
    await lock.noteChild(orphan.pid);
    const file = join(directory, 'running.json');
    const dead = idle();
    dead.kill('SIGKILL');
    await once(dead, 'exit');
    await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), pid: dead.pid, began: '1' }));
    const ended = once(orphan, 'exit');
    const mine = await RunLock.take(directory);
    await ended;
    await mine.release();
  },
);

test(
  'a process that only has the number of one from then is left alone',
  { skip: process.platform !== 'linux' },
  async () => {
    const stranger = idle();
    const file = join(directory, 'running.json');
    await writeFile(
      file,
      JSON.stringify({ pid: stranger.pid, began: '1', children: [{ pid: stranger.pid, began: '1' }] }),
    );
    const lock = await RunLock.take(directory);
    assert.equal(stranger.exitCode ?? stranger.signalCode, null);
    await lock.release();
  },
);

test(
  'the lock of a stack that has ended is free, though nobody has asked for its end',
  { skip: process.platform !== 'linux' },
  async () => {
    const zombie = await makeZombie();
    const lock = { pid: zombie.pid, began: null, children: [] };
    await writeFile(join(directory, 'running.json'), JSON.stringify(lock));
    await (await RunLock.take(directory)).release();
    await zombie.end();
  },
);

test('a lock that cannot be read is nobody’s', async () => {
  await writeFile(join(directory, 'running.json'), '{');
  await (await RunLock.take(directory)).release();
});

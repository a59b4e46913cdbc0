import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { makeZombie } from '../../test/support/zombie.ts';
import { FolderInUseError, lockFolder } from '../src/store/folder-lock.ts';
import { localDay } from '../src/store/local-day.ts';
import { forgetOldAnswers, answerOnce } from '../src/store/kept-answers.ts';
import { openStore } from '../src/store/open-store.ts';

const onLinux = { skip: process.platform !== 'linux' };

describe('the lock of the folder', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'visit-lock-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const lockFile = (): string => join(folder, 'service.lock');

  test('a second one is refused with a line that says who and what to do', async () => {
    const lock = await lockFolder(folder);
    await assert.rejects(lockFolder(folder), (error: Error) => {
      assert.ok(error instanceof FolderInUseError);
      assert.match(
        error.message,
        new RegExp(`${folder} is in use by another visit service \\(process ${process.pid}\\): stop it`),
      );
      return true;
    });
    await lock.release();
    await (await lockFolder(folder)).release();
  });

  test('of many at once one gets it', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    assert.equal(tries.filter((item) => item.status === 'fulfilled').length, 1);
  });

  test('the lock of a process that is gone is taken over, by one of many', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => child.once('exit', resolve));
    await writeFile(lockFile(), JSON.stringify({ pid: child.pid, started: '1', nonce: 'old' }));
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
    assert.equal(tries.filter((item) => item.status === 'fulfilled').length, 1);
  });

  test('a process that has ended holds nothing, though nobody has asked for its end', onLinux, async () => {
    const zombie = await makeZombie();
    await writeFile(lockFile(), JSON.stringify({ pid: zombie.pid, started: null, nonce: 'old' }));
    await (await lockFolder(folder)).release();
    await zombie.end();
  });

  test('a number that another process has by now is no owner', async () => {
    await writeFile(lockFile(), JSON.stringify({ pid: process.pid, started: 'long ago', nonce: 'old' }));
    await (await lockFolder(folder)).release();
  });

  test('releasing leaves alone what another has taken', async () => {
    const lock = await lockFolder(folder);
    await writeFile(lockFile(), JSON.stringify({ pid: process.pid, started: null, nonce: 'other' }));
    await lock.release();
    assert.match(await readFile(lockFile(), 'utf8'), /other/);
  });

  test('the store holds it as long as it is open', async () => {
    const store = await openStore(folder);
    await assert.rejects(openStore(folder), FolderInUseError);
    await store.close();
    await (await openStore(folder)).close();
  });
});

describe('the local day', () => {
  const hours = (now: string, zone: string): number => {
    const { start, end } = localDay(Date.parse(now), zone);
    return (end - start) / 3600_000;
  };
  const startOf = (now: string, zone: string): string => new Date(localDay(Date.parse(now), zone).start).toISOString();

  const table: [string, string, string, number][] = [
    ['2026-01-15T12:00:00Z', 'Europe/Stockholm', '2026-01-14T23:00:00.000Z', 24],
    ['2026-01-14T23:00:00Z', 'Europe/Stockholm', '2026-01-14T23:00:00.000Z', 24],
    ['2026-01-14T22:59:59.999Z', 'Europe/Stockholm', '2026-01-13T23:00:00.000Z', 24],
    ['2026-07-15T12:00:00Z', 'Europe/Stockholm', '2026-07-14T22:00:00.000Z', 24],
    ['2026-03-29T12:00:00Z', 'Europe/Stockholm', '2026-03-28T23:00:00.000Z', 23],
    ['2026-10-25T12:00:00Z', 'Europe/Stockholm', '2026-10-24T22:00:00.000Z', 25],
    ['2026-12-31T23:30:00Z', 'Europe/Stockholm', '2026-12-31T23:00:00.000Z', 24],
    ['2026-03-02T09:00:00Z', 'UTC', '2026-03-02T00:00:00.000Z', 24],
    ['2026-03-02T09:00:00Z', 'Pacific/Auckland', '2026-03-01T11:00:00.000Z', 24],
    ['2026-03-02T20:00:00Z', 'America/Los_Angeles', '2026-03-02T08:00:00.000Z', 24],
  ];
  for (const [now, zone, start, length] of table) {
    test(`${now} in ${zone}`, () => assert.deepEqual([startOf(now, zone), hours(now, zone)], [start, length]));
  }
});

test('a kept answer is forgotten after a day, not before', async () => {
  const store = await openStore();
  try {
    const start = Date.parse('2026-03-02T09:00:00Z');
    let done = 0;
    const once = (now: number) =>
      store.transaction((transaction) =>
        answerOnce(transaction, { caller: 'c', key: 'k', request: {}, now }, async () => ({
          status: 200,
          body: { done: ++done },
        })),
      );
    assert.deepEqual((await once(start)).body, { done: 1 });
    await forgetOldAnswers(store.database, start + 24 * 3600_000);
    assert.deepEqual((await once(start)).body, { done: 1 });
    await forgetOldAnswers(store.database, start + 24 * 3600_000 + 1);
    assert.deepEqual((await once(start)).body, { done: 2 });
  } finally {
    await store.close();
  }
});

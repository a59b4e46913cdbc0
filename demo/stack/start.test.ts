import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { unit } from '../site/people.ts';
import { HostClient } from './host-client.ts';
import { isAlive } from './process-life.ts';
import type { StackSecrets } from './secrets.ts';

interface Report {
  readonly portalUrl: string;
  readonly journalUrl: string;
  readonly serviceUrl: string;
  readonly secrets: StackSecrets;
  readonly pids: { readonly stack: number; readonly gateway: number; readonly service: number };
}

interface Start {
  readonly process: ChildProcess;
  /** All that it has said so far. */
  readonly said: { out: string; talk: string };
  readonly report: Report;
}

let directory = '';
const started: ChildProcess[] = [];
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'video-visit-start-'));
});
afterEach(async () => {
  for (const child of started.splice(0)) await end(child, 'SIGTERM');
});
after(() => rm(directory, { recursive: true, force: true }));

function launch(): Omit<Start, 'report'> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'start.ts'), '--json', `--data=${directory}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const said = { out: '', talk: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.talk += chunk.toString()));
  return { process: child, said };
}

async function start(): Promise<Start> {
  const child = launch();
  await until(
    () => child.said.out.includes('\n') || child.process.exitCode !== null,
    () => child.said.talk,
  );
  assert.ok(child.said.out.includes('\n'), `it has ended:\n${child.said.talk}`);
  return { ...child, report: JSON.parse(child.said.out) as Report };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

async function until(holds: () => boolean | Promise<boolean>, what: () => string): Promise<void> {
  const deadline = performance.now() + 90_000;
  while (!(await holds())) {
    if (performance.now() > deadline) assert.fail(`still not so: ${what()}`);
    await sleep(50);
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
const visitsIn = ({ serviceUrl, secrets }: Report): Promise<unknown[]> =>
  new HostClient(serviceUrl, secrets.apiKey).unitVisits(
    unit.id,
    new Date(Date.now() - 48 * 3600_000),
    new Date(Date.now() + 48 * 3600_000),
  );

test('one line of JSON when everything answers, a second one is refused, and the end leaves nothing', async () => {
  const first = await start();
  const { portalUrl, journalUrl, serviceUrl, pids } = first.report;
  for (const url of [portalUrl, journalUrl, `${serviceUrl}/v1/health`]) assert.ok(await answers(url), url);
  assert.equal(pids.stack, first.process.pid);
  assert.equal((await visitsIn(first.report)).length, 3);

  const second = launch();
  await once(second.process, 'exit');
  assert.equal(second.process.exitCode, 1);
  assert.match(second.said.talk, /running already \(process \d+\)/);
  assert.equal(second.said.out, '');

  await end(first.process, 'SIGINT');
  assert.equal(first.process.exitCode, 0);
  assert.equal(first.said.out.trim().split('\n').length, 1);
  for (const pid of [pids.gateway, pids.service]) assert.equal(isAlive(pid), false);
});

test('the next start keeps the data and doubles no visit', async () => {
  const { report, said } = await start();
  assert.equal((await visitsIn(report)).length, 3);
  assert.match(said.talk, /booked already/);
});

test('a gateway or service that dies is brought back, and it is said', async () => {
  const { report, said } = await start();
  process.kill(report.pids.gateway, 'SIGKILL');
  await until(
    () => said.talk.includes('The gateway is back.'),
    () => said.talk,
  );
  process.kill(report.pids.service, 'SIGKILL');
  await until(
    () => said.talk.includes('The visit service is back.'),
    () => said.talk,
  );
  assert.equal((await visitsIn(report)).length, 3);
});

test('what a killed start has left is ended by the next one', { skip: process.platform !== 'linux' }, async () => {
  const killed = await start();
  const { gateway, service } = killed.report.pids;
  await end(killed.process, 'SIGKILL');
  assert.ok(isAlive(gateway) && isAlive(service));
  const { report } = await start();
  assert.equal(isAlive(gateway), false);
  assert.equal(isAlive(service), false);
  assert.equal((await visitsIn(report)).length, 3);
});

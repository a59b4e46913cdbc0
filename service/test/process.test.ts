import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { completeConfig, configFromEnvironment, variableOf } from '../src/config.ts';
import { absentGateway, hostApiKey, tokenSecret } from './support/service-world.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const environment = {
  VIDEO_VISIT_HOST_API_KEY: hostApiKey,
  VIDEO_VISIT_TOKEN_SECRET: tokenSecret,
  VIDEO_VISIT_GATEWAYS: JSON.stringify([absentGateway]),
};

interface Run {
  readonly child: ChildProcess;
  readonly exit: Promise<number | null>;
  /** What it has said so far. */
  said(): string;
  until(pattern: RegExp): Promise<RegExpMatchArray>;
}

function run(more: Record<string, string>): Run {
  const child = spawn(process.execPath, [main], { env: { PATH: process.env['PATH'] ?? '', ...environment, ...more } });
  let text = '';
  let tell = (): void => {};
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += String(chunk);
      tell();
    });
  }
  const exit = new Promise<number | null>((resolve) => child.once('close', (code) => (resolve(code), tell())));
  return {
    child,
    exit,
    said: () => text,
    async until(pattern) {
      for (;;) {
        const match = pattern.exec(text);
        if (match) return match;
        if (child.exitCode !== null) throw new Error(`it ended after ${text}`);
        await new Promise<void>((resolve) => (tell = resolve));
      }
    },
  };
}

describe('the process', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'visit-process-'))));
  after(() => rm(folder, { recursive: true, force: true }));

  test('starts from the environment, refuses a second on its folder, stops cleanly and goes on with the same store', async () => {
    const settings = { VIDEO_VISIT_DATA_DIR: folder };
    const first = run(settings);
    const [, url = ''] = await first.until(/visit service: (http:\S+)/);
    assert.deepEqual(await (await fetch(`${url}/v1/health`)).json(), { status: 'ok' });

    const second = run(settings);
    assert.equal(await second.exit, 1);
    assert.match(
      second.said(),
      new RegExp(
        `^visit service: ${folder} is in use by another visit service \\(process ${first.child.pid}\\): stop it, or choose another folder\n$`,
      ),
    );

    first.child.kill('SIGTERM');
    assert.equal(await first.exit, 0);
    const third = run(settings);
    await third.until(/visit service: http/);
    third.child.kill('SIGINT');
    assert.equal(await third.exit, 0);
  });

  test('after a crash the folder is taken over', async () => {
    const settings = { VIDEO_VISIT_DATA_DIR: folder };
    const first = run(settings);
    await first.until(/visit service: http/);
    first.child.kill('SIGKILL');
    await first.exit;
    const second = run(settings);
    await second.until(/visit service: http/);
    second.child.kill('SIGTERM');
    assert.equal(await second.exit, 0);
  });

  test('a port that is taken is named', async () => {
    const first = run({});
    const [, port = ''] = await first.until(/visit service: http:\/\/[^:]+:(\d+)/);
    const second = run({ VIDEO_VISIT_PORT: port });
    assert.equal(await second.exit, 1);
    assert.match(second.said(), new RegExp(`visit service: port ${port} is in use`));
    first.child.kill('SIGTERM');
    assert.equal(await first.exit, 0);
  });

  test('what is missing is said in one line, without a value', async () => {
    const wrong = run({ VIDEO_VISIT_TOKEN_SECRET: 'short-secret' });
    assert.equal(await wrong.exit, 1);
    assert.match(wrong.said(), /^visit service: configuration: tokenSecret [^\n]+\n$/);
    assert.ok(!wrong.said().includes('short-secret'));
  });
});

describe('the configuration', () => {
  test('is read from the environment', () => {
    const config = configFromEnvironment({
      ...environment,
      VIDEO_VISIT_PORT: '8080',
      VIDEO_VISIT_ALLOWED_ORIGINS: 'https://a.example, https://b.example:8443',
      VIDEO_VISIT_OPENS_BEFORE_MINUTES: '45',
      VIDEO_VISIT_ICE_SERVERS: '[{"urls":["turn:turn.example"],"username":"u","credential":"c"}]',
      VIDEO_VISIT_TURN_SERVERS: '[{"urls":["turn:t.example:3478?transport=tcp"],"secret":"secret-of-the-turn"}]',
      VIDEO_VISIT_LOG_LEVEL: 'warn',
      VIDEO_VISIT_DATA_DIR: '',
    });
    assert.equal(config.port, 8080);
    assert.deepEqual(config.allowedOrigins, ['https://a.example', 'https://b.example:8443']);
    assert.equal(config.opensBeforeMinutes, 45);
    assert.equal(config.iceServers[0]?.username, 'u');
    assert.equal(config.turnServers[0]?.secret, 'secret-of-the-turn');
    assert.equal(config.dataDir, undefined);
    assert.deepEqual([config.host, config.eventIntakePort, config.apiTokenSeconds], ['127.0.0.1', 0, 900]);
  });

  test('names what is wrong with it', () => {
    const wrong: [Record<string, string | undefined>, RegExp][] = [
      [{ VIDEO_VISIT_HOST_API_KEY: undefined }, /VIDEO_VISIT_HOST_API_KEY is missing/],
      [{ VIDEO_VISIT_GATEWAYS: '[{' }, /VIDEO_VISIT_GATEWAYS is not JSON/],
      [{ VIDEO_VISIT_GATEWAYS: '[]' }, /gateways/],
      [{ VIDEO_VISIT_GATEWAYS: JSON.stringify([absentGateway, absentGateway]) }, /same id/],
      [{ VIDEO_VISIT_PORT: 'http' }, /port/],
      [{ VIDEO_VISIT_ALLOWED_ORIGINS: 'https://a.example/path' }, /allowedOrigins/],
      [{ VIDEO_VISIT_TURN_SERVERS: '[{"urls":["stun:t.example"],"secret":"secret-of-the-turn"}]' }, /turnServers/],
      [{ VIDEO_VISIT_TURN_SERVERS: '[{"urls":["turn:t.example"],"secret":"short"}]' }, /turnServers/],
      [{ VIDEO_VISIT_TURN_CREDENTIAL_SECONDS: '600' }, /turnCredentialSeconds is less than apiTokenSeconds/],
    ];
    for (const [more, message] of wrong)
      assert.throws(() => configFromEnvironment({ ...environment, ...more }), message);
  });

  test('each setting has its variable', () => {
    assert.equal(variableOf('eventIntakePort'), 'VIDEO_VISIT_EVENT_INTAKE_PORT');
    const config = completeConfig({ hostApiKey, tokenSecret, gateways: [absentGateway] });
    assert.ok('iceServers' in config);
  });
});

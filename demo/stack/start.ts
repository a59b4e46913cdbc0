/**
 * `npm start`: everything up to a visit, on this machine.
 *
 *     npm start             says what it does, and where the portal and the journal are
 *     npm start -- --json   one line of JSON on stdout once everything answers; all talk goes to stderr
 *     npm start -- --data=FOLDER   keeps data, secrets and logs there instead of in .data/
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dockerJanus } from './docker-janus.ts';
import { AlreadyRunningError, RunLock } from './run-lock.ts';
import { type Stack, startStack } from './stack.ts';

const { values: options } = parseArgs({ options: { json: { type: 'boolean' }, data: { type: 'string' } } });
const dataDirectory = options.data ? resolve(options.data) : resolve(import.meta.dirname, '..', '..', '.data');
const asJson = options.json ?? false;
const say = (line: string): void => void process.stderr.write(`${line}\n`);

let stack: Stack | null = null;
let lock: RunLock | null = null;
let ending: Promise<void> | null = null;

/** Ends every part once, however often it is asked to. */
function end(exitCode: number): Promise<void> {
  return (ending ??= (async () => {
    await stack?.stop();
    await lock?.release();
    process.exit(exitCode);
  })());
}

// A signal that comes while things are starting is answered when they have started.
let asked = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!asked) say('Stopping …');
    asked = true;
    if (stack) void end(0);
  });
}

try {
  const held = (lock = await RunLock.take(dataDirectory));
  const onPath = spawnSync('janus', ['--version'], { stdio: 'ignore' }).error === undefined;
  stack = await startStack({
    dataDirectory,
    preferredPorts: { site: 8080, service: 8081, gateway: 8188, gatewayAdmin: 7188, gatewayEvents: 8082 },
    keepAlive: true,
    say,
    onStarted: (pid) => held.noteChild(pid),
    onLost: (error) => {
      say(`${error.message}. Its log is in ${dataDirectory}. Ending.`);
      void end(1);
    },
    ...(onPath ? {} : { janusCommand: await dockerJanus(say) }),
  });
  if (asked) await end(0);
  await lock.notePortal(stack.portalUrl);
  const made = await stack.bookings.makeTodays();
  say(
    made.length > 0 ? `Booked ${made.length} made-up visits for today.` : "Today's made-up visits are booked already.",
  );
  report(stack);
} catch (error) {
  if (asked) await end(0);
  else if (error instanceof AlreadyRunningError) say(error.message);
  else
    say(
      `Could not start: ${error instanceof Error ? error.message : String(error)}\nLogs are in ${join(dataDirectory, '*.log')}`,
    );
  await end(1);
}

function report({ portalUrl, journalUrl, siteUrl, serviceUrl, gatewayUrl, adminUrl, secrets, pids }: Stack): void {
  if (asJson) {
    process.stdout.write(
      `${JSON.stringify({ portalUrl, journalUrl, siteUrl, serviceUrl, gatewayUrl, adminUrl, dataDirectory, secrets, pids })}\n`,
    );
    return;
  }
  say(`
  The patient's portal    ${portalUrl}
  The clinician's journal ${journalUrl}

Open each in a window of its own. Ctrl-C ends everything; the data stays in ${dataDirectory}.
`);
}

import { configFromEnvironment } from './config.ts';
import { describeError } from './errors/describe-error.ts';
import { type RunningService, startService } from './service.ts';
import { FolderInUseError } from './store/folder-lock.ts';

/** Ends the process with one line on standard error. */
function fail(line: string): never {
  process.stderr.write(`visit service: ${line}\n`);
  process.exit(1);
}

/** What the person who starts it can mend is said in words; of all else no message, which could quote a name. */
function lineFor(error: unknown): string {
  if (!(error instanceof Error)) return 'cannot start';
  if (error instanceof FolderInUseError || error.message.startsWith('configuration:')) return error.message;
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `port ${port} is in use: choose another, or 0 for a free one`;
  return `cannot start: ${JSON.stringify(describeError(error))}`;
}

let isStopping = false;
let running: RunningService | null = null;

async function stop(): Promise<void> {
  // A second signal means: now.
  if (isStopping) process.exit(1);
  isStopping = true;
  // Still starting: the end of the start sees to it.
  if (!running) return;
  try {
    await running.stop();
  } catch (error) {
    fail(lineFor(error));
  }
  process.exit(0);
}

process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());

try {
  const service = await startService(configFromEnvironment(process.env));
  if (isStopping) {
    await service.stop();
    process.exit(0);
  }
  running = service;
  process.stdout.write(`visit service: ${service.url}\n`);
} catch (error) {
  fail(lineFor(error));
}

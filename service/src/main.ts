import { configFromEnvironment } from './config.ts';
import { describeError } from './errors/describe-error.ts';
import { startService } from './service.ts';
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

try {
  const service = await startService(configFromEnvironment(process.env));
  process.stdout.write(`visit service: ${service.url}\n`);
  let stopping = false;
  const stop = (): void => {
    // A second signal means: now.
    if (stopping) process.exit(1);
    stopping = true;
    service.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(lineFor(error)),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  fail(lineFor(error));
}

import { setTimeout as sleep } from 'node:timers/promises';

/** A program that runs. */
export interface Running {
  readonly pid: number;
  /** Resolves when the process has ended, however. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

export interface StackPartOptions<R extends Running> {
  readonly name: string;
  /** Starts the program; resolves when it answers. */
  readonly launch: () => Promise<R>;
  /** Start again what ended unasked. */
  readonly keepAlive: boolean;
  readonly say: (line: string) => void;
  /** After every start. */
  readonly onStarted?: (pid: number) => Promise<void>;
  /** It ended unasked and could not be brought back, or `keepAlive` is off. */
  readonly onLost?: (error: Error) => void;
}

const restartPause = 300;
const restartsInARow = 5;

/** One program of the stack, that can be stopped, killed and started again on the same address. */
export class StackPart<R extends Running = Running> {
  readonly #options: StackPartOptions<R>;
  #running: R | null = null;
  /** The end of what is being done now: start and stop wait for each other. */
  #turn: Promise<unknown> = Promise.resolve();
  #lastStart = 0;
  #restarts = 0;
  #closed = false;

  constructor(options: StackPartOptions<R>) {
    this.#options = options;
  }

  /** Null while it is stopped. */
  get pid(): number | null {
    return this.#running?.pid ?? null;
  }

  get running(): R | null {
    return this.#running;
  }

  start(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#running || this.#closed) return;
      const running = await this.#options.launch();
      this.#running = running;
      this.#lastStart = performance.now();
      await this.#options.onStarted?.(running.pid);
      void running.ended.then(() => this.#whenEnded(running));
    });
  }

  stop(): Promise<void> {
    return this.#inTurn(() => this.#end('stop'));
  }

  /** Ends it without a word, as a power cut would. */
  kill(): Promise<void> {
    return this.#inTurn(() => this.#end('kill'));
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Stops it for good. */
  close(): Promise<void> {
    this.#closed = true;
    return this.stop();
  }

  async #end(how: 'stop' | 'kill'): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await running?.[how]();
  }

  async #whenEnded(running: R): Promise<void> {
    if (this.#running !== running) return;
    this.#running = null;
    const { name, keepAlive, say, onLost } = this.#options;
    if (!keepAlive) return onLost?.(new Error(`${name} ended by itself`));
    // Ctrl-C reaches this process and its children at once: the pause lets a stop of the whole stack come first.
    await sleep(restartPause);
    if (this.#closed) return;
    this.#restarts = performance.now() - this.#lastStart > 60_000 ? 1 : this.#restarts + 1;
    if (this.#restarts > restartsInARow) return onLost?.(new Error(`${name} ended ${restartsInARow} times in a row`));
    say(`${name} has ended by itself: starting it again …`);
    try {
      await this.start();
      if (!this.#closed) say(`${name} is back.`);
    } catch (error) {
      onLost?.(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(task);
    this.#turn = done.catch(() => {});
    return done;
  }
}

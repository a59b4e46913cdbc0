import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from './programs.ts';

const run = promisify(execFile);
const programs = ['pulseaudio', 'pactl', 'paplay'];

/** Whether this machine has PulseAudio: `node demo/stack/install.mjs --browser` brings it where it can. */
export const hasSoundServer = (): boolean => programs.every((program) => findProgram(program));

/**
 * A PulseAudio of one's own, apart from the machine's, whose devices come and go as real ones do: the browser is told by
 * the system, not by the test.
 */
export class SoundServer {
  readonly #folder: string;
  readonly #server: ChildProcess;
  readonly #plugged = new Map<string, { readonly modules: string[]; stop: AbortController }>();

  /** To start a browser with, which then has these devices and no others. */
  readonly env: Record<string, string>;

  private constructor(folder: string) {
    this.#folder = folder;
    this.env = { PATH: process.env['PATH'] ?? '', HOME: folder, XDG_RUNTIME_DIR: folder, XDG_CONFIG_HOME: folder };
    this.#server = spawn(
      'pulseaudio',
      ['-n', '--daemonize=no', '--exit-idle-time=-1', '-L', 'module-native-protocol-unix'],
      { env: this.env, stdio: 'ignore' },
    );
  }

  static async start(): Promise<SoundServer> {
    const server = new SoundServer(await mkdtemp(join(tmpdir(), 'sound-')));
    for (let attempt = 0; ; attempt++) {
      try {
        await server.#control('info');
        return server;
      } catch (error) {
        if (attempt === 50) {
          await server.stop();
          throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  /** A device with speaker and microphone; the microphone hears `file` again and again. */
  async plug(name: string, label: string, file: string): Promise<void> {
    const modules = [
      await this.#control(
        'load-module',
        'module-null-sink',
        `sink_name=${name}`,
        `sink_properties=device.description=${label}`,
      ),
      await this.#control(
        'load-module',
        'module-remap-source',
        `master=${name}.monitor`,
        `source_name=${name}-microphone`,
        `source_properties=device.description=${label}-Microphone`,
      ),
    ];
    this.#plugged.set(name, { modules, stop: new AbortController() });
    this.hear(name, file);
  }

  async unplug(name: string): Promise<void> {
    const { modules = [], stop } = this.#plugged.get(name) ?? {};
    this.#plugged.delete(name);
    stop?.abort();
    for (const module of modules.toReversed()) await this.#control('unload-module', module);
  }

  /** What the microphone hears from now on, again and again; null: nothing at all, which is digital silence. */
  hear(name: string, file: string | null): void {
    const device = this.#plugged.get(name);
    device?.stop.abort();
    if (!device || file === null) return;
    device.stop = new AbortController();
    void this.#play(name, file, device.stop.signal);
  }

  /** How many programs have the device's microphone open. */
  async listeners(name: string): Promise<number> {
    const rows = (list: string): string[][] => list.split('\n').map((row) => row.split('\t'));
    const [sources, outputs] = await Promise.all([
      this.#control('list', 'short', 'sources'),
      this.#control('list', 'short', 'source-outputs'),
    ]);
    const source = rows(sources).find(([, known]) => known === `${name}-microphone`)?.[0];
    return rows(outputs).filter(([, listens]) => source !== undefined && listens === source).length;
  }

  /** The switch on the device itself, which the system knows of. */
  async switchMicrophone(name: string, on: boolean): Promise<void> {
    await this.#control('set-source-mute', `${name}-microphone`, on ? '0' : '1');
  }

  async stop(): Promise<void> {
    for (const { stop } of this.#plugged.values()) stop.abort();
    const ended = new Promise((resolve) => this.#server.once('exit', resolve));
    if (this.#server.exitCode === null && this.#server.kill()) await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #play(name: string, file: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await run('paplay', ['-d', name, file], { env: this.env, signal }).catch(
        () => new Promise((resolve) => setTimeout(resolve, 100)),
      );
    }
  }

  async #control(...words: string[]): Promise<string> {
    const { stdout } = await run('pactl', words, { env: this.env, timeout: 10_000 });
    return stdout.trim();
  }
}

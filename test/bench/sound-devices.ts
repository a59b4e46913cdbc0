import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { fakeMedia } from '../support/fake-media.ts';

const run = promisify(execFile);
const wavHeaderBytes = 44;

/** A headset (or a built-in microphone) that can be plugged in and pulled out. */
interface Plugged {
  readonly modules: readonly string[];
  readonly player: ChildProcess;
}

/**
 * A PulseAudio of our own, with devices that come and go as real ones do: the browser hears of them from the system. A
 * voice speaks into each microphone for as long as it is plugged in.
 */
export class SoundDevices {
  readonly #directory: string;
  readonly #daemon: ChildProcess;
  readonly #plugged = new Map<string, Plugged>();

  private constructor(directory: string, daemon: ChildProcess) {
    this.#directory = directory;
    this.#daemon = daemon;
  }

  static async start(): Promise<SoundDevices> {
    const directory = await mkdtemp(join(tmpdir(), 'video-visit-sound-'));
    await mkdir(join(directory, 'pulse'), { mode: 0o700 });
    // As a desktop has it: what is plugged in becomes the default. Ours are virtual, which that module would pass over.
    const modules = ['native-protocol-unix', 'switch-on-connect ignore_virtual=no', 'always-sink'];
    const daemon = spawn(
      'pulseaudio',
      [
        '-n',
        '--daemonize=no',
        '--exit-idle-time=-1',
        '--use-pid-file=no',
        ...modules.map((module) => `--load=module-${module}`),
      ],
      { env: environment(directory), stdio: 'ignore' },
    );
    const devices = new SoundDevices(directory, daemon);
    for (let attempt = 0; ; attempt++) {
      try {
        await devices.#control('info');
        break;
      } catch (error) {
        if (attempt > 50) throw error;
        await sleep(100);
      }
    }
    await devices.#writeVoice();
    return devices;
  }

  /** For a browser that is to meet these devices. */
  get environment(): NodeJS.ProcessEnv {
    return environment(this.#directory);
  }

  async plugIn(name: string, label: string): Promise<void> {
    const sink = await this.#control(
      'load-module',
      'module-null-sink',
      `sink_name=${name}`,
      `sink_properties=device.description=${label}`,
    );
    const player = spawn('paplay', [`--device=${name}`, join(this.#directory, 'voice.wav')], {
      env: this.environment,
      stdio: 'ignore',
    });
    const source = await this.#control(
      'load-module',
      'module-remap-source',
      `master=${name}.monitor`,
      `source_name=${name}-microphone`,
      `source_properties=device.description=${label}-microphone`,
    );
    this.#plugged.set(name, { modules: [source, sink], player });
  }

  async pullOut(name: string): Promise<void> {
    const plugged = this.#plugged.get(name);
    this.#plugged.delete(name);
    for (const module of plugged?.modules ?? []) await this.#control('unload-module', module).catch(() => {});
    plugged?.player.kill('SIGKILL');
  }

  /** Nobody speaks into it any more; it stays. */
  silence(name: string): void {
    this.#plugged.get(name)?.player.kill('SIGKILL');
  }

  async close(): Promise<void> {
    for (const { player } of this.#plugged.values()) player.kill('SIGKILL');
    this.#daemon.kill('SIGTERM');
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #control(...args: string[]): Promise<string> {
    return (await run('pactl', args, { env: this.environment, timeout: 10_000 })).stdout.trim();
  }

  /** The patient's voice again and again, for some minutes. */
  async #writeVoice(): Promise<void> {
    const once = await readFile((await fakeMedia('patient')).audio);
    const voice = once.subarray(wavHeaderBytes);
    const long = Buffer.concat([once.subarray(0, wavHeaderBytes), ...Array.from({ length: 60 }, () => voice)]);
    long.writeUInt32LE(long.length - 8, 4);
    long.writeUInt32LE(long.length - wavHeaderBytes, 40);
    await writeFile(join(this.#directory, 'voice.wav'), long);
  }
}

const environment = (directory: string): NodeJS.ProcessEnv => ({
  ...process.env,
  XDG_RUNTIME_DIR: directory,
  PULSE_SERVER: `unix:${directory}/pulse/native`,
  HOME: directory,
});

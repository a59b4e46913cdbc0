import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import type { Browser as Firefox } from 'puppeteer-core';
import { freePort } from '../../demo/stack/free-port.ts';
import { type Stack, startStack } from '../../demo/stack/stack.ts';
import { findChromium, quietFlags } from '../support/chromium.ts';
import { fakeMedia } from '../support/fake-media.ts';
import { findFirefox, launchFirefox } from '../support/firefox.ts';
import { openDoor } from './door.ts';
import { Link } from './link.ts';
import { TurnServer, type TurnTransport } from './turn-server.ts';

/** Who sits on a near side, each with a browser and a link of their own. */
export type Side = 'patient' | 'clinician';
export const sides: readonly Side[] = ['patient', 'clinician'];

export interface LabOptions {
  readonly say?: (line: string) => void;
  /** Also a TURN server on the far side, see `offerTurn`. Default false. */
  readonly turn?: boolean;
}

export interface LaunchOptions {
  /** `of the system`: the sound devices that the system has, and no camera; else a camera and a microphone that give files. */
  readonly devices?: 'files' | 'of the system';
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * An emulated network with a whole installation on it. Far side, where this process is: gateway, service, and the host's
 * back end, which reaches the service without any link. Near sides: a browser each. The host's pages and code are served on
 * each near side, so that a link only carries what the package itself asks for.
 */
export class Lab {
  readonly #undo: (() => Promise<void>)[] = [];
  readonly #browsers = new Map<Side, Browser>();
  #directory = '';
  #closing: Promise<void> | null = null;
  link!: Link<Side>;
  stack!: Stack;
  /** Null without the option. */
  turn: TurnServer | null = null;
  /** Read at each start of the service. */
  readonly #serviceEnvironment: Record<string, string> = {};

  private constructor() {}

  /** Needs what `whyNoLab` asks for. What had started is ended when a part does not. */
  static async start(options: LabOptions = {}): Promise<Lab> {
    const lab = new Lab();
    try {
      await lab.#start(options);
      return lab;
    } catch (error) {
      await lab.close();
      throw error;
    }
  }

  /** The side's browser, which is started when it is not running. */
  async browser(side: Side, { devices = 'files', environment }: LaunchOptions = {}): Promise<Browser> {
    const running = this.#browsers.get(side);
    if (running?.isConnected()) return running;
    const { video, audio } = await fakeMedia(side);
    const program = await this.#nearProgram(side, findChromium());
    const home = this.turn ? { HOME: this.turn.trustingHome } : {};
    const browser = await chromium.launch({
      executablePath: program,
      env: { ...(environment ?? process.env), ...home } as Record<string, string>,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: [
        ...quietFlags,
        '--use-fake-ui-for-media-stream',
        ...(devices === 'files'
          ? [
              '--use-fake-device-for-media-stream',
              `--use-file-for-fake-video-capture=${video}`,
              `--use-file-for-fake-audio-capture=${audio}`,
            ]
          : []),
        '--autoplay-policy=no-user-gesture-required',
        '--mute-audio',
        // Means nothing to Chromium: it tells which process is whose.
        `--video-visit-side=${side}`,
      ],
    });
    this.#browsers.set(side, browser);
    return browser;
  }

  /** A new Firefox on that side, with a camera and a microphone of its own making. The caller closes it. */
  async launchFirefox(side: Side): Promise<Firefox> {
    const debuggingPort = await freePort();
    const path = join(this.#directory, `${side}-firefox-${debuggingPort}`);
    const door = await openDoor({ way: 'in', port: debuggingPort, path }, this.link.enter(side));
    this.#undo.push(() => door.close());
    return launchFirefox({ program: await this.#nearProgram(side, findFirefox()), debuggingPort });
  }

  /** New browsers for what comes next. */
  async closeBrowsers(): Promise<void> {
    await Promise.all([...this.#browsers.values()].map((browser) => browser.close().catch(() => {})));
    this.#browsers.clear();
  }

  /** Every near side reaches this server of the far side's loopback at the same address, without any link. */
  async serveNear(url: string): Promise<void> {
    const port = Number(new URL(url).port);
    for (const side of sides) {
      const path = join(this.#directory, `${side}-${port}`);
      const door = await openDoor({ way: 'out', port, path }, this.link.enter(side));
      this.#undo.push(() => door.close());
    }
  }

  /** Has the service run with these settings besides the stack's own; it starts anew where they are others than before. */
  async setService(environment: Readonly<Record<string, string>>): Promise<void> {
    if (isDeepStrictEqual(this.#serviceEnvironment, environment)) return;
    for (const name of Object.keys(this.#serviceEnvironment)) delete this.#serviceEnvironment[name];
    Object.assign(this.#serviceEnvironment, environment);
    await this.stack.service.restart();
  }

  /** For `setService`: pages are told of the lab's TURN server. */
  offerTurn(...transports: readonly TurnTransport[]): Record<string, string> {
    if (!this.turn) throw new Error('this lab has no TURN server');
    const { secret } = this.turn;
    return { VIDEO_VISIT_TURN_SERVERS: JSON.stringify([{ urls: this.turn.urls(transports), secret }]) };
  }

  /** Ends every part; safe to call twice. */
  close(): Promise<void> {
    return (this.#closing ??= (async () => {
      for (const step of this.#undo.reverse()) await step().catch(() => {});
    })());
  }

  /** A program that runs another one on that side. */
  async #nearProgram(side: Side, program: string): Promise<string> {
    const file = join(this.#directory, `${side}-${basename(program)}`);
    const command = [...this.link.enter(side), program].map((word) => `'${word}'`).join(' ');
    await writeFile(file, `#!/bin/sh\nexec ${command} "$@"\n`);
    await chmod(file, 0o700);
    return file;
  }

  async #start({ say = () => {}, turn = false }: LabOptions): Promise<void> {
    this.#directory = await mkdtemp(join(tmpdir(), 'video-visit-lab-'));
    this.#undo.push(() => rm(this.#directory, { recursive: true, force: true }));
    say('Making the emulated network …');
    this.link = await Link.start(sides);
    this.#undo.push(() => this.link.close());
    const { farAddress, farInterface } = this.link;
    if (turn) {
      this.turn = await TurnServer.start({ directory: join(this.#directory, 'turn'), address: farAddress });
      this.#undo.push(async () => this.turn?.close());
    }
    this.stack = await startStack({
      address: farAddress,
      networkInterface: farInterface,
      serviceEnvironment: this.#serviceEnvironment,
      say,
    });
    this.#undo.push(() => this.stack.stop());
    this.#undo.push(() => this.closeBrowsers());
    await this.serveNear(this.stack.siteUrl);
  }
}

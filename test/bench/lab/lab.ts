import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type Page, chromium } from '@playwright/test';
import { clinicians, patients, unit } from '../../../demo/site/people.ts';
import { type Stack, startStack } from '../../../demo/stack/stack.ts';
import type { VisitView } from '../../../src/contract/index.ts';
import { fakeMedia } from '../../e2e/fake-media.ts';
import { recordPages } from '../../e2e/page-recorder.ts';
import { clinicianToken, sendCommand } from '../../e2e/raw-service.ts';
import { findChromium, quietFlags } from '../../support/chromium.ts';
import { BaselineSite } from '../baseline/baseline-site.ts';
import { recordTimes } from '../page-times.ts';
import { recordTimeline } from '../timeline.ts';
import { type Door, openDoor } from './door.ts';
import { FAR_ADDRESS, FAR_INTERFACE, Link } from './link.ts';

/** Who sits on a near side, each with a browser and a link of their own. */
export type Side = 'patient' | 'clinician';
export const sides: readonly Side[] = ['patient', 'clinician'];

export interface LabOptions {
  readonly say: (line: string) => void;
  /** Keep what goes over the pages' connections, with times, in this folder. */
  readonly timelines: string | null;
}

export interface OpenOptions {
  /** Camera and microphone were allowed once and for all; else the browser is asked (and says yes) at each first use. Default true. */
  readonly allowed?: boolean;
  /** Before the page loads. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

export interface LaunchOptions {
  /** `of the system`: the sound devices that the system has, and no camera; else a camera and a microphone that give files. */
  readonly devices?: 'files' | 'of the system';
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * The bench's world. Far side: gateway, service, and the host's back end, which reaches the service without any link.
 * Near sides: a browser each. The host's pages and code are served on each near side, so that a link only carries what the
 * package itself asks for.
 */
export class Lab {
  readonly #options: LabOptions;
  readonly #undo: (() => Promise<void>)[] = [];
  readonly #browsers = new Map<Side, Browser>();
  readonly #contexts: BrowserContext[] = [];
  readonly #visits: VisitView[] = [];
  readonly #timelines: (() => Promise<void>)[] = [];
  readonly #faults: string[] = [];
  #directory = '';
  #closing: Promise<void> | null = null;
  link!: Link<Side>;
  stack!: Stack;
  baseline!: BaselineSite;
  /** Names the files of timelines. */
  runName = 'run';

  private constructor(options: LabOptions) {
    this.#options = options;
  }

  static async start(options: LabOptions): Promise<Lab> {
    const lab = new Lab(options);
    try {
      await lab.#start();
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
    const program = join(this.#directory, `chromium-${side}`);
    const command = [...this.link.enter(side), findChromium()].map((word) => `'${word}'`).join(' ');
    await writeFile(program, `#!/bin/sh\nexec ${command} "$@"\n`);
    await chmod(program, 0o700);
    const browser = await chromium.launch({
      executablePath: program,
      ...(environment ? { env: environment as Record<string, string> } : {}),
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

  /** New browsers for what comes next. */
  async closeBrowsers(): Promise<void> {
    await Promise.all([...this.#browsers.values()].map((browser) => browser.close().catch(() => {})));
    this.#browsers.clear();
  }

  /** A visit of the demo's first patient with its first clinician, in five minutes. */
  async bookVisit(): Promise<VisitView> {
    const [patient] = patients;
    const [clinician] = clinicians;
    const visit = await this.stack.host.createVisit({
      unit: { ...unit },
      subject: 'Uppföljning av blodtryck',
      bookedStart: new Date(Date.now() + 5 * 60_000).toISOString(),
      durationMinutes: 20,
      patient: { name: patient?.name ?? '', reference: patient?.id ?? '' },
      clinician: { name: clinician?.name ?? '', reference: clinician?.id ?? '' },
    });
    this.#visits.push(visit);
    return visit;
  }

  openPatient(visit: VisitView, options?: OpenOptions): Promise<Page> {
    const [patient] = patients;
    const query = new URLSearchParams({ person: patient?.id ?? '', visit: visit.id });
    return this.open('patient', `${this.stack.portalUrl}?${query}`, options);
  }

  openClinician(options?: OpenOptions): Promise<Page> {
    const [clinician] = clinicians;
    return this.open('clinician', `${this.stack.journalUrl}?person=${clinician?.id ?? ''}`, options);
  }

  /** A page in a browser context of its own on that side, with all that is recorded of it. */
  async open(side: Side, address: string, { allowed = true, prepare }: OpenOptions = {}): Promise<Page> {
    const browser = await this.browser(side);
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      ...(allowed ? { permissions: ['camera', 'microphone'] } : {}),
    });
    await recordPages(context);
    await recordTimes(context);
    await prepare?.(context);
    const page = await context.newPage();
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.#faults.push(`${side}: ${message.text()}`);
    });
    context.on('weberror', (error) => this.#faults.push(`${side}: uncaught: ${error.error().message}`));
    this.#contexts.push(context);
    if (this.#options.timelines) {
      this.#timelines.push(await recordTimeline(page, join(this.#options.timelines, `${this.runName}-${side}.txt`)));
    }
    await page.goto(address, { timeout: 60_000 });
    return page;
  }

  /** Ends what a run has left: pages, and visits, which would come to the front of the next run's journal. */
  async tidy(): Promise<void> {
    await this.link.reset(0);
    for (const write of this.#timelines.splice(0)) await write().catch(() => {});
    await Promise.all(this.#contexts.splice(0).map((context) => context.close().catch(() => {})));
    await this.stack.gateway.start();
    await this.stack.service.start();
    for (const visit of this.#visits.splice(0)) await this.#closeVisit(visit);
  }

  /** What pages have complained of since this was last asked. */
  takeFaults(): readonly string[] {
    return this.#faults.splice(0);
  }

  /** Ends every part; safe to call twice. */
  close(): Promise<void> {
    return (this.#closing ??= (async () => {
      for (const step of this.#undo.reverse()) await step().catch(() => {});
    })());
  }

  async #start(): Promise<void> {
    const { say } = this.#options;
    this.#directory = await mkdtemp(join(tmpdir(), 'video-visit-bench-'));
    this.#undo.push(() => rm(this.#directory, { recursive: true, force: true }));
    say('Making the emulated network …');
    this.link = await Link.start(sides);
    this.#undo.push(() => this.link.close());
    this.stack = await startStack({ address: FAR_ADDRESS, networkInterface: FAR_INTERFACE, say });
    this.#undo.push(() => this.stack.stop());
    this.baseline = await BaselineSite.start(this.stack);
    this.#undo.push(() => this.baseline.close());
    for (const side of sides) {
      for (const url of [this.stack.siteUrl, this.baseline.url]) {
        const port = Number(new URL(url).port);
        const door: Door = await openDoor(port, join(this.#directory, `${side}-${port}`), this.link.enter(side));
        this.#undo.push(() => door.close());
      }
    }
    this.#undo.push(() => this.closeBrowsers());
  }

  /** Cancels a visit that has not begun; ends one that has, as the clinician who called in. */
  async #closeVisit(visit: VisitView): Promise<void> {
    const { status } = await this.stack.host.visit(visit.id);
    if (status === 'planned' || status === 'arrived') await this.stack.host.cancel(visit.id);
    if (status !== 'in-progress') return;
    const token = await clinicianToken(this.stack, clinicians[0]?.id ?? '');
    await sendCommand(this.stack, token, { type: 'end', visitId: visit.id });
  }
}

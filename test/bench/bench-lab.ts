import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { clinicians, patients, unit } from '../../demo/site/people.ts';
import type { Stack } from '../../demo/stack/stack.ts';
import type { VisitView } from '../../src/contract/index.ts';
import { recordPages } from '../e2e/page-recorder.ts';
import { clinicianToken, sendCommand } from '../e2e/raw-service.ts';
import { Lab, type LaunchOptions, type Side } from '../lab/lab.ts';
import type { Link } from '../lab/link.ts';
import { BaselineSite } from './baseline/baseline-site.ts';
import { recordTimes } from './page-times.ts';
import { recordTimeline } from './timeline.ts';

export interface BenchLabOptions {
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

/** The lab with what only the bench needs: visits, pages that note times, and the baseline's pages. */
export class BenchLab {
  readonly #lab: Lab;
  readonly #timelinesFolder: string | null;
  readonly #contexts: BrowserContext[] = [];
  readonly #visits: VisitView[] = [];
  readonly #timelines: (() => Promise<void>)[] = [];
  readonly #faults: string[] = [];
  readonly baseline: BaselineSite;
  /** Names the files of timelines. */
  runName = 'run';

  private constructor(lab: Lab, baseline: BaselineSite, timelinesFolder: string | null) {
    this.#lab = lab;
    this.baseline = baseline;
    this.#timelinesFolder = timelinesFolder;
  }

  static async start({ say, timelines }: BenchLabOptions): Promise<BenchLab> {
    const lab = await Lab.start({ say });
    try {
      const baseline = await BaselineSite.start(lab.stack);
      await lab.serveNear(baseline.url);
      return new BenchLab(lab, baseline, timelines);
    } catch (error) {
      await lab.close();
      throw error;
    }
  }

  get link(): Link<Side> {
    return this.#lab.link;
  }

  get stack(): Stack {
    return this.#lab.stack;
  }

  /** The side's browser, which is started when it is not running. */
  browser(side: Side, options?: LaunchOptions): Promise<Browser> {
    return this.#lab.browser(side, options);
  }

  /** New browsers for what comes next. */
  closeBrowsers(): Promise<void> {
    return this.#lab.closeBrowsers();
  }

  /** A visit of the demo's first patient with its first clinician, whose time has come: nobody is asked first. */
  async bookVisit(): Promise<VisitView> {
    const [patient] = patients;
    const [clinician] = clinicians;
    const visit = await this.stack.host.createVisit({
      unit: { ...unit },
      subject: 'Uppföljning av blodtryck',
      bookedStart: new Date().toISOString(),
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
    if (this.#timelinesFolder) {
      this.#timelines.push(await recordTimeline(page, join(this.#timelinesFolder, `${this.runName}-${side}.txt`)));
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
  async close(): Promise<void> {
    await this.#lab.close();
    await this.baseline.close();
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

import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
  chromium,
  expect,
  test as base,
} from '@playwright/test';
import { clinicians, patients, unit } from '../../demo/site/people.ts';
import { type Stack, startStack } from '../../demo/stack/stack.ts';
import type { NewVisit, VisitView } from '../../src/contract/index.ts';
import { findChromium, quietFlags } from '../support/chromium.ts';
import { type FakeRole, fakeMedia } from '../support/fake-media.ts';
import { type PageWatch, watchContext } from './page-watch.ts';
import { recordPages } from './page-recorder.ts';
import { clinicianToken, sendCommand } from './raw-service.ts';

export { expect };

/** A page in a browser context of its own, as another person at another machine would have it. */
export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Says which console messages and requests a test expects; all others are faults. */
  readonly watch: PageWatch;
}

interface OpenOptions {
  /** Default: the role's own, with a camera and a microphone. */
  readonly browser?: Browser;
  readonly context?: BrowserContextOptions;
  /** Before the first page loads, e.g. to answer for the back end. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

interface PatientView {
  /** Another page than the portal's. */
  readonly address?: string;
  /** Default: Karin Lind, who is who `bookVisit` books for. */
  readonly person?: string;
  /** Not given: the list of visits. */
  readonly visitId?: string;
  readonly language?: 'sv' | 'en' | 'ar';
}

interface ClinicianView {
  /** Default: Anna Berg. */
  readonly person?: string;
  /** Without patients: no token is asked for. */
  readonly practice?: boolean;
}

export interface PatientOptions extends OpenOptions, PatientView {}
export interface ClinicianOptions extends OpenOptions, ClinicianView {}

export interface WorkerFixtures {
  /** A stack of this worker's own: gateway, service, site. */
  stack: Stack;
  patientBrowser: Browser;
  clinicianBrowser: Browser;
}

export interface TestFixtures {
  /** Books a visit with Karin Lind and Anna Berg whose time has come; `changes` replace parts of it. */
  bookVisit: (changes?: Partial<NewVisit>) => Promise<VisitView>;
  /** Opens the portal. Each call is a new browser context. */
  openPatient: (options?: PatientOptions) => Promise<OpenPage>;
  /** Opens the journal. Each call is a new browser context. */
  openClinician: (options?: ClinicianOptions) => Promise<OpenPage>;
  /** Starts both with a stack that runs whole, whatever the test before has done to it. */
  wholeStack: void;
}

/** A browser whose camera and microphone give the role's files. */
async function launch(role: FakeRole, slow: boolean): Promise<Browser> {
  const { video, audio } = await fakeMedia(role, { slow });
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      ...quietFlags,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${video}`,
      `--use-file-for-fake-audio-capture=${audio}`,
      '--autoplay-policy=no-user-gesture-required',
      '--mute-audio',
    ],
  });
}

/** The site under a name of its own and without TLS, for a browser that is told where it is: a page that is not secure. */
export const insecureOrigin = 'http://portal.test';

export const test = base.extend<TestFixtures, WorkerFixtures>({
  stack: [
    async ({}, use) => {
      const stack = await startStack({ otherOrigins: [insecureOrigin] });
      await use(stack);
      await stack.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  patientBrowser: [
    async ({}, use, { project }) => useBrowser('patient', use, project),
    { scope: 'worker', timeout: 60_000 },
  ],
  clinicianBrowser: [
    async ({}, use, { project }) => useBrowser('clinician', use, project),
    { scope: 'worker', timeout: 60_000 },
  ],

  wholeStack: [
    async ({ stack }, use) => {
      await stack.gateway.start();
      await stack.service.start();
      await use();
    },
    { auto: true, timeout: 60_000 },
  ],

  bookVisit: async ({ stack }, use) => {
    const [patient] = patients;
    const [clinician] = clinicians;
    const booked: VisitView[] = [];
    await use(async (changes) => {
      const visit = await stack.host.createVisit({
        unit: { ...unit },
        subject: 'Uppföljning av blodtryck',
        bookedStart: new Date().toISOString(),
        durationMinutes: 20,
        patient: { name: patient?.name ?? '', reference: patient?.id ?? '' },
        clinician: { name: clinician?.name ?? '', reference: clinician?.id ?? '' },
        ...changes,
      });
      booked.push(visit);
      return visit;
    });
    // A visit left open would come to the front of the next test's journal.
    await stack.service.start();
    await Promise.all(booked.map((visit) => close(stack, visit)));
  },

  openPatient: async ({ stack, patientBrowser }, use) => {
    const pages = new Pages(stack);
    await use((options = {}) => pages.open(patientBrowser, options.address ?? portalAddress(stack, options), options));
    await pages.close();
  },

  openClinician: async ({ stack, clinicianBrowser }, use) => {
    const pages = new Pages(stack);
    await use((options = {}) => pages.open(clinicianBrowser, journalAddress(stack, options), options));
    await pages.close();
  },
});

export function portalAddress(stack: Stack, { person = 'karin-lind', visitId, language }: PatientView = {}): string {
  const query = new URLSearchParams({
    person,
    ...(visitId ? { visit: visitId } : {}),
    ...(language ? { lang: language } : {}),
  });
  return `${stack.portalUrl}?${query}`;
}

export const journalAddress = (stack: Stack, { person = 'anna-berg', practice = false }: ClinicianView = {}): string =>
  `${stack.journalUrl}?${new URLSearchParams({ person, ...(practice ? { practice: '1' } : {}) })}`;

/** All that a page of the stack may speak with. */
export const originsOf = ({ siteUrl, serviceUrl, gatewayUrl }: Stack): readonly string[] => [
  siteUrl,
  serviceUrl,
  gatewayUrl,
];

/** Cancels a visit that has not begun; ends one that has, as the clinician who called in. */
async function close(stack: Stack, visit: VisitView): Promise<void> {
  const { status } = await stack.host.visit(visit.id);
  if (status === 'planned' || status === 'arrived') await stack.host.cancel(visit.id);
  if (status !== 'in-progress') return;
  for (const { id } of clinicians) {
    const { status: answer } = await sendCommand(stack, await clinicianToken(stack, id), {
      type: 'end',
      visitId: visit.id,
    });
    if (answer === 200) return;
  }
  throw new Error(`nobody could end visit ${visit.id}`);
}

/** Several tests of pages run at a time: few frames leave them the processor. */
async function useBrowser(
  role: FakeRole,
  use: (browser: Browser) => Promise<void>,
  project: { name: string },
): Promise<void> {
  const browser = await launch(role, project.name === 'pages');
  await use(browser);
  await browser.close();
}

/** The pages that a test has opened; closing them fails the test where one of them saw a fault. */
class Pages {
  readonly #origins: readonly string[];
  readonly #open: OpenPage[] = [];

  constructor(stack: Stack) {
    this.#origins = originsOf(stack);
  }

  async open(
    roleBrowser: Browser,
    address: string,
    { browser = roleBrowser, context: options = {}, prepare }: OpenOptions,
  ): Promise<OpenPage> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ['camera', 'microphone'],
      ...options,
    });
    const watch = watchContext(context, [...this.#origins, new URL(address).origin]);
    await recordPages(context);
    await prepare?.(context);
    const page = await context.newPage();
    const opened = { page, context, watch };
    this.#open.push(opened);
    await page.goto(address);
    return opened;
  }

  async close(): Promise<void> {
    const faults = this.#open.flatMap(({ watch }) => watch.faults);
    await Promise.all(this.#open.map(({ context }) => context.close()));
    expect(faults, 'console messages, errors and requests that no test has declared').toEqual([]);
  }
}

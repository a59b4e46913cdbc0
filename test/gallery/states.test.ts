/**
 * Every state is accessible and fits, at three widths, in three languages, and as hosts embed it: the whole page, a box, a
 * column.
 *
 *     npm run test:states                        each state once, spread so that each element meets every width and language
 *     node test/gallery/states.test.ts --all     every state in every combination
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { allStates, elementOf } from './all-states.ts';
import { openGallery, type OpenGallery } from './open-gallery.ts';

interface Frame {
  readonly name: string;
  /** px */
  readonly width: number;
  readonly height: number;
  readonly embedded?: 'box' | 'column';
}

const pages: readonly Frame[] = [
  { name: '280', width: 280, height: 653 },
  { name: '360', width: 360, height: 740 },
  { name: '1280', width: 1280, height: 800 },
];
const embedded: readonly Frame[] = [
  { name: 'box of 400×700', width: 1280, height: 800, embedded: 'box' },
  { name: 'column of 320', width: 1280, height: 800, embedded: 'column' },
];
const languages = ['sv', 'en', 'ar'] as const;
type Setting = readonly [Frame, (typeof languages)[number]];

const inEvery = (frames: readonly Frame[]): Setting[] =>
  frames.flatMap((frame) => languages.map((language) => [frame, language] as const));
const isWhole = process.argv.includes('--all');

const byElement = Map.groupBy(allStates, elementOf);
const cells = new Map(
  [...byElement].map(([element, states], index) => [element, isWhole ? all(states) : spread(states, index)]),
);

/** By language, as a page that is open need only be given another size. */
function all(states: readonly string[]): (readonly [string, Setting])[] {
  const settings = inEvery([...pages, ...embedded]).sort(([, one], [, other]) => one.localeCompare(other));
  return states.flatMap((state) => settings.map((setting) => [state, setting] as const));
}

/** Each state and each size at least once; the language of a size is another for the next element, and the next round. */
function spread(states: readonly string[], index: number): (readonly [string, Setting])[] {
  const frames = [...pages, ...embedded];
  return Array.from({ length: Math.max(states.length, frames.length) }, (_, i) => {
    const [state, frame] = [states[i % states.length], frames[i % frames.length]];
    const language = languages[(index + i + Math.floor(i / frames.length)) % languages.length];
    assert.ok(state && frame && language);
    return [state, [frame, language]] as const;
  });
}

describe('the states of', () => {
  let gallery: OpenGallery;
  let page: Page;
  const messages: string[] = [];

  before(async () => {
    gallery = await openGallery();
    page = await gallery.browser.newPage({ timezoneId: 'Europe/Stockholm', reducedMotion: 'reduce' });
    await page.addInitScript({ content: axe.source });
    page.on('console', (message) => message.type() !== 'debug' && messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(String(error)));
  });
  after(() => gallery.close());

  for (const [element, its] of cells) {
    test(`${element} (${its.length} pages)`, async () => {
      const faults: string[] = [];
      let open = '';
      for (const [state, [frame, language]] of its) {
        await page.setViewportSize(frame);
        const address = `${gallery.address}index.html?${new URLSearchParams({ state, lang: language })}`;
        if (address !== open) await page.goto(address);
        open = address;
        await page.waitForSelector('html[data-ready]');
        await page.evaluate((size) => window.embed(size), frame.embedded ?? null);
        const found = [
          ...(await page.evaluate(whatSticksOut)),
          ...(await page.evaluate(whatAxeFinds)),
          ...messages.splice(0),
        ];
        faults.push(...found.map((fault) => `${state}, ${frame.name}, ${language}: ${fault}`));
      }
      assert.deepEqual(faults, []);
    });
  }
});

/** Runs in the page. */
function whatSticksOut(): string[] {
  const place = document.body.getBoundingClientRect();
  const { scrollWidth, clientWidth } = document.documentElement;
  const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth - clientWidth} px too wide`] : [];
  const roots: ParentNode[] = [document.body];
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      const box = element.getBoundingClientRect();
      if (box.width === 0 || element.closest('svg *, video, .visually-hidden')) continue;
      const name = `${element.localName}.${element.classList}`;
      // What lies above the page has all of the window for its place.
      const { left, right } = element.closest(':popover-open') ? { left: 0, right: innerWidth } : place;
      if (box.left < left - 1 || box.right > right + 1)
        found.push(`${name} sticks out: ${Math.round(box.left - left)} to ${Math.round(box.right - left)} px`);
      const { overflowX } = getComputedStyle(element);
      if ((overflowX === 'auto' || overflowX === 'scroll') && element.scrollWidth > element.clientWidth + 1)
        found.push(`${name} scrolls sideways`);
    }
  }
  return found;
}

/** Runs in the page. */
async function whatAxeFinds(): Promise<string[]> {
  const { axe: tool } = window as unknown as { axe: typeof axe };
  const { violations } = await tool.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // The gallery is not a whole page.
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'landmark-one-main': { enabled: false },
    },
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${JSON.stringify(target)}`));
}

// Not a module: it puts itself on `window`.
import 'axe-core';
import type Axe from 'axe-core';
import { assert } from 'chai';
import type { LitElement } from 'lit';

/** What every element test needs. Importing it also makes each test fail that leaves a message on the console. */

interface MochaGlobals {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => void | Promise<void>): void;
  beforeEach(body: () => void | Promise<void>): void;
  afterEach(body: () => void | Promise<void>): void;
  consoleMessages: string[];
}
export const { describe, it, beforeEach, afterEach } = globalThis as unknown as MochaGlobals;
export { assert };

const mounted = new Set<Element>();

beforeEach(() => {
  (globalThis as unknown as MochaGlobals).consoleMessages.length = 0;
});

afterEach(() => {
  for (const element of mounted) element.remove();
  mounted.clear();
  const messages = (globalThis as unknown as MochaGlobals).consoleMessages.splice(0);
  assert.deepEqual(messages, [], 'nothing is written to the console');
});

/** Puts an element into the page, in a box as wide as given, in English unless it says otherwise; gone after the test. */
export function mount<E extends Element>(element: E, { width = 800 } = {}): E {
  const box = document.createElement('main');
  box.style.inlineSize = `${width}px`;
  box.append(element);
  document.body.append(box);
  mounted.add(box);
  return element;
}

/** Until everything below has rendered, language and lazily made children included. */
export async function settled(root: Element): Promise<void> {
  for (let quiet = 0, tries = 0; quiet < 2 && tries < 200; tries++) {
    const busy = allBelow(root).filter(
      (element) => 'isUpdatePending' in element && (element as LitElement).isUpdatePending,
    );
    const empty = allBelow(root).some(
      ({ shadowRoot }) => shadowRoot !== null && shadowRoot.childElementCount === 0 && !shadowRoot.textContent?.trim(),
    );
    const fetches = allBelow(root).some((element) => element.matches(':not(:defined)'));
    quiet = busy.length === 0 && !empty && !fetches ? quiet + 1 : 0;
    await new Promise((resolve) => setTimeout(resolve, empty || fetches ? 10 : 0));
  }
}

/** Every element below, through shadow roots. */
export function allBelow(root: Element | ShadowRoot): Element[] {
  const found: Element[] = [];
  const walk = (node: Element | ShadowRoot): void => {
    if (node instanceof Element) {
      found.push(node);
      if (node.shadowRoot) walk(node.shadowRoot);
    }
    for (const child of node.children) walk(child);
  };
  walk(root);
  return found;
}

/** What a person sees: all text below, through shadow roots and slots, one space between. */
export function seenText(root: Element): string {
  const words: string[] = [];
  const walk = (node: Node): void => {
    if (node instanceof Text) words.push(node.data);
    else if (node instanceof HTMLSlotElement && node.assignedNodes().length > 0) node.assignedNodes().forEach(walk);
    else if (
      node instanceof Element &&
      (node.matches('style, script, .visually-hidden') || getComputedStyle(node).display === 'none')
    )
      return;
    else if (node instanceof Element && node.shadowRoot) node.shadowRoot.childNodes.forEach(walk);
    else node.childNodes.forEach(walk);
  };
  walk(root);
  return words.join(' ').replace(/\s+/g, ' ').trim();
}

/** The one that a person would find by its visible words, or its label. */
export function find(root: Element, selector: string, text?: string | RegExp): HTMLElement {
  const fits = (element: Element): boolean => {
    if (text === undefined) return true;
    const said = `${element.getAttribute('aria-label') ?? ''} ${element.textContent}`.replace(/\s+/g, ' ');
    return typeof text === 'string' ? said.includes(text) : text.test(said);
  };
  const found = allBelow(root).find((element) => element.matches(selector) && fits(element));
  assert.ok(found, `${selector} ${text ?? ''} in: ${seenText(root)}`);
  return found as HTMLElement;
}

/** What the live regions say. */
export const announced = (root: Element): string =>
  allBelow(root)
    .filter((element) => element.matches('[role=status].visually-hidden'))
    .map((element) => element.textContent?.trim())
    .filter(Boolean)
    .join(' | ');

/** axe-core finds nothing, and nothing has an inline style (strict policies of host pages forbid it). */
export async function assertAccessible(root: Element): Promise<void> {
  const styled = allBelow(root).filter((element) => element.hasAttribute('style'));
  assert.deepEqual(
    styled.map(({ localName }) => localName),
    [],
    'no inline style',
  );
  const { axe } = globalThis as unknown as { axe: typeof Axe };
  const { violations } = await axe.run(root, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // The harness page is not a whole page.
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'landmark-one-main': { enabled: false },
    },
  });
  const faults = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${JSON.stringify(target)}: ${failureSummary}`),
  );
  assert.deepEqual(faults, []);
}

/** Nothing sticks out to the side, and every control is large enough to hit. */
export function assertFits(root: Element): void {
  const width = root.getBoundingClientRect().width;
  assert.isAtMost(root.scrollWidth, root.clientWidth + 1, 'text sticks out to the side');
  for (const element of [root, ...allBelow(root)]) {
    const box = element.getBoundingClientRect();
    if (element.matches('.visually-hidden, svg *, .visually-hidden *') || box.width === 0) continue;
    assert.isAtMost(box.width, width + 1, `${element.localName}.${element.className} is wider than the element`);
    if (element.matches('button')) {
      assert.isAtLeast(box.height, 44, `height of ${element.textContent?.trim()}`);
      assert.isAtLeast(box.width, 44, `width of ${element.textContent?.trim()}`);
    }
  }
}

/** Collects the events of one type that bubble out to the page. */
export function listen<Type extends keyof HTMLElementEventMap>(
  type: Type,
  signal?: AbortSignal,
): HTMLElementEventMap[Type][] {
  const heard: HTMLElementEventMap[Type][] = [];
  document.addEventListener(
    type as string,
    (event) => heard.push(event as HTMLElementEventMap[Type]),
    signal ? { signal } : {},
  );
  return heard;
}

export const pause = (ms = 0): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

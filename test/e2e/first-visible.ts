/** What is looked for on a page, through the shadow of every element. */
export interface Look {
  /** CSS. */
  readonly what: string;
  /** Part of its accessible name, as far as a label or its own text give that; all of it when `exact`. */
  readonly name?: string;
  readonly exact?: boolean;
  readonly hasText?: string;
}

/** As CSS, for drivers that do not look for roles in shadows. */
export const roles = {
  button: 'button:not(:disabled)',
  heading: 'h1, h2, h3, h4',
  paragraph: 'p',
} as const;

/** The first that can be seen. Runs in the page, and so uses nothing from around it. */
export function firstVisible({ what, name, exact, hasText }: Look): Element | null {
  const plain = (text: string | null): string => (text ?? '').replaceAll(/\s+/g, ' ').trim();
  const roots: ParentNode[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (!element.matches(what) || !element.checkVisibility({ visibilityProperty: true })) continue;
      const called = plain(element.getAttribute('aria-label') ?? element.textContent);
      if (name !== undefined && !(exact ? called === name : called.includes(name))) continue;
      if (hasText !== undefined && !plain(element.textContent).includes(hasText)) continue;
      return element;
    }
  }
  return null;
}

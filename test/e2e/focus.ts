/** Where the keyboard is. */
export interface Focus {
  /** The element's name, or `type` of an input. */
  readonly what: string;
  readonly name: string;
  /** It lies within the window, and something marks it. */
  readonly isSeen: boolean;
}

/** What has the focus, through every shadow; null where nothing has. Runs in the page, and so uses nothing from around it. */
export function focusNow(): Focus | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  const { labels } = element as HTMLInputElement;
  const box = element.getBoundingClientRect();
  const isWithin = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const marked = [element, ...(labels ?? [])].some((one) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  });
  return {
    what: element instanceof HTMLInputElement ? element.type : element.localName,
    name: (element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.textContent)
      .replaceAll(/\s+/g, ' ')
      .trim(),
    isSeen: isWithin && marked,
  };
}

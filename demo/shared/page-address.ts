type Part = 'person' | 'visit' | 'lang' | 'move' | 'panel' | 'practice';

/** What the page's address says: who is signed in, which visit is open, which language. A reload comes back to it. */
export class PageAddress {
  get(name: Part | 'return'): string | null {
    return new URL(location.href).searchParams.get(name);
  }

  /** The address with these changes; null takes a part away. */
  with(changes: Readonly<Partial<Record<Part, string | null>>>): string {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    return `${url.pathname}${url.search}`;
  }
}

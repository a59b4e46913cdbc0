/** What a test does with something that it has found on a page. */
export interface Found {
  click(): Promise<unknown>;
  /** Until it is there to be seen. */
  waitFor(options?: { timeout?: number }): Promise<unknown>;
  filter(options: { hasText: string }): this;
}

/** How a test finds what is on a page: as a person would, by what it is and what it is called. */
export interface Findable<F extends Found = Found> {
  getByRole(role: 'button' | 'heading' | 'paragraph', options?: { name?: string; exact?: boolean }): F;
  getByLabel(label: string): F;
}

/** A page that tells what it has recorded. */
export interface Recorded {
  evaluate<T>(inside: () => T | Promise<T>): Promise<T>;
}

/** A page of a visit, in a browser of either make. Playwright's own page is one as it is. */
export interface VisitPage extends Findable, Recorded {
  reload(): Promise<unknown>;
}

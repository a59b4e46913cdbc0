import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Which rows the person has before them, in this page: tells the ids whenever they change; none while the page is hidden
 * or the element is out of it.
 */
export class RowsInView implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #rows: () => Iterable<HTMLElement>;
  readonly #onChange: (ids: readonly string[]) => void;
  readonly #seen = new Map<Element, boolean>();
  #observer: IntersectionObserver | null = null;
  #life = new AbortController();
  #told: readonly string[] = [];

  /** `rows`: those that stand now, each with its id in `data-visit`. */
  constructor(
    host: ReactiveControllerHost,
    { rows, onChange }: { rows: () => Iterable<HTMLElement>; onChange: (ids: readonly string[]) => void },
  ) {
    this.#host = host;
    this.#rows = rows;
    this.#onChange = onChange;
    host.addController(this);
  }

  /** As told last. */
  get ids(): readonly string[] {
    return this.#told;
  }

  hostConnected(): void {
    this.#life = new AbortController();
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (this.#seen.has(target)) this.#seen.set(target, isIntersecting);
        }
        this.#tell();
      },
      { threshold: 0.5 },
    );
    document.addEventListener('visibilitychange', () => this.#tell(), { signal: this.#life.signal });
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    const rows = new Set<Element>(this.#rows());
    for (const row of rows) {
      if (this.#seen.has(row)) continue;
      this.#seen.set(row, false);
      this.#observer?.observe(row);
    }
    for (const row of this.#seen.keys()) {
      if (rows.has(row)) continue;
      this.#seen.delete(row);
      this.#observer?.unobserve(row);
    }
    this.#tell();
  }

  hostDisconnected(): void {
    this.#life.abort();
    this.#observer?.disconnect();
    this.#observer = null;
    this.#seen.clear();
    this.#tell();
  }

  #tell(): void {
    const visible = document.visibilityState === 'visible';
    const ids = [...this.#seen].flatMap(([row, seen]) => {
      const id = seen && visible ? (row as HTMLElement).dataset['visit'] : undefined;
      return id === undefined ? [] : [id];
    });
    if (ids.join('\n') === this.#told.join('\n')) return;
    this.#told = ids;
    this.#onChange(ids);
  }
}

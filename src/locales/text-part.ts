import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Language } from './languages.ts';
import type { Localize } from './localize.ts';

/**
 * The words of one feature, apart from those that every page needs, and fetched with it: `<part>/sv.ts` and its
 * translations. Every value is a text, or a function that gives one.
 */
export interface TextPart<Texts extends object> {
  readonly load: Readonly<Record<Language, () => Promise<Texts>>>;
}

const fetched = new Map<TextPart<object>, Map<Language, object>>();

/** How long it takes until words that could not be fetched are asked for again, ms. */
const AGAIN_MS = 2_000;

/** The words of one part, for one element, in that element's language. */
export class PartTexts<Texts extends object> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #words: Localize;
  readonly #part: TextPart<Texts>;
  #fetching: Language | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, words: Localize, part: TextPart<Texts>) {
    this.#host = host;
    this.#words = words;
    this.#part = part;
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#again);
    this.#fetching = null;
  }

  /** Whether the words are here. Asking fetches them. */
  get ready(): boolean {
    const { language } = this.#words;
    if (fetched.get(this.#part)?.has(language)) return true;
    if (this.#fetching !== language) {
      this.#fetching = language;
      void this.#fetch(language);
    }
    return false;
  }

  /** Only when `ready`. */
  get texts(): Texts {
    return fetched.get(this.#part)?.get(this.#words.language) as Texts;
  }

  async #fetch(language: Language): Promise<void> {
    try {
      const texts = await this.#part.load[language]();
      const known = fetched.get(this.#part) ?? new Map<Language, object>();
      fetched.set(this.#part, known.set(language, texts));
      this.#host.requestUpdate();
    } catch {
      clearTimeout(this.#again);
      this.#again = setTimeout(() => {
        this.#fetching = null;
        this.#host.requestUpdate();
      }, AGAIN_MS);
    }
  }
}

import {
  LocalizeController,
  registerTranslation,
  type FunctionParams,
  type Translation,
} from '@shoelace-style/localize';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { directionOf, languageFor, loadLanguage, type Language } from './languages.ts';
import type { VisitTranslation } from './translation.ts';

type Term = Exclude<keyof VisitTranslation, keyof Translation>;

/**
 * The register of translations is one for the whole page, and the host's own components may keep theirs in it: ours
 * stand under a prefix, so that neither changes the other's words.
 */
const PREFIX = 'video-visit:';
type Registered = Translation & { [K in Term as `${typeof PREFIX}${K}`]: VisitTranslation[K] };

const registered = new Set<Language>();

async function register(language: Language): Promise<void> {
  const translation = await loadLanguage(language);
  if (registered.has(language)) return;
  registered.add(language);
  const prefixed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(translation)) prefixed[key.startsWith('$') ? key : PREFIX + key] = value;
  // Tells every connected controller's host to update.
  registerTranslation(prefixed as unknown as Registered);
}

/** Knows the page's language and follows when it changes. Says only languages we have. */
class PageLanguage extends LocalizeController<Registered> {
  #lang: (inherited: string) => string;

  constructor(host: ReactiveControllerHost & HTMLElement, lang: (inherited: string) => string) {
    super(host);
    this.#lang = lang;
  }

  override lang(): string {
    return this.#lang(super.lang());
  }
}

/**
 * The words of an element in its language: its own `lang`, else the nearest ancestor's (also through shadow roots),
 * else the page's. Fetches the language when first needed; until then `ready` is false and the element shows nothing.
 */
export class Localize implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #page: PageLanguage;
  #inherited: string | null = null;
  #failed = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
    this.#page = new PageLanguage(host, (page) => {
      const tag = this.#tag(page);
      return languageFor(tag) === 'en' && !/^en\b/i.test(tag) ? 'en' : tag;
    });
  }

  hostConnected(): void {
    this.#inherited = nearestLang(this.#host);
  }

  /** Whether the words are here. Asking fetches them. */
  get ready(): boolean {
    const language = this.language;
    if (registered.has(language)) return true;
    register(language).catch(() => {
      // Offline in the very moment of a change of language. English is in no better position; what is there is kept.
      if (!this.#failed) {
        this.#failed = true;
        setTimeout(() => {
          this.#failed = false;
          this.#host.requestUpdate();
        }, 2000);
      }
    });
    return false;
  }

  /** One of our languages. */
  get language(): Language {
    return languageFor(this.#page.lang());
  }

  /** For `Intl`: the language with its region where one is known. Digits as in the clinic's letters (0–9). */
  get locale(): string {
    const tag = this.#page.lang();
    return `${tag === 'en' ? 'en-GB' : tag.split('-u-')[0]}-u-nu-latn`;
  }

  get direction(): 'ltr' | 'rtl' {
    return directionOf(this.language);
  }

  /** The words for `key`, with what goes into them. Only when `ready`. */
  term<K extends Term>(key: K, ...args: FunctionParams<VisitTranslation[K]>): string {
    return this.#page.term(`${PREFIX}${key}` as keyof Registered, ...(args as never));
  }

  #tag(page: string): string {
    const tag = (this.#host.lang || this.#inherited || page).replace(/_/g, '-');
    try {
      return Intl.getCanonicalLocales(tag)[0] ?? 'en';
    } catch {
      return 'en';
    }
  }
}

function nearestLang(element: Element): string | null {
  let from: Element | null = element.parentElement ?? hostOf(element);
  while (from) {
    const found: Element | null = from.closest('[lang]');
    // The document's own language is followed by the controller, as it may change.
    if (found) return found === found.ownerDocument.documentElement ? null : found.getAttribute('lang');
    from = hostOf(from);
  }
  return null;
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

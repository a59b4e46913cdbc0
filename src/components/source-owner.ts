import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { VisitError } from '../core/errors.ts';

/** What a root element makes for itself: a session or a day list, over the network. */
export interface OwnedSource {
  start(): void;
  close(): Promise<void>;
  setToken(token: string): void;
}

/** Which one the attributes ask for. */
export interface WantedSource {
  readonly service: string;
  readonly token: string;
}

/**
 * Holds the life of what a root element makes: made when the attributes ask for it and the code has been fetched,
 * given a new token without being made anew, closed when the element is gone.
 *
 * Being taken out of the document is not yet being gone: the end is only scheduled, so that a move keeps the call.
 * A macrotask, not a frame: a hidden page has no frames, and the camera would stay on.
 */
export class SourceOwner<Source extends OwnedSource> implements ReactiveController {
  readonly #create: (wanted: WantedSource) => Promise<Source>;
  readonly #changed: (source: Source | null, error: VisitError | null) => void;
  readonly #host: ReactiveControllerHost;
  #source: Source | null = null;
  #wanted: WantedSource | null = null;
  /** Counts what was asked for, so that an answer that comes too late is known as such. */
  #asked = 0;
  #end: ReturnType<typeof setTimeout> | undefined;

  constructor(
    host: ReactiveControllerHost,
    create: (wanted: WantedSource) => Promise<Source>,
    changed: (source: Source | null, error: VisitError | null) => void,
  ) {
    this.#host = host;
    this.#create = create;
    this.#changed = changed;
    host.addController(this);
  }

  /** The attributes ask for this, or for nothing. Same service: the source stays and gets the token. */
  want(wanted: WantedSource | null): void {
    const before = this.#wanted;
    this.#wanted = wanted;
    if (!wanted) {
      if (before) this.#close();
    } else if (wanted.service !== before?.service) {
      this.#close();
      void this.#make(wanted);
    } else if (wanted.token !== before.token) {
      this.#source?.setToken(wanted.token);
    }
  }

  /** Tries to make it once more, after its code could not be fetched. */
  again(): void {
    if (this.#wanted && !this.#source) void this.#make(this.#wanted);
  }

  hostConnected(): void {
    clearTimeout(this.#end);
    // After a real end the attributes are asked again.
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#end = setTimeout(() => {
      this.#wanted = null;
      this.#close();
    });
  }

  async #make(wanted: WantedSource): Promise<void> {
    const asked = ++this.#asked;
    try {
      const source = await this.#create(wanted);
      if (asked !== this.#asked) return void source.close();
      this.#source = source;
      const token = this.#wanted?.token;
      if (token !== undefined && token !== wanted.token) source.setToken(token);
      this.#changed(source, null);
      source.start();
    } catch (error) {
      if (asked === this.#asked) this.#changed(null, VisitError.from(error, 'service-unreachable'));
    }
  }

  #close(): void {
    this.#asked++;
    const source = this.#source;
    this.#source = null;
    if (source) {
      this.#changed(null, null);
      void source.close();
    }
  }
}

/** What is wrong with the attributes of a root element, or null. */
export function attributeError(service: string | null, token: string | null): VisitError | null {
  if (!service || !isWebAddress(service))
    return new VisitError('bad-attribute', { detail: 'service: an address with http or https' });
  if (!token) return new VisitError('token-missing');
  return null;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

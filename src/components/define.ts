import { packageVersion } from './package-version.ts';

/** What the package's copies on one page have registered, and which of them came too late. */
export interface Definition {
  readonly tag: string;
  readonly version: string;
  /** Other versions that wanted the same tag later; the first keeps it, as a tag cannot be given twice. */
  readonly refused: readonly string[];
}

const KEY = Symbol.for('video-visit/definitions');
const registry = (): Map<string, Definition> => {
  const page = globalThis as { [KEY]?: Map<string, Definition> };
  return (page[KEY] ??= new Map());
};

/**
 * Registers an element once. Where the tag is taken by this version nothing happens; where another version of the
 * package, or somebody else, has it, the first stays and the refusal is kept for `definitions()`, which support
 * and the problem report read. Nothing is written to the console and nothing thrown: the host's page goes on.
 */
export function define(tag: string, elementClass: CustomElementConstructor): void {
  // On a server there is nothing to register with; the class can still be rendered.
  if (typeof customElements === 'undefined') return;
  const known = registry().get(tag);
  if (!customElements.get(tag)) {
    customElements.define(tag, elementClass);
    registry().set(tag, { tag, version: packageVersion, refused: [] });
  } else if (known?.version !== packageVersion) {
    const { version = 'unknown', refused = [] } = known ?? {};
    if (!refused.includes(packageVersion)) registry().set(tag, { tag, version, refused: [...refused, packageVersion] });
  }
}

/** Every tag that a copy of the package has registered on this page, or found taken. */
export const definitions = (): readonly Definition[] => [...registry().values()];

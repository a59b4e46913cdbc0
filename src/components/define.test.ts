import { assert, describe, it } from '../../test/components/harness.ts';
import { define, definitions } from './define.ts';
import { packageVersion } from './package-version.ts';

describe('define', () => {
  it('registers once, and the second time is silent', () => {
    const First = class extends HTMLElement {};
    define('test-once', First);
    define('test-once', class extends HTMLElement {});
    assert.equal(customElements.get('test-once'), First);
    assert.deepEqual(
      definitions().find(({ tag }) => tag === 'test-once'),
      { tag: 'test-once', version: packageVersion, refused: [] },
    );
  });

  it('leaves a tag to the one who had it, and keeps that it was refused', () => {
    const Theirs = class extends HTMLElement {};
    customElements.define('test-taken', Theirs);
    define('test-taken', class extends HTMLElement {});
    define('test-taken', class extends HTMLElement {});
    assert.equal(customElements.get('test-taken'), Theirs);
    assert.deepEqual(
      definitions().find(({ tag }) => tag === 'test-taken'),
      { tag: 'test-taken', version: 'unknown', refused: [packageVersion] },
    );
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { handoverLink, phonePageOf, readHandover } from './handover-link.ts';

const here = 'https://portal.example/visits?id=7';
const code = 'Zm9vYmFyYmF6cXV4-_Zm9vYmFyYmF6cXV';

describe('the page for the other device', () => {
  test('has https, or is of the own origin', () => {
    assert.equal(phonePageOf('https://phone.example/go', here)?.href, 'https://phone.example/go');
    assert.equal(phonePageOf('/go', here)?.href, 'https://portal.example/go');
    assert.equal(phonePageOf('/go', 'http://127.0.0.1:8080/portal/')?.href, 'http://127.0.0.1:8080/go');
  });

  test('is nothing else', () => {
    for (const address of [null, '', 'http://phone.example/go', 'javascript:alert(1)', 'data:text/html,x', 'http://['])
      assert.equal(phonePageOf(address, here), null, String(address));
  });
});

describe('the link', () => {
  const page = new URL('https://phone.example/go?lang=sv#top');

  test('has the code in the fragment and nowhere else', () => {
    const link = new URL(handoverLink(page, code));
    assert.equal(link.hash, `#visit-handover=${code}`);
    assert.equal(`${link.origin}${link.pathname}${link.search}`, 'https://phone.example/go?lang=sv');
  });

  test('is read back, and the code taken out; what else stands in the fragment stays', () => {
    assert.deepEqual(readHandover(handoverLink(page, code)), { code, without: 'https://phone.example/go?lang=sv' });
    assert.deepEqual(readHandover(`https://phone.example/#a=1&visit-handover=${code}&b`), {
      code,
      without: 'https://phone.example/#a=1&b',
    });
  });

  test('of another kind is none', () => {
    for (const address of [here, `${here}#top`, `${here}#visit-handover=`, `${here}#visit-handover=<script>`])
      assert.equal(readHandover(address), null);
  });
});

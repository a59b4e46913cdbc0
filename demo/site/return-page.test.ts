import assert from 'node:assert/strict';
import { test } from 'node:test';
import { returnLink } from './return-page.ts';

const portals = [
  { name: 'Min vård', address: 'https://vard.example.se/portal/' },
  { name: 'Hälsokontot', address: 'https://halsa.example.se/' },
] as const;
const first = { name: 'Min vård', href: 'https://vard.example.se/portal/' };

for (const wanted of ['https://vard.example.se/portal/', 'https://vard.example.se/portal/visits?person=7#later'])
  test(`leads back to ${wanted}`, () => {
    assert.deepEqual(returnLink(wanted, portals), { name: 'Min vård', href: wanted });
  });

test('knows which portal it is', () => {
  const href = 'https://halsa.example.se/inkorg';
  assert.deepEqual(returnLink(href, portals), { name: 'Hälsokontot', href });
});

for (const wanted of [
  undefined,
  '',
  '/portal/',
  '//evil.example/portal/',
  'https://evil.example/portal/',
  'https://vard.example.se.evil.example/portal/',
  'https://vard.example.se@evil.example/portal/',
  'https://vard.example.se:8443/portal/',
  'https://user:secret@vard.example.se/portal/',
  'http://vard.example.se/portal/',
  'https://vard.example.se/portal-evil/',
  'https://vard.example.se/portal/../other/',
  'https://vard.example.se/portal/%2e%2e/other/',
  'https:\\\\evil.example\\portal\\',
  'javascript:alert(1)//https://vard.example.se/portal/',
  'data:text/html,https://vard.example.se/portal/',
  'blob:https://vard.example.se/portal/',
])
  test(`does not lead to ${wanted}`, () => assert.deepEqual(returnLink(wanted, portals), first));

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitErrorCodes } from '../core/errors.ts';
import { isolateIn } from './isolate.ts';
import { directionOf, languageFor, languages, loadLanguage } from './languages.ts';
import { deviceErrorCodes } from './translation.ts';

const all = await Promise.all(languages.map((language) => loadLanguage(language)));
const sv = all[0]!;

for (const translation of all) {
  test(`${translation.$code}: says all that Swedish says, and nothing is empty`, () => {
    assert.deepEqual(Object.keys(translation).sort(), Object.keys(sv).sort());
    for (const [key, value] of Object.entries(translation)) {
      const words: unknown =
        typeof value === 'function' ? (value as (...args: unknown[]) => unknown)(...sample(key)) : value;
      assert.equal(typeof words, 'string', key);
      assert.match(words as string, /\S/, key);
      assert.doesNotMatch(words as string, /undefined|NaN|\[object/, key);
    }
  });

  test(`${translation.$code}: every error has a sentence and a next step`, () => {
    const words = translation as unknown as Record<string, string>;
    for (const code of visitErrorCodes) {
      for (const kind of ['error', 'next']) assert.match(words[`${kind}:${code}`] ?? '', /[.؟!]$/, `${kind}:${code}`);
    }
    for (const code of deviceErrorCodes) {
      for (const device of ['camera', 'microphone'])
        assert.match(words[`${device}:${code}`] ?? '', /\.$/, `${device}:${code}`);
    }
  });

  test(`${translation.$code}: its direction is the one that loading foresees`, () => {
    assert.equal(directionOf(languageFor(translation.$code)), translation.$dir);
  });

  test(`${translation.$code}: counts`, () => {
    const said = [1, 2, 3, 11, 100].map((count) => translation.minutes(count));
    assert.equal(new Set(said).size, said.length);
  });
}

test('no technical terms in Swedish, and no “fel uppstod”', () => {
  for (const [key, value] of Object.entries(sv)) {
    if (typeof value === 'string') {
      assert.doesNotMatch(value, /fel uppstod|token|gateway|server|WebRTC|session|anslutning|klient\b/i, key);
    }
  }
});

test('the best language of ours, else English', () => {
  assert.equal(languageFor('sv-FI'), 'sv');
  assert.equal(languageFor('AR_eg'), 'ar');
  assert.equal(languageFor('en-GB'), 'en');
  assert.equal(languageFor('tlh'), 'en');
  assert.equal(languageFor(''), 'en');
});

test('a name of the other direction is set apart', () => {
  assert.equal(isolateIn('ltr')('Anna Berg'), 'Anna Berg');
  assert.equal(isolateIn('rtl')('Anna Berg'), '\u2068Anna Berg\u2069');
  assert.equal(isolateIn('ltr')('ليلى'), '\u2068ليلى\u2069');
  assert.equal(isolateIn('rtl')('ليلى'), 'ليلى');
});

function sample(key: string): unknown[] {
  const count = ['minutes', 'updatedMinutesAgo', 'peopleWait', 'waitsMinutes'].includes(key);
  return count ? [4] : ['Anna Berg', key === 'microphoneIs' ? true : 'Anna Berg'];
}

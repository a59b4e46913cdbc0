import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { languages } from './languages.ts';

/** Each folder beside this file is a part: `<language>.ts` exports its texts under the language's name. */
const parts = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

for (const part of parts) {
  const all = await Promise.all(
    languages.map(async (language) => {
      const module = (await import(`./${part}/${language}.ts`)) as Record<string, Record<string, unknown>>;
      return [language, module[language]] as const;
    }),
  );

  test(`${part}: every language says all that Swedish says, and nothing is empty`, () => {
    const swedish = Object.keys(all[0]![1] ?? {}).sort();
    assert.notEqual(swedish.length, 0);
    for (const [language, texts] of all) {
      assert.deepEqual(Object.keys(texts ?? {}).sort(), swedish, language);
      for (const [key, value] of Object.entries(texts ?? {})) {
        if (typeof value === 'string') assert.match(value, /\S/, `${language} ${key}`);
      }
    }
  });

  test(`${part}: no technical terms in Swedish, and no “fel uppstod”`, () => {
    for (const [key, value] of Object.entries(all[0]![1] ?? {})) {
      if (typeof value !== 'string') continue;
      assert.doesNotMatch(value, /fel uppstod|token|gateway|server|WebRTC|session|anslutning|klient\b/i, key);
    }
  });
}

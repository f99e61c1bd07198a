import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../src/engine/protocol.ts';
import { LOCALES } from '../../src/texts.ts';

/** What people type, as opposed to what they read: each language has its own words there. */
const TYPED = ['commands.json', 'numbers.json', 'answers.json'];

function files(language: string): string[] {
  return readdirSync(join(LOCALES, language), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort();
}

/** Every text of a file by its path. */
function texts(language: string, file: string): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') found.set(path, value);
    else
      for (const [key, below] of Object.entries(value as Record<string, unknown>))
        walk(below, path === '' ? key : `${path}.${key}`);
  };
  walk(JSON.parse(readFileSync(join(LOCALES, language, file), 'utf8')), '');
  return found;
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{\s*([\w.]+)\s*\}\}/g)].map((match) => match[1] ?? '').sort();
}

test('every language has the same files', () => {
  for (const language of LANGUAGES) expect(files(language), language).toEqual(files('en'));
});

describe.each(files('en').filter((file) => !TYPED.includes(file)))('%s', (file) => {
  describe.each(LANGUAGES.filter((language) => language !== 'en'))('in %s', (language) => {
    test('has the same keys as English', () => {
      expect([...texts(language, file).keys()].sort()).toEqual([...texts('en', file).keys()].sort());
    });

    test('names the same values in each text', () => {
      const english = texts('en', file);
      for (const [key, text] of texts(language, file)) {
        expect(placeholders(text), `${language}/${file} ${key}`).toEqual(placeholders(english.get(key) ?? ''));
      }
    });

    test('is written in its own script', () => {
      const whole = [...texts(language, file)]
        .filter(([key]) => !key.startsWith('language.'))
        .map(([, text]) => text)
        .join(' ');
      const urdu = whole.match(/[\u0600-\u06ff]/g)?.length ?? 0;
      const latin = whole.replaceAll(/\{\{.*?\}\}/g, '').match(/[a-z]/gi)?.length ?? 0;
      if (language === 'ur') expect(urdu).toBeGreaterThan(latin);
      else expect(urdu).toBe(0);
    });
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadLanguages } from '../../src/languages.ts';
import { LOCALES } from '../../src/texts.ts';
import { isNeeded, WHOLE_FILES } from '../support/partial.ts';

/** What people type or what a language is, as opposed to what they read: each language has its own words there. */
const TYPED = ['commands.json', 'numbers.json', 'answers.json', 'language.json'];

const languages = loadLanguages(LOCALES);
const others = languages.filter(({ id }) => id !== 'en');

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

test('every complete language has the same files, every other one no further ones', () => {
  expect(languages.filter(({ complete }) => complete).length).toBeGreaterThan(1);
  for (const { id, complete } of languages) {
    if (complete) expect(files(id), id).toEqual(files('en'));
    else expect(files('en'), id).toEqual(expect.arrayContaining([...files(id), ...WHOLE_FILES]));
  }
});

test('no letter and no word that gives a language away belongs to another one as well', () => {
  const owners = (of: (language: (typeof languages)[number]) => readonly string[]): string[] => languages.flatMap(of);
  for (const all of [owners(({ letters }) => [...letters]), owners(({ words }) => words)]) {
    expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([]);
  }
});

describe.each(files('en').filter((file) => !TYPED.includes(file)))('%s', (file) => {
  const english = texts('en', file);

  describe.each(others.filter(({ id }) => files(id).includes(file)))('in $id', ({ id, complete, direction }) => {
    test(complete ? 'has the same keys as English' : 'has the keys that matter most, and none that English has not', () => {
      const own = [...texts(id, file).keys()];
      const needed = [...english.keys()].filter((key) => complete || isNeeded(file, key));
      expect(needed.filter((key) => !own.includes(key))).toEqual([]);
      expect(own.filter((key) => !english.has(key))).toEqual([]);
    });

    test('names the same values in each text', () => {
      for (const [key, text] of texts(id, file)) {
        // This line stands beside the English one, which names the helpline for all.
        if (file === 'intake.json' && key === 'language.ask') continue;
        expect(placeholders(text), `${id}/${file} ${key}`).toEqual(placeholders(english.get(key) ?? ''));
      }
    });

    test('is written in its own script', () => {
      const whole = [...texts(id, file).values()].join(' ');
      const arabic = whole.match(/[\u0600-\u06ff]/g)?.length ?? 0;
      const latin = whole.replaceAll(/\{\{.*?\}\}/g, '').match(/[a-z]/gi)?.length ?? 0;
      if (direction === 'rtl') expect(arabic).toBeGreaterThan(latin);
      else expect(arabic).toBe(0);
    });
  });
});

test('a language that falls back has every file in which something matters', () => {
  const missing = others.flatMap(({ id }) =>
    files('en')
      .filter((file) => !TYPED.includes(file) && !files(id).includes(file))
      .filter((file) => [...texts('en', file).keys()].some((key) => isNeeded(file, key)))
      .map((file) => `${id}/${file}`),
  );
  expect(missing).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/engine/protocol.ts';
import { loadLanguages } from '../../src/languages.ts';
import { LOCALES } from '../../src/texts.ts';
import { bare } from '../../src/triage/text/normalise.ts';

const LANGUAGES = loadLanguages(LOCALES).map(({ id }) => id);

const read = (name: string): Record<string, Record<string, unknown>> =>
  Object.fromEntries(
    LANGUAGES.map((language) => [
      language,
      JSON.parse(readFileSync(new URL(`../../locales/${language}/${name}.json`, import.meta.url), 'utf8')),
    ]),
  );
const commands = read('commands');
const answers = read('answers');
const numbers = read('numbers');

/** Every word of all languages, in the form it is compared in, with what it means; a meaning is counted once a word. */
function meanings(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (word: unknown, meaning: string) => {
    const form = bare(String(word));
    found.set(form, (found.get(form) ?? new Set()).add(meaning));
  };
  for (const language of LANGUAGES) {
    for (const lists of [commands, answers]) {
      for (const [meaning, words] of Object.entries(lists[language] ?? {}))
        if (Array.isArray(words)) for (const word of words) add(word, meaning);
    }
    for (const [word, value] of Object.entries(numbers[language] ?? {})) add(word, `number ${value}`);
  }
  return found;
}

describe('the words people type at any time', () => {
  it.each(LANGUAGES)('%s knows every command, every answer and the numbers 0 to 10', (language) => {
    expect(Object.keys(commands[language] ?? {}).sort()).toEqual([...COMMANDS, 'danger'].sort());
    for (const words of Object.values(commands[language] ?? {})) expect([words].flat().length).toBeGreaterThan(4);
    expect(Object.keys(answers[language] ?? {})).toEqual(Object.keys(answers.en ?? {}));
    expect(Object.keys(answers[language] ?? {})).toEqual(expect.arrayContaining(['yes', 'no', 'skip']));
    expect([...new Set(Object.values(numbers[language] ?? {}))].sort((a, b) => Number(a) - Number(b))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });

  it('have letters or digits to be compared by', () => {
    expect([...meanings().keys()]).not.toContain('');
  });

  it('mean one thing each, whatever the language', () => {
    expect([...meanings()].filter(([, several]) => several.size > 1).map(([word, several]) => [word, ...several])).toEqual([]);
  });

  it('hold no word twice in one language', () => {
    for (const language of LANGUAGES) {
      const lists = [commands, answers].flatMap((words) => Object.values(words[language] ?? {}).flat());
      const words = lists.map((word) => bare(String(word)));
      expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    }
  });

  it('always hold 0 for a person and x for hide', () => {
    const byWord = meanings();
    expect([...(byWord.get('0') ?? [])]).toEqual(['person']);
    expect([...(byWord.get('x') ?? [])]).toEqual(['hide']);
  });
});

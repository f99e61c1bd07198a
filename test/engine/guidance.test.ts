import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SITUATIONS } from '../../flows/intake/situation.ts';
import { guidanceOf, stepsFor } from '../../flows/intake/steps.ts';
import { TYPES } from '../../flows/intake/types.ts';
import { FLAGS } from '../../src/engine/protocol.ts';
import { loadTexts } from '../../src/texts.ts';

const LOCALES = new URL('../../locales/', import.meta.url);
const texts = loadTexts();
const complete = texts.languages.filter((language) => language.complete).map(({ id }) => id);
const keys = TYPES.map(({ key }) => key);

interface Guide {
  readonly sources: readonly string[];
  readonly reviewed: string;
  readonly dont: string;
  readonly steps: Readonly<Record<string, { text: string; explain: string; short: string }>>;
  readonly team: string;
}

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, LOCALES), 'utf8'));
const guide = (language: string, type: string): Guide => read(`${language}/guidance/${type}.json`) as Guide;

/** Everything a person may have told that decides about the steps. */
const facts = fc.record({
  flags: fc.uniqueArray(fc.constantFrom(...FLAGS)),
  answers: fc.record({
    types: fc.uniqueArray(fc.constantFrom(...keys), { minLength: 1, maxLength: 2 }).map((types) => types.join(',')),
    minor: fc.constantFrom('yes', 'no', 'skip'),
    safe: fc.constantFrom('yes', 'no'),
    situation: fc.uniqueArray(fc.constantFrom(...SITUATIONS)).map((situations) => situations.join(',')),
    relationship: fc.constantFrom('partner', 'relative', 'stranger', 'skip'),
  }),
});

describe('whatever was told', () => {
  test('there are one to seven steps, each once, and every one has its words in every complete language', () => {
    fc.assert(
      fc.property(facts, (told) => {
        const steps = stepsFor(told);
        expect(steps.length).toBeGreaterThanOrEqual(3);
        expect(steps.length).toBeLessThanOrEqual(7);
        expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
        const lines = steps.flatMap(({ key }) => ['text', 'explain', 'short'].map((role) => `${key}.${role}`));
        const ends = guidanceOf(told).flatMap((key) => [`${key}:dont`, `${key}:team`]);
        for (const language of complete) expect([...lines, ...ends].filter((key) => !texts.has(language, key))).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
  });

  test('nobody is led to copy the picture of a minor, and one adult is named', () => {
    fc.assert(
      fc.property(facts, (told) => {
        const minor = { ...told, flags: [...told.flags, 'minor' as const], answers: { ...told.answers, minor: 'yes' } };
        const ids = stepsFor(minor).map(({ id }) => id);
        const pictured = TYPES.some(({ key, image }) => image && told.answers.types.split(',').includes(key));
        if (pictured) expect(ids.filter((id) => ['E1', 'E1S', 'E3', 'B3'].includes(id))).toEqual([]);
        if (pictured) expect(ids[0]).toBe('M2');
        expect(['M1', 'M1F']).toContain(ids.at(-1));
      }),
    );
  });

  test('nobody for whom police are not safe is sent there', () => {
    fc.assert(
      fc.property(facts, (told) => {
        const ids = stepsFor({ ...told, answers: { ...told.answers, situation: 'police_unsafe' } }).map(({ id, key }) => [
          id,
          key,
        ]);
        const own = TYPES.filter(({ ownLines }) => ownLines).map(({ key }) => `guidance/${key}:`);
        const sent = ids.filter(
          ([id = '', key = '']) => ['S1', 'V1', 'V2'].includes(id) && !own.some((one) => key.startsWith(one)),
        );
        expect(sent).toEqual([]);
      }),
    );
  });
});

describe('the files of the guidance', () => {
  const known = Object.keys(read('sources.json') as Record<string, unknown>);

  test('there is one for every type, and one for who feels watched', () => {
    for (const language of complete) {
      const files = readdirSync(new URL(`${language}/guidance/`, LOCALES));
      expect(files.sort(), language).toEqual([...keys, 'watched'].map((key) => `${key}.json`).sort());
    }
  });

  test.each(TYPES.map((type) => [type.key, type] as const))(
    '%s has its steps in order, its sources, and says who has read it',
    (key, { steps }) => {
      const ids = steps.flatMap((id) => id.split('/'));
      expect(ids.length).toBeGreaterThanOrEqual(3);
      expect(ids.length).toBeLessThanOrEqual(7);
      for (const language of complete) {
        const { sources, reviewed, ...lines } = guide(language, key);
        expect(Object.keys(lines)).toEqual(['dont', 'steps', 'team']);
        expect(Object.keys(lines.steps)).toEqual(ids);
        expect(sources.filter((source) => source !== 'OWN' && !known.includes(source))).toEqual([]);
        expect(sources.length).toBeGreaterThan(0);
        expect(reviewed).toMatch(/^none yet$|^\d{4}-\d\d-\d\d, .+/);
      }
    },
  );

  test('a refusal to name what happened gets the general steps', () => {
    expect(stepsFor({ answers: { types: 'other' }, flags: [] }).map(({ id }) => id)).toEqual(['S1', 'E1', 'S5']);
  });
});

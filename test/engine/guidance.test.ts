import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SITUATIONS } from '../../flows/intake/situation.ts';
import { guidanceOf, stepsFor } from '../../flows/intake/steps.ts';
import { type ComplaintType, TYPES } from '../../flows/intake/types.ts';
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

type Facts = Parameters<typeof stepsFor>[0];

/** Everything a person may have told that decides about the steps: each type and each two, with every circumstance. */
function* everything(): Generator<Facts> {
  const pairs = keys.flatMap((first) => [
    first,
    ...keys.filter((second) => second !== first).map((second) => `${first},${second}`),
  ]);
  const situations = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) => SITUATIONS.filter((_, index) => bits & (1 << index)).join(','));
  for (const types of pairs)
    for (const minor of ['yes', 'no', 'skip'])
      for (const flags of [[], ['minor' as const]])
        for (const safe of ['yes', 'no'])
          for (const situation of situations) yield { flags, answers: { types, minor, safe, situation } };
}

const typesIn = ({ answers }: Facts): readonly ComplaintType[] =>
  TYPES.filter(({ key }) => answers.types?.split(',').includes(key));

describe('whatever was told', () => {
  const told = [...everything()].map((facts) => ({ facts, steps: stepsFor(facts) }));
  const ids = ({ steps }: (typeof told)[number]): readonly string[] => steps.map(({ id }) => id);

  test('there are three to seven steps, each once', () => {
    const wrong = told.filter((one) => one.steps.length < 3 || one.steps.length > 7 || new Set(ids(one)).size < one.steps.length);
    expect(told.length).toBeGreaterThan(100_000);
    expect(wrong.map(({ facts }) => facts)).toEqual([]);
  });

  test('every step, every warning and every word about the team stands in every complete language', () => {
    const steps = told.flatMap((one) => one.steps.flatMap(({ key }) => [`${key}.text`, `${key}.explain`, `${key}.short`]));
    const ends = told.flatMap(({ facts }) => guidanceOf(facts).flatMap((key) => [`${key}:dont`, `${key}:team`]));
    const said = [...new Set([...steps, ...ends])];
    expect(said.length).toBeGreaterThan(500);
    for (const language of complete) expect(said.filter((key) => !texts.has(language, key))).toEqual([]);
  });

  test('nobody is led to copy the picture of a minor, and an adult is named last', () => {
    const pictured = told.filter(({ facts }) => facts.flags.length > 0 && typesIn(facts).some(({ image }) => image));
    const copied = pictured.filter(
      (one) => ids(one)[0] !== 'M2' || ids(one).some((id) => ['E1', 'E1S', 'E3', 'B3'].includes(id)),
    );
    expect(pictured.length).toBeGreaterThan(1_000);
    expect(copied.filter(({ facts }) => facts.answers.minor === 'yes').map(({ facts }) => facts)).toEqual([]);
    const minors = told.filter(({ facts }) => facts.flags.length > 0);
    expect(minors.filter((one) => !['M1', 'M1F'].includes(ids(one).at(-1) ?? ''))).toEqual([]);
  });

  test('nobody for whom police are not safe is sent there by a general line', () => {
    const unsafe = told.filter(({ facts }) => facts.answers.situation?.includes('police_unsafe'));
    const own = TYPES.filter(({ ownLines }) => ownLines).map(({ key }) => `guidance/${key}:`);
    const sent = unsafe.filter(({ steps }) =>
      steps.some(({ id, key }) => ['S1', 'V1', 'V2'].includes(id) && !own.some((start) => key.startsWith(start))),
    );
    expect(sent.map(({ facts }) => facts)).toEqual([]);
  });

  test('what endangers a body comes before what spreads', () => {
    const [first] = stepsFor({ flags: [], answers: { types: 'ncii,gbv', minor: 'no', safe: 'no' } });
    expect(first?.key).toBe('guidance/gbv:steps.S1');
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

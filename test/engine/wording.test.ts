import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadLanguages } from '../../src/languages.ts';
import { LOCALES as FOLDER } from '../../src/texts.ts';

/** The files that hold what this flow says. */
const FILES = ['common', 'intake', 'steps', 'types'];

/** More does not fit on a small screen. Characters. */
const LONGEST = 500;
const LONGEST_LABEL = 60;

const LOCALES = new URL('../../locales/', import.meta.url);

const leaves = (value: unknown, path: string): [string, string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value ?? {}).flatMap(([name, inner]) => leaves(inner, path ? `${path}.${name}` : name));

const present = loadLanguages(FOLDER).flatMap(({ id }) =>
  readdirSync(new URL(`${id}/`, LOCALES)).flatMap((file) => (FILES.includes(file.replace('.json', '')) ? [`${id}/${file}`] : [])),
);

describe.each(present)('the texts of %s', (file) => {
  const texts = leaves(JSON.parse(readFileSync(new URL(file, LOCALES), 'utf8')), '');

  test('are short', () => {
    expect(texts.filter(([, text]) => text.length > LONGEST).map(([key]) => key)).toEqual([]);
    expect(
      texts.filter(([key, text]) => /\.(label|option\.[\w-]+)$/.test(key) && text.length > LONGEST_LABEL).map(([key]) => key),
    ).toEqual([]);
  });

  test('name no telephone number; those stand in the profile', () => {
    const likeNumber = /\+?\d[\d -]{4,}\d|\b(?:15|911|1\d{3})\b/;
    expect(texts.filter(([, text]) => likeNumber.test(text)).map(([key]) => key)).toEqual([]);
  });

  test('ask nobody why, and promise nothing', () => {
    const unkind = /\bwhy did(n't)? you\b|\byou should have\b|\bwe promise\b|\bguarantee|\bcalm down\b|\brevenge porn\b/i;
    expect(texts.filter(([, text]) => unkind.test(text)).map(([key]) => key)).toEqual([]);
  });

  test('have no empty text', () => {
    expect(texts.filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });
});

test('labels of options say nothing that has to be filled in', () => {
  const labels = present.flatMap((file) =>
    leaves(JSON.parse(readFileSync(new URL(file, LOCALES), 'utf8')), file).filter(([key]) =>
      /\.(label|option\.[\w-]+)$/.test(key),
    ),
  );
  expect(labels.filter(([, text]) => text.includes('{{')).map(([key]) => key)).toEqual([]);
  expect(labels.length).toBeGreaterThan(100);
});

/** English of school grade six or below, so that somebody who is frightened, and reads it as a third language, can follow. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import { describe, expect, test } from 'vitest';
import { LOCALES, loadTexts } from '../../src/texts.ts';

/** Years of school (Flesch and Kincaid). */
const HARDEST = 6;

/** With fewer words the measure says nothing: "Saturday" alone would take ten years of school. */
const FEWEST_WORDS = 8;

const FILES = ['asked', 'chat', 'common', 'feedback', 'followUp', 'intake', 'status', 'steps', 'system'].concat(
  readdirSync(join(LOCALES, 'en', 'guidance')).map((file) => `guidance/${file.replace('.json', '')}`),
);

const texts = loadTexts();

type Line = readonly [key: string, text: string];

/** A line break ends a sentence as a full stop does. Web addresses and numbers are not read as words. */
function count(text: string) {
  const read = text.replaceAll(/(?:https?:\/\/)?\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b\S*/g, '');
  const sentences = read.split(/[.!?]+["”)]*(?:\s|$)|\n/).filter((sentence) => /[a-z]/i.test(sentence));
  const words = read.match(/[a-z][a-z'’]*/gi) ?? [];
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0);
  return { sentence: Math.max(1, sentences.length), word: words.length, syllable: syllables };
}

/** Each text that is too hard, by its key and the grade it needs. */
function tooHard(lines: readonly Line[]): string[] {
  return lines.flatMap(([key, text]) => {
    const counted = count(text);
    const grade = fleschKincaid(counted);
    return counted.word >= FEWEST_WORDS && grade > HARDEST ? [`${key} is of grade ${grade.toFixed(1)}`] : [];
  });
}

const leaves = (value: unknown, path: string): Line[] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value ?? {}).flatMap(([name, inner]) => leaves(inner, path.endsWith(':') ? path + name : `${path}.${name}`));

const written = new Map(
  FILES.map((file) => {
    const lines = leaves(JSON.parse(readFileSync(join(LOCALES, 'en', `${file}.json`), 'utf8')), `${file}:`);
    return [file, lines.filter(([key]) => !/:(?:sources|reviewed)\b/.test(key))];
  }),
);

/** A short word for every value, because a helpline may have a longer name; a list is no sentence and stands for nothing. */
const short = Object.fromEntries(
  [...written.values()]
    .flat()
    .flatMap(([, text]) =>
      [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => [name, /[Ll]ines$|^steps$/.test(name) ? '' : 'Amaan']),
    ),
);

/** What a person reads at one time, filled in: a step is measured together with its explanation. */
function readTogether(lines: readonly Line[]): Line[] {
  const say = (key: string): string => texts.say('en', key, short);
  const ofStep = (key: string, role: string): boolean => /^(?:steps|guidance)/.test(key) && key.endsWith(`.${role}`);
  return lines
    .filter(([key]) => !ofStep(key, 'explain'))
    .map(([key]) => [key, ofStep(key, 'text') ? `${say(key)}\n${say(key.replace(/text$/, 'explain'))}` : say(key)]);
}

describe('plain English', () => {
  test.each(FILES)('%s is of grade six or below', (file) => {
    const lines = readTogether(written.get(file) ?? []);
    expect(lines.length).toBeGreaterThan(0);
    expect(tooHard(lines)).toEqual([]);
  });

  test('is told from what is hard to read', () => {
    const hard = 'Immediately following notification, the complainant must document every available piece of evidence.';
    const plain = 'Please keep what you have. It can help us later. You do not have to look at it again.';
    expect(
      tooHard([
        ['hard', hard],
        ['plain', plain],
      ]),
    ).toEqual([expect.stringMatching(/^hard is of grade \d\d\.\d$/)]);
  });

  test('is measured by sentences, not by what stands in them as an address or between quotation marks', () => {
    expect(count('He wrote "pay." Go to https://take.down.org/now or stopncii.org.\n• Tell one person')).toMatchObject({
      sentence: 3,
      word: 9,
    });
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { greetingLine } from '../../flows/intake/greeting.ts';
import { spokenValues } from '../../src/effects/values.ts';
import { loadProfile } from '../../src/profile.ts';
import { LOCALES, loadTexts } from '../../src/texts.ts';
import { atSummary, inQueue } from '../support/intakeTalk.ts';

/** What people type, what a language is, and the desk's own pages: nobody who complains reads them. */
const UNREAD = ['oncall', 'answers', 'commands', 'desk', 'language', 'numbers'];

/** Beside the advice of a guide stands where it is from. */
const ORIGIN = /:(?:sources|reviewed)\b/;

/** More does not fit on a small screen. Characters. */
const LONGEST = 700;
const LONGEST_LABEL = 60;

/** What a line of the guidance may have, by the end of its key: one thought at a time. Characters; a list of numbers does not count. */
const ROLES = { dont: 220, text: 230, explain: 430, short: 55, team: 270 };

const MOST_STEPS = 7;

const texts = loadTexts();
const profile = loadProfile();

/** Nobody is there. */
const AT_NIGHT = new Date('2026-11-23T22:00+05:00');
/** Every fact about others has expired. */
const MUCH_LATER = new Date('2090-01-01T22:00+05:00');

/** What a flow, a page or the program gives along, as long as it gets. */
const GIVEN: readonly (readonly [keys: RegExp, values: Readonly<Record<string, string>>])[] = [
  [/^intake:queue\.(?:place|closed\w*)$|^status:waiting$/, { place: '120' }],
  [/^intake:queue\.nowOpenCode$/, { codeWord: 'm'.repeat(40) }],
  [/^intake:handOff\.reference$/, { reference: '1234-5678', pin: '1234' }],
  [/^intake:guidance\.summary/, { steps: `• ${'m'.repeat(ROLES.short)}\n`.repeat(MOST_STEPS) }],
  [/^system:hours\.daily$/, { from: '09:00', to: '17:00' }],
  [/^system:hours\.day$/, { day: 'Wednesday', from: '09:00', to: '17:00' }],
  [/^system:opening\.(?:today|tomorrow)$/, { time: '09:00' }],
  [/^system:opening\.later$/, { day: 'Wednesday', time: '09:00' }],
  [/^chat:problem\.tooLong$/, { limit: '4000' }],
];

const given = (key: string): Readonly<Record<string, string>> => GIVEN.find(([keys]) => keys.test(key))?.[1] ?? {};

const leaves = (value: unknown, path: string): [string, string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value ?? {}).flatMap(([name, inner]) => leaves(inner, path.endsWith(':') ? path + name : `${path}.${name}`));

/** Every text of a language that somebody who complains may read, as it stands in its file, under its key. */
function written(language: string): [key: string, text: string][] {
  return readdirSync(join(LOCALES, language), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && !UNREAD.includes(file.replace('.json', '')))
    .flatMap((file) => leaves(JSON.parse(readFileSync(join(LOCALES, language, file), 'utf8')), file.replace('.json', ':')))
    .filter(([key]) => !ORIGIN.test(key));
}

const valuesIn = (text: string): string[] => [...text.matchAll(/\{\{\s*([\w.]+)\s*\}\}/g)].map(([, name = '']) => name);
const isLabel = (key: string): boolean => /\.(?:label|option\.[\w-]+)$/.test(key);
const roleOf = (key: string) => Object.entries(ROLES).find(([role]) => /^(?:guidance|steps)/.test(key) && key.endsWith(role));
const withoutLists = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, name.endsWith('Lines') ? '' : value]));

/** Six or more digits, or the short numbers that save lives; ours stand in the profile, and those of others expire. */
const NUMBER = /\+?[\d۰-۹][\d۰-۹ -]{4,}[\d۰-۹]|(?<![\d۰-۹])(?:15|911|1\d{3}|۱۵|۱[۰-۹]{3})(?![\d۰-۹])/;
const ADDRESS = /https?:|www\.|\b[a-z\d-]+\.(?:com|org|net|pk|gov)\b/i;
const LAW =
  /\b(?:section|sec\.|article|dafa|shiq)\s*(?:no\.?|number)?\s*\d|§|(?:دفعہ|آرٹیکل|شق|ماده)\s*(?:نمبر)?\s*[\d۰-۹]|\b(?:PECA|PPC|CrPC)\b|\bact,? (?:of )?\d{4}/i;

/** Blame, promises that nobody can keep, and words that hurt; others may promise, and we may say that we cannot. */
const UNKIND = [
  /\bwhy (?:did|do|have|had|were|would|could)(?:n['’]t)? you\b/i,
  /\byou should(?:n['’]t| not)? have\b/i,
  /\b(?:we|i)(?: can| do| will|['’]ll)? promise\b/i,
  /\bguarantee/i,
  /\bcalm down\b/i,
  /\brevenge porn/i,
  /کیوں (?:کیا|کہا|کھول|بھیج|دی|دے|مان|گئ|نہیں)/,
  /چاہیے تھا/,
  /وعدہ (?:ہے|کرت)/,
  /گارنٹی|ضمانت د/,
  /پرسکون (?:ہو|رہ)/,
  /ریوینج پورن/,
  /\bkyu+n? (?:kiya|kaha|khol|bhej|di\b|diya|de\b|maan|ga[iy]|nahi)/i,
  /\bchahiy?e tha\b/i,
  /\bwa+da (?:hai|kart)/i,
  /\bgaranti\b|\bzamanat d/i,
  /\bpur ?suk[ou]+n (?:ho|rah)/i,
  /ولې (?:مو|دې|تاسو)/,
  /وعده (?:کوم|کوو)/,
];

const isUnkind = (text: string): boolean => UNKIND.some((words) => words.test(text));

describe.each(texts.languages.map(({ id }) => id))('the texts of %s', (language) => {
  const lines = written(language);

  test('are all looked at', () => {
    const files = new Set(lines.map(([key]) => key.slice(0, key.indexOf(':'))));
    for (const file of ['common', 'intake', 'types', 'status', 'system', 'chat']) expect(files).toContain(file);
    const complete = texts.languages.some(({ id, complete }) => id === language && complete);
    if (complete) for (const file of ['asked', 'steps', 'followUp', 'feedback', 'guidance/ncii']) expect(files).toContain(file);
  });

  test('are short with everything filled in', () => {
    const long = [AT_NIGHT, MUCH_LATER].flatMap((now) =>
      lines.flatMap(([key]) => {
        const text = texts.say(language, key, { ...spokenValues(profile, texts, language, now), ...given(key) });
        const limit = isLabel(key) ? LONGEST_LABEL : LONGEST;
        return text.length > limit ? [`${key}: ${text.length} of ${limit}`] : [];
      }),
    );
    expect([...new Set(long)]).toEqual([]);
  });

  test('give one thought at a time in the guidance', () => {
    const values = withoutLists(spokenValues(profile, texts, language, AT_NIGHT));
    const long = lines.flatMap(([key]) => {
      const [, limit] = roleOf(key) ?? ['', LONGEST];
      const { length } = texts.say(language, key, { ...values, ...given(key) });
      return length > limit ? [`${key}: ${length} of ${limit}`] : [];
    });
    expect(long).toEqual([]);
  });

  test('name only values that exist', () => {
    const known = Object.keys(spokenValues(profile, texts, language, AT_NIGHT));
    const holes = lines.flatMap(([key, text]) =>
      valuesIn(text)
        .filter((name) => !known.includes(name) && !(name in given(key)))
        .map((name) => `${key}: ${name}`),
    );
    expect(holes).toEqual([]);
  });

  test('name no telephone number and no web address; those stand in the profile', () => {
    expect(lines.filter(([, text]) => NUMBER.test(text) || ADDRESS.test(text)).map(([key]) => key)).toEqual([]);
  });

  test('name no section of a law', () => {
    expect(lines.filter(([, text]) => LAW.test(text)).map(([key]) => key)).toEqual([]);
  });

  test('ask nobody why, and promise nothing', () => {
    expect(lines.filter(([, text]) => isUnkind(text)).map(([key]) => key)).toEqual([]);
  });

  test('have no empty text, and no label that has to be filled in', () => {
    const wrong = lines.filter(([key, text]) => text.trim() === '' || (isLabel(key) && text.includes('{{')));
    expect(wrong.map(([key]) => key)).toEqual([]);
    expect(lines.filter(([key]) => isLabel(key)).length).toBeGreaterThan(80);
  });
});

test('what a text names beyond the helpline, its flow gives', () => {
  const helpline = Object.keys(spokenValues(profile, texts, 'en', AT_NIGHT));
  const raw = new Map(written('en'));
  const waiting = inQueue({ found: { type: 'caseFound', status: 'waiting', place: 2, own: true } });
  waiting.hear({ type: 'command.status' });
  const talks = [atSummary(), waiting, inQueue({ opensIn: 600 }), inQueue({ opensIn: 600 }, 'any_time')];
  const said = talks.flatMap(({ effects }) => effects.flatMap((effect) => (effect.type === 'say' ? [effect] : [])));
  const greeted = greetingLine({ answers: { codeWord: 'mango' } });
  const named = [...said, greeted].flatMap(({ key, values = {} }) =>
    valuesIn(raw.get(key) ?? '')
      .filter((name) => !helpline.includes(name))
      .map((name) => ({ key, name, has: name in values })),
  );
  expect(named.filter(({ has }) => !has)).toEqual([]);
  expect(named.map(({ key }) => key)).toContain('status:waiting');
  expect([...new Set(named.map(({ name }) => name))].sort()).toEqual(['codeWord', 'pin', 'place', 'reference', 'steps']);
});

describe('what must not be written is found', () => {
  test.each([
    'Why did you send it?',
    'Why didn’t you tell anyone?',
    'You should have known.',
    'We promise that it goes away.',
    'I guarantee it.',
    'Please calm down.',
    'This is revenge porn.',
    'آپ نے ایسا کیوں کیا؟',
    'آپ نے تصویر کیوں بھیجی؟',
    'آپ کو پہلے بتانا چاہیے تھا۔',
    'ہمارا وعدہ ہے کہ یہ ہٹ جائے گی۔',
    'اس کی گارنٹی ہے۔',
    'پلیز پرسکون ہو جائیں۔',
    'Aap ne aisa kyun kiya?',
    'Aap ne tasveer kyun bheji?',
    'Aap ko batana chahiye tha.',
    'Hum wada karte hain.',
    'Pursukoon ho jayen.',
    'تاسو ولې مو ونه ویل؟',
  ])('%s', (text) => expect(isUnkind(text)).toBe(true));

  test.each([
    'We cannot promise that.',
    'ہم اس کا وعدہ نہیں کر سکتے۔',
    'Hum is ka wada nahi kar sakte.',
    'Account kyun band hua',
  ])('but not %s', (text) => expect(isUnkind(text)).toBe(false));

  test.each(['Call 15.', 'call 0800-39393', '۱۵ پر کال کریں', 'نمبر ۰۸۰۰۳۹۳۹۳'])('%s', (text) =>
    expect(NUMBER.test(text)).toBe(true),
  );
  test.each(['Section 20', 'دفعہ 20', 'dafa 20', 'PECA', 'Act, 2016'])('%s', (text) => expect(LAW.test(text)).toBe(true));
  test.each(['Steps 1 and 2', 'ایک دفعہ پھر', '36 to 50'])('but not %s', (text) =>
    expect(NUMBER.test(text) || LAW.test(text)).toBe(false),
  );
  test.each(['stopncii.org', 'https://x'])('%s', (text) => expect(ADDRESS.test(text)).toBe(true));
});

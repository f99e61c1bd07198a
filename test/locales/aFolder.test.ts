/** Adding a language is adding a folder: a made-up one is added to a copy of the locales, and nothing else is changed. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLedger } from '../../src/cases/ledger.ts';
import { understand } from '../../src/conversation/understand.ts';
import type { Draft, Turn } from '../../src/effects/handler.ts';
import { carryOut } from '../../src/effects/index.ts';
import { optionLabel } from '../../src/effects/question.ts';
import type { Effect } from '../../src/engine/protocol.ts';
import { loadLanguages } from '../../src/languages.ts';
import { nameIn } from '../../src/profile.ts';
import { LOCALES, loadTexts, type Texts } from '../../src/texts.ts';
import { parseCrisisPhrases } from '../../src/triage/crisis/phrases.ts';
import { createTriage } from '../../src/triage/triage.ts';
import { loadWords } from '../../src/words.ts';
import { createFoundation } from '../support/stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'amaan-locales-'));
const LAPINE = {
  name: 'Lapine',
  direction: 'ltr',
  order: 9,
  complete: false,
  fallback: ['ur-Latn'],
  and: ['vahra'],
  words: ['silflay', 'hraka', 'embleer', 'narn'],
};

/** Every list of typed words, made strange by an ending that no language has. */
function strange(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((word) => `${word} zorn`);
  return Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [name, strange(inner)]));
}

function put(file: string, value: unknown): void {
  writeFileSync(join(folder, 'lap', file), JSON.stringify(value));
}

let texts: Texts;

beforeAll(() => {
  cpSync(LOCALES, folder, { recursive: true });
  mkdirSync(join(folder, 'lap'));
  put('language.json', LAPINE);
  for (const file of ['commands.json', 'answers.json'])
    put(file, strange(JSON.parse(readFileSync(join(LOCALES, 'en', file), 'utf8'))));
  put('numbers.json', { hrair: 5 });
  put('intake.json', { language: { ask: 'Silflay?' }, dangerNow: { ask: 'Embleer?' } });
  put('common.json', { option: { yes: 'Narn' } });
  texts = loadTexts(folder);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('a language that is only a folder', () => {
  test('is listed where its order puts it', () => {
    const before = loadLanguages(LOCALES).map(({ id }) => id);
    expect(texts.languages.map(({ id }) => id)).toEqual([...before, 'lap']);
  });

  test('says its own texts, then those of its fallbacks, then English', () => {
    expect(texts.say('lap', 'intake:dangerNow.ask')).toBe('Embleer?');
    expect(texts.say('lap', 'intake:safe.ask')).toBe(texts.say('ur-Latn', 'intake:safe.ask'));
    expect(texts.lookedUpIn('lap')).toEqual(['lap', 'ur-Latn', 'en']);
    expect(texts.has('lap', 'intake:safe.ask')).toBe(false);
  });

  test('labels what may be picked, itself among the languages', () => {
    expect(optionLabel(texts, 'lap', 'intake:dangerNow.ask', 'yes')).toBe('Narn');
    expect(optionLabel(texts, 'lap', 'intake:dangerNow.ask', 'no')).toBe(texts.say('ur-Latn', 'common:option.no'));
    expect(optionLabel(texts, 'en', 'intake:language.ask', 'lap')).toBe('Lapine');
  });

  test('is a name with fallbacks where the helpline has none in it', () => {
    expect(nameIn({ en: 'A helpline', 'ur-Latn': 'Helpline' }, texts, 'lap')).toBe('Helpline');
    expect(nameIn({ en: 'A helpline' }, texts, 'lap')).toBe('A helpline');
  });

  test('is offered in the question of languages, with a line of its own', async () => {
    const now = new Date('2026-11-23T10:00:00+05:00');
    const foundation = await createFoundation(() => now);
    const draft: Draft = { language: 'ur', said: [], wait: null, writes: [], replies: [], erased: false };
    const subject = { id: 'none', key: Buffer.alloc(32) };
    const turn: Turn = { ...foundation, subject, now, texts, ledger: createLedger(foundation), draft };
    await carryOut({ type: 'findLanguages' }, turn);
    const ids = texts.languages.map(({ id }) => id);
    expect(draft.replies).toEqual([{ type: 'languages', ids }]);
    const ask: Effect = { type: 'say', key: 'intake:language.ask', options: ids };
    await carryOut(ask, turn);
    const lines = draft.said[0]?.text.split('\n\n') ?? [];
    expect(lines).toHaveLength(ids.length);
    expect(lines.at(-1)).toBe('Silflay?');
    expect(draft.said[0]?.options.at(-1)).toEqual({ id: 'lap', label: 'Lapine' });
    await foundation.close();
  });

  test('has its typed words understood', () => {
    const words = loadWords(folder);
    expect(words.commands.get('danger zorn')).toBe('danger');
    expect(words.commands.get('delete my data zorn')).toBe('erase');
    const parts = { texts, words, triage: createTriage([], null) };
    const asked = { key: 'intake:dangerNow.ask', options: ['yes', 'no', 'unsure', 'person', 'skip'] };
    const picks = (text: string) => understand(parts, { kind: 'text', text }, { asked, language: 'en' });
    expect(picks('narn')).toEqual([{ type: 'choice.yes' }]);
    expect(picks('no zorn')).toEqual([{ type: 'choice.no' }]);
    expect(picks('1 vahra hrair')).toEqual([{ type: 'choices', ids: ['yes', 'skip'] }]);
  });

  test('is recognised by its words, and its danger words raise danger by themselves', () => {
    const row = 'danger,lap,embleer/embleers hraka,the embleer hraka is near,narn silflay today,';
    const csv = `flag,language,phrase,must_alarm,must_not_alarm,note\n${row}`;
    expect(() => parseCrisisPhrases(csv)).toThrow('language must be one of');
    const crisis = parseCrisisPhrases(
      csv,
      texts.languages.map(({ id }) => id),
    );
    const triage = createTriage(crisis, null, texts.languages);
    expect(triage.judge('the embleer hraka is near')).toMatchObject({ language: 'lap', certain: true, flags: ['danger'] });
    expect(triage.judge('narn silflay today')).toMatchObject({ language: 'lap', certain: true, flags: [] });
  });
});

describe('a folder that cannot be a language', () => {
  const wrong = (name: string, file: unknown) => {
    const root = mkdtempSync(join(tmpdir(), 'amaan-locales-'));
    for (const [id, content] of [
      ['en', { ...LAPINE, fallback: [] }],
      [name, file],
    ] as const) {
      mkdirSync(join(root, id));
      writeFileSync(join(root, id, 'language.json'), JSON.stringify(content));
    }
    return root;
  };

  test.each([
    ['lap', { ...LAPINE, direction: 'up' }, 'locales/lap/language.json cannot be used: direction'],
    ['lap', { ...LAPINE, fallback: ['fr'] }, 'locales/lap/language.json cannot be used: fallback: there is no fr'],
    ['lap', { ...LAPINE, leters: 'x' }, 'locales/lap/language.json cannot be used'],
    ['My.Language', LAPINE, 'the folder must be named by a tag'],
  ])('%s is refused by its file and the reason', (name, file, message) => {
    const root = wrong(name, file);
    expect(() => loadLanguages(root)).toThrow(message);
    rmSync(root, { recursive: true });
  });

  test('without English there is nothing to fall back on', () => {
    const root = mkdtempSync(join(tmpdir(), 'amaan-locales-'));
    expect(() => loadLanguages(root)).toThrow('locales/en/language.json is missing');
    rmSync(root, { recursive: true });
  });
});

test('a conversation in a language that is no longer there goes on in English', () => {
  expect(texts.say('gone', 'intake:safe.ask')).toBe(texts.say('en', 'intake:safe.ask'));
  expect(texts.lookedUpIn('gone')).toEqual(['en']);
});

import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { stepsFor } from '../../flows/intake/steps.ts';
import { type ComplaintType, TYPES } from '../../flows/intake/types.ts';
import { spokenValues } from '../../src/effects/values.ts';
import { loadProfile } from '../../src/profile.ts';
import { LOCALES, loadTexts } from '../../src/texts.ts';
import type { Triage } from '../../src/triage/triage.ts';
import { parseTypePhrases } from '../../src/triage/types/phrases.ts';
import { loadTriage } from '../../src/wiring/triage.ts';
import { chat, type Line } from '../support/chatCommand.ts';

const texts = loadTexts();
const profile = loadProfile();
const phrases = parseTypePhrases(readFileSync(`${LOCALES}/phrases/types.csv`, 'utf8'));

/** What somebody writes who is in no danger just now, out of what editors wrote for triage. */
function storyOf(triage: Triage, type: string, language: string): string {
  const calm = phrases.find((row) => {
    if (row.type !== type || row.language !== language) return false;
    const heard = triage.judge(row.phrase);
    return heard.flags.length === 0 && heard.ask.length === 0 && heard.language === language;
  });
  if (!calm) throw new Error(`no calm story of ${type} in ${language}`);
  return calm.phrase;
}

/** The steps of an adult who is alone with the phone and to whom nothing special applies. */
function stepsOf({ key }: ComplaintType): readonly string[] {
  const told = { answers: { types: key, minor: 'no', safe: 'no', situation: 'none' }, flags: [] };
  return stepsFor(told).map((step) => step.key);
}

/** The lines of one person: a greeting, a story, the type out of the list whatever was proposed, every step, a person. */
function linesOf(type: ComplaintType, language: string, story: string): string[] {
  const { key, family, asksMinor, asksDeadline, asksSituation } = type;
  const circumstances = [asksMinor && '[no]', asksDeadline && '[no]', asksSituation && '[none]'].filter(
    (line) => line !== undefined,
  );
  // Without proposals the list of families is open at once, and the first of these is met with it again.
  const naming = ['[else]', `[${family}]`, `[${key}]`];
  const toPerson = ['[team]', '[enough]', '[no]'];
  return [
    '/new',
    'test',
    `[${language}]`,
    '[no]',
    '[no]',
    story,
    ...naming,
    ...circumstances,
    ...stepsOf(type).map(() => '[next]'),
    ...toPerson,
  ];
}

/** What each person was told, one list a conversation; each begins with the question for the language. */
function conversationsIn(lines: readonly Line[]): Line[][] {
  const starts = lines.flatMap(({ options }, index) => (options?.some(({ id }) => id === 'ur-Latn') ? [index] : []));
  return starts.map((from, index) => lines.slice(from, starts[index + 1]));
}

function wasSaid(heard: readonly string[], language: string, key: string): boolean {
  return heard.includes(texts.say(language, key, spokenValues(profile, texts, language, new Date())));
}

test.for(['en', 'ur', 'ur-Latn'])(
  'in %s every type leads from story to guidance to hand-off',
  { timeout: 300_000 },
  async (language) => {
    const triage = await loadTriage(inject('dataDir'));
    const lines = TYPES.flatMap((type) => linesOf(type, language, storyOf(triage, type.key, language)));
    const conversations = conversationsIn(await chat(lines, inject('dataDir')));
    expect(conversations).toHaveLength(TYPES.length);
    for (const [index, type] of TYPES.entries()) {
      const talk = conversations[index] ?? [];
      const heard = talk.flatMap(({ text }) => text ?? []);
      const expected = [`guidance/${type.key}:dont`, ...stepsOf(type).map((key) => `${key}.text`), `guidance/${type.key}:team`];
      expect({ type: type.key, unsaid: expected.filter((key) => !wasSaid(heard, language, key)) }).toEqual({
        type: type.key,
        unsaid: [],
      });
      expect(
        talk.some(({ effect }) => effect === 'handOff'),
        type.key,
      ).toBe(true);
      expect(
        talk.findLast(({ from }) => from === 'bot')?.options?.map(({ id }) => id),
        type.key,
      ).toEqual(['wait', 'steps', 'leave']);
    }
  },
);

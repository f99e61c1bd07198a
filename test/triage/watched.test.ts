import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { understand } from '../../src/conversation/understand.ts';
import type { Incoming } from '../../src/engine/protocol.ts';
import { LOCALES, loadTexts } from '../../src/texts.ts';
import { parseMessages } from '../../src/triage/measure/messages.ts';
import { normalise } from '../../src/triage/text/normalise.ts';
import { createTriage } from '../../src/triage/triage.ts';
import { createCue } from '../../src/triage/watched/cue.ts';
import { parseWatchedPhrases, type WatchedPhrase } from '../../src/triage/watched/phrases.ts';
import { loadWords } from '../../src/words.ts';
import { watchedRows as rows, shipped, triage } from './shipped.ts';
import { FEELS_WATCHED, NEEDS_THE_PLAN, PASSED_OVER } from './watchedMessages.ts';

const isGuard = ({ phrase }: WatchedPhrase): boolean => phrase.startsWith('!');
const phrases = rows.filter((row) => !isGuard(row));
const guards = rows.filter(isGuard);
const watched = createCue(rows);
const unguarded = createCue(phrases);
const hears = (text: string): boolean => watched(normalise(text)).watched;

describe('the shipped rows', () => {
  it.each(rows)('$language: $mustAlarm', ({ mustAlarm }) => {
    expect(hears(mustAlarm)).toBe(true);
  });

  it.each(rows)('not $language: $mustNotAlarm', ({ mustNotAlarm }) => {
    expect(hears(mustNotAlarm)).toBe(false);
  });

  it.each(phrases)('$language "$phrase" finds its own message without help from others', (row) => {
    expect(createCue([row])(normalise(row.mustAlarm)).watched).toBe(true);
  });

  it.each(guards)('$language "$phrase" is needed: without guards its message raises the cue', ({ mustNotAlarm }) => {
    expect(unguarded(normalise(mustNotAlarm)).watched).toBe(true);
  });

  it('are there in all three languages', () => {
    for (const language of ['en', 'ur', 'ur-Latn']) {
      expect(phrases.filter((row) => row.language === language).length).toBeGreaterThanOrEqual(20);
      expect(guards.filter((row) => row.language === language).length).toBeGreaterThanOrEqual(6);
    }
  });
});

describe('further messages', () => {
  it('that tell of feeling watched raise the cue', () => {
    expect(FEELS_WATCHED.filter((text) => !hears(text))).toEqual([]);
  });

  it('that a guard passes over are known', () => {
    expect(PASSED_OVER.filter(hears)).toEqual([]);
    expect(PASSED_OVER.filter((text) => !unguarded(normalise(text)).watched)).toEqual([]);
  });

  it.each(NEEDS_THE_PLAN)('no cue, because a plan helps: %s', (text) => {
    expect(hears(text)).toBe(false);
  });

  it('of the labelled sets raise none', () => {
    const folder = join(import.meta.dirname, 'messages');
    const messages = readdirSync(folder).flatMap((name) => parseMessages(readFileSync(join(folder, name), 'utf8')));
    expect(messages.length).toBeGreaterThan(1500);
    expect(messages.filter(({ text }) => hears(text)).map(({ id }) => id)).toEqual([]);
  });

  it('that the model learns from raise none', () => {
    const learnt = [...shipped.types, ...shipped.alarms].map(({ phrase }) => phrase);
    expect(learnt.filter(hears)).toEqual([]);
  });
});

describe('a guard', () => {
  const own = createCue(
    parseWatchedPhrases('language,phrase,must_alarm,must_not_alarm,note\nen,talks about me,a,b,\nen,! husband,c,d,'),
  );

  it('speaks for the whole message, before and after', () => {
    expect(own(normalise('The TV talks about me.')).watched).toBe(true);
    expect(own(normalise('The TV talks about me.\nIt is my husband')).watched).toBe(false);
    expect(own(normalise('My husband is well. The TV talks about me')).watched).toBe(false);
  });

  it('is told apart from what it explains', () => {
    expect(own(normalise('my husband says the TV talks about me'))).toEqual({
      watched: false,
      found: new Set([0]),
      guards: new Set([1]),
    });
  });
});

describe('in the judgement', () => {
  it('the cue stands beside the flags and changes none of them', () => {
    const without = createTriage(shipped.crisis, null);
    const rulesAlone = createTriage(shipped.crisis, null, [], rows);
    for (const text of [...FEELS_WATCHED, ...NEEDS_THE_PLAN]) {
      expect(rulesAlone.judge(text)).toEqual({ ...without.judge(text), watched: hears(text) });
    }
  });

  it('danger and self-harm are still heard', () => {
    const chip = 'There is a chip inside my head.';
    expect(triage.judge(`${chip} I want to kill myself`)).toMatchObject({ watched: true, flags: ['self_harm'] });
    expect(triage.judge(`${chip} They are outside my door with a gun now`).flags).toContain('danger');
  });
});

describe('in the conversation', () => {
  const parts = { texts: loadTexts(), words: loadWords(), triage };
  const heard = (text: string): Incoming | undefined =>
    understand(parts, { kind: 'text', text }, { asked: null, language: 'en' }).at(-1);

  it('the cue goes with the answer, whatever else the words say', () => {
    expect(heard('There is a chip inside my head')).toMatchObject({ cues: ['watched'] });
    expect(heard('There is a chip inside my head and I am 15 years old')).toMatchObject({ cues: ['minor', 'watched'] });
    expect(heard('There is a chip inside my head. I want to kill myself')).toMatchObject({ type: 'selfHarm', cues: ['watched'] });
    expect(heard('My ex put a tracker inside my bag')).toMatchObject({ cues: [] });
  });

  it('no text that a complainant reads calls the cue by its name', () => {
    const label = (language: string): string => parts.texts.say(language, 'desk:flag.watched').toLowerCase();
    for (const { id } of parts.texts.languages) {
      const own = readdirSync(join(LOCALES, id), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
      expect(own.length).toBeGreaterThan(8);
      for (const name of own.filter((file) => !file.startsWith('desk'))) {
        const text = readFileSync(join(LOCALES, id, name), 'utf8').toLowerCase();
        expect(text.includes(label(id)), `${id}/${name}`).toBe(false);
        expect(/paranoi/.test(text), `${id}/${name}`).toBe(false);
      }
    }
  });
});

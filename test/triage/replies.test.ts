/** What people answer in the middle of a conversation: it must go on, and a real sign must stop it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { verdict } from '../../src/triage/crisis/risk.ts';
import { FEW, LINES } from '../../src/triage/crisis/weights.ts';
import { type LabelledMessage, parseMessages } from '../../src/triage/measure/messages.ts';
import { triage } from './shipped.ts';

const GRAVE = ['danger', 'self_harm'] as const;
const STORY = Math.max(...FEW.map(({ words }) => words));

function readSet(name: string): readonly LabelledMessage[] {
  return parseMessages(readFileSync(new URL(`messages/${name}.jsonl`, import.meta.url), 'utf8'));
}

const replies = [...readSet('replies'), ...readSet('replies-unseen')];
const calm = replies.filter(({ flags }) => !GRAVE.some((flag) => flags.includes(flag)));
const signs = replies.flatMap(({ id, text, flags }) =>
  GRAVE.flatMap((flag) => (flags.includes(flag) ? [{ id, text, flag }] : [])),
);

describe('an answer', () => {
  it('that is calm almost never raises an alarm, and seldom leads to a question', () => {
    const judged = calm.map(({ text }) => triage.judge(text));
    const raised = judged.filter(({ flags }) => GRAVE.some((flag) => flags.includes(flag)));
    expect(calm.length).toBeGreaterThan(200);
    expect(raised.length / calm.length).toBeLessThan(0.02);
    expect(judged.filter(({ ask }) => ask.length > 0).length / calm.length).toBeLessThan(0.12);
  });

  it('that holds a sign of danger or self-harm is raised or asked about', () => {
    const passed = signs.filter(({ text, flag }) => {
      const { flags, ask } = triage.judge(text);
      return !flags.includes(flag) && !ask.includes(flag);
    });
    // A rope in a cupboard: nothing in the phrases speaks of it.
    expect(passed.map(({ id }) => id)).toEqual(['s094']);
  });

  it.each([
    'i want to die',
    'marna chahti hun',
    'main apni jaan le lungi',
    'zindagi khatam karna chahti hun',
    'no reason to go on anymore',
    'ab jeene ka koi faida nahi',
    'mein khud ko maar lungi',
    'i am going to end it tonight',
    'مجھے زندہ نہیں رہنا',
    'اب جیا نہیں جاتا',
  ])('%s raises self-harm', (text) => {
    expect(triage.judge(text).flags).toEqual(['self_harm']);
  });
});

describe('what only the model says', () => {
  it.each(GRAVE)('of %s is raised from a higher line than what a phrase says, and asked about below it', (flag) => {
    const { raise, alone } = LINES[flag];
    expect(alone).toBeGreaterThan(raise);
    const between = (raise + alone) / 2;
    expect(verdict(flag, 'found', between, STORY)).toBe('raise');
    expect(verdict(flag, 'clear', between, STORY)).toBe('ask');
    expect(verdict(flag, 'clear', alone, STORY)).toBe('raise');
  });

  it.each(GRAVE)('of %s needs no less the fewer the words are', (flag) => {
    const rank = { clear: 0, ask: 1, raise: 2 };
    for (let odds = -4; odds <= 6; odds += 0.1) {
      for (let words = 1; words < STORY; words += 1) {
        const fewer = rank[verdict(flag, 'clear', odds, words)];
        expect(fewer).toBeLessThanOrEqual(rank[verdict(flag, 'clear', odds, words + 1)]);
      }
    }
  });

  it('is never an alarm in three words, and not even a question in two', () => {
    expect(verdict('self_harm', 'clear', 99, 3)).toBe('ask');
    expect(verdict('self_harm', 'clear', 99, 2)).toBe('clear');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intake } from '../../flows/index.ts';
import { TYPES } from '../../flows/intake/types.ts';
import type { Incoming } from '../../src/engine/protocol.ts';
import { Talk } from '../support/talk.ts';

/** The same people every time: what goes red for one must be red for all. */
const SEED = 20_261_122;

/** What leads round in a circle because the person asks for it. */
const ROUND = ['privacy', 'call', 'explain', 'else', 'list', 'wait', 'steps', 'numbers', 'person', 'later', 'leave', 'cancel'];

/** Where the script has done what it can: a person comes, or the person has enough. */
const RESTS = /^intake:(queue|company|resting)/;

/** One answer: which of the options, or own words, or a voice message, or passing over. */
const answer = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('pick' as const), at: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('write' as const), at: fc.nat(TYPES.length - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('voice' as const, 'skip' as const), at: fc.nat(1) }) },
);
type Answer = typeof answer extends fc.Arbitrary<infer Value> ? Value : never;

function incomingOf({ kind, at }: Answer, options: readonly string[]): Incoming {
  if (kind === 'voice' || kind === 'skip') return { type: kind };
  const type = TYPES[at]?.key ?? 'other';
  if (kind === 'write')
    return { type: 'answer', text: 'what happened to me in my own words', proposals: [{ type, confidence: 0.9 }] };
  const onward = options.filter((id) => !ROUND.includes(id));
  return onward.length > 0 ? { type: `choice.${onward[at % onward.length]}` } : { type: 'skip' };
}

/** Talks as told until there is a rest; the questions in the order they were asked, each as often as it was open anew. */
function questionsOf(answers: readonly Answer[]): { readonly asked: string[]; readonly talk: Talk } {
  const talk = new Talk(intake);
  talk.hear({ type: 'hello' });
  const asked: string[] = [talk.question ?? ''];
  for (const each of answers) {
    if (!talk.step.asked || RESTS.test(talk.question ?? '')) break;
    const before = talk.question;
    talk.hear(incomingOf(each, talk.step.asked.options));
    if (talk.question && talk.question !== before) asked.push(talk.question);
  }
  return { asked, talk };
}

describe('whatever a person answers', () => {
  test('nothing is asked twice', () => {
    fc.assert(
      fc.property(fc.array(answer, { minLength: 40, maxLength: 60 }), (answers) => {
        const { asked } = questionsOf(answers);
        // More words may bring new proposals, which is the same question about something else.
        const once = asked.filter((key) => !/type\.(propose|family|list)|story\./.test(key));
        expect(once.filter((key, index) => once.indexOf(key) !== index)).toEqual([]);
      }),
      { numRuns: 400, seed: SEED },
    );
  });

  test('the script comes to a rest, with a person or with enough', () => {
    fc.assert(
      fc.property(fc.array(answer, { minLength: 60, maxLength: 80 }), (answers) => {
        const { talk } = questionsOf(answers);
        const rests = RESTS.test(talk.question ?? '') || talk.step.asked === null;
        expect(rests || /type\.|story\./.test(talk.question ?? '')).toBe(true);
      }),
      { numRuns: 200, seed: SEED },
    );
  });

  test('one message never brings more than five, and the last of them is the only one that asks', () => {
    fc.assert(
      fc.property(fc.array(answer, { minLength: 10, maxLength: 60 }), (answers) => {
        const talk = new Talk(intake);
        for (const each of answers) {
          const heard = talk.hear(talk.step.asked ? incomingOf(each, talk.step.asked.options) : { type: 'hello' });
          const said = heard.effects.filter((effect) => effect.type === 'say');
          expect(said.length).toBeLessThanOrEqual(5);
          expect(said.slice(0, -1).filter((effect) => (effect.options?.length ?? 0) > 0)).toEqual([]);
        }
      }),
      { numRuns: 200, seed: SEED },
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { LabelledMessage } from '../../../src/triage/measure/messages.ts';
import type { Judgement } from '../../../src/triage/triage.ts';
import { byLanguage, byLength } from './accuracy.ts';
import { errorsOf } from './errors.ts';
import { flagFigures } from './flags.ts';
import type { Judged } from './judged.ts';
import { fits, replyFigures } from './reply.ts';
import { secondFigures } from './second.ts';

function message(given: Partial<LabelledMessage> = {}): LabelledMessage {
  return { id: '1', lang: 'en', text: 'one two', label: 'threat', also: [], flags: [], note: '', ...given };
}

/** A judgement whose guesses are these types, the first the likeliest. */
function judged(given: Partial<LabelledMessage>, types: readonly string[], judgement: Partial<Judgement> = {}): Judged {
  return {
    message: message(given),
    judgement: {
      language: 'en',
      certain: true,
      types: types.map((type, index) => ({ type, confidence: 0.5 / (index + 1) })),
      second: null,
      abstain: false,
      flags: [],
      ask: [],
      watched: false,
      topic: null,
      ...judgement,
    },
  };
}

describe('flags', () => {
  const all = [
    judged({ flags: ['danger'] }, [], { flags: ['danger'] }),
    judged({ flags: ['danger'] }, [], { ask: ['danger'] }),
    judged({ flags: ['danger'] }, []),
    judged({}, [], { flags: ['danger'] }),
    judged({ note: 'long; hardneg:danger' }, [], { flags: ['danger'] }),
    judged({ note: 'hardneg:danger, hardneg:minor' }, [], { ask: ['danger'], flags: ['minor'] }),
    judged({ note: 'long; ambiguous:danger', flags: ['danger'] }, [], { flags: ['minor'] }),
  ];
  const [danger, selfHarm, minor] = flagFigures(all);

  it('are counted raised, asked about and in vain', () => {
    expect(danger).toMatchObject({
      count: 6,
      recall: { right: 1, count: 3 },
      recallAsked: { right: 2, count: 3 },
      precision: { right: 1, count: 3 },
      askedInVain: { right: 1, count: 3 },
      hardRaised: { right: 1, count: 2 },
      hardAsked: { right: 1, count: 2 },
    });
  });

  it('leave out a message for the doubtful flag only', () => {
    expect(minor).toMatchObject({ count: 7, precision: { right: 0, count: 2 }, hardRaised: { right: 1, count: 1 } });
    expect(selfHarm).toMatchObject({ count: 7, recall: { count: 0 }, precision: { count: 0 } });
  });

  it('are summed up', () => {
    expect(flagFigures(all).at(-1)).toMatchObject({
      flag: 'all',
      recall: { right: 1, count: 3 },
      precision: { right: 1, count: 5 },
    });
  });
});

describe('a second type', () => {
  it('is right when the two named are the label and a further type, in either order', () => {
    const figures = secondFigures([
      judged({ also: ['doxing'] }, ['threat'], { second: 'doxing' }),
      judged({ also: ['doxing'] }, ['doxing'], { second: 'threat' }),
      judged({ also: ['doxing'] }, ['gbv'], { second: 'threat' }),
      judged({ also: ['doxing'] }, ['threat']),
      judged({}, ['threat'], { second: 'doxing' }),
    ]);
    expect(figures).toMatchObject({
      recall: { right: 2, count: 4 },
      precision: { right: 2, count: 4 },
      precisionWhereFurther: { right: 2, count: 3 },
    });
  });
});

describe('the language of the reply', () => {
  it('is the one the message is written in', () => {
    expect(fits('ur-Latn', message({ lang: 'ur-Latn' }))).toBe(true);
    expect(fits('en', message({ lang: 'ur-Latn' }))).toBe(false);
    expect(fits(null, message({ lang: 'en' }))).toBe(false);
  });

  it('is one whose script a mixed message uses', () => {
    const answers = ['en', 'ur-Latn', 'ur', null] as const;
    const right = (text: string): unknown[] => answers.filter((language) => fits(language, message({ lang: 'mixed', text })));
    expect(right('mera account')).toEqual(['en', 'ur-Latn']);
    expect(right('میرا اکاؤنٹ')).toEqual(['ur']);
    expect(right('میرا account')).toEqual(['en', 'ur-Latn', 'ur']);
  });

  it('is counted for each language', () => {
    const figures = replyFigures([judged({ lang: 'ur' }, [], { language: 'ur' }), judged({ lang: 'ur' }, [])]);
    expect(figures.map(({ language, right }) => [language, right.right, right.count])).toEqual([
      ['en', 0, 0],
      ['ur', 1, 2],
      ['ur-Latn', 0, 0],
      ['mixed', 0, 0],
      ['all', 1, 2],
    ]);
  });
});

describe('accuracy', () => {
  const guesses = ([words, lang]: readonly [number, LabelledMessage['lang']]) => ({
    message: message({ text: 'word '.repeat(words), lang }),
    types: [{ type: 'threat', confidence: 1 }],
  });

  it('is told by length in words', () => {
    const lengths = byLength([0, 1, 8, 9, 25, 26, 45, 46, 400].map((words) => guesses([words, 'en'])));
    expect(lengths.map(({ words, top1 }) => [words, top1.count])).toEqual([
      ['1-8', 3],
      ['9-25', 2],
      ['26-45', 2],
      ['46+', 2],
    ]);
  });

  it('is told by language, side by side', () => {
    const ours = [guesses([1, 'en']), guesses([1, 'mixed'])];
    const theirs = ours.map(({ message: same }) => ({ message: same, types: [] }));
    const figures = byLanguage([ours, theirs]).filter(({ count }) => count > 0);
    expect(figures.map(({ language, each }) => [language, ...each.map(({ top1 }) => top1.right)])).toEqual([
      ['en', 1, 0],
      ['mixed', 1, 0],
      ['all', 2, 0],
    ]);
  });
});

describe('errors', () => {
  const wrong = judged({ id: 'x7', text: 'a secret', label: 'doxing', flags: ['danger'] }, ['threat', 'doxing'], {
    language: null,
  });

  it('say what was guessed of which message, never its text', () => {
    const errors = errorsOf([judged({}, ['threat']), wrong]);
    expect(errors).toEqual({
      types: [{ id: 'x7', language: 'en', label: 'doxing', guess: 'threat', confidence: 0.5, place: 2, abstained: false }],
      flags: [{ id: 'x7', flag: 'danger', mistake: 'missed' }],
      replies: [{ id: 'x7', written: 'en', answered: 'asked' }],
    });
  });
});

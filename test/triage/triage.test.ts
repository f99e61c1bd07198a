import { describe, expect, it } from 'vitest';
import { createTriage } from '../../src/triage/triage.ts';
import { shipped } from './shipped.ts';

describe('a judgement', () => {
  it('holds language, flags and no proposals while no classifier is given', () => {
    expect(
      createTriage(shipped).judge('main 15 saal ki hun, mar jaun dil karta hai, wo kal tak paise mang raha hai warna maar dega'),
    ).toEqual({
      language: 'ur-Latn',
      certain: true,
      danger: true,
      selfHarm: true,
      minor: true,
      deadline: true,
      proposals: [],
    });
  });

  it('asks the classifier with the normalised text', () => {
    const triage = createTriage(shipped, ({ tokens }) => [{ type: tokens.join('-'), confidence: 0.5 }]);
    expect(triage.judge('Fake  ID!').proposals).toEqual([{ type: 'fake-id', confidence: 0.5 }]);
  });

  it('is the same for the same text', () => {
    const triage = createTriage(shipped);
    for (const { mustAlarm } of shipped.crisis) expect(triage.judge(mustAlarm)).toEqual(triage.judge(mustAlarm));
  });

  it('finds the last words of a 10,000-letter message', () => {
    expect(createTriage(shipped).judge(`${'mujhe koi jawab nahi de raha '.repeat(340)} khudkushi kar lungi`).selfHarm).toBe(true);
  });

  it('takes any text at all', () => {
    const triage = createTriage(shipped);
    for (const text of [
      '\u0000',
      '\uD800',
      '"',
      ',',
      '\n\n',
      '{age}',
      '*',
      '!',
      'a'.repeat(10_000),
      'a '.repeat(5_000),
      '🙂'.repeat(5_000),
    ]) {
      expect(triage.judge(text).danger).toBe(false);
    }
  });
});

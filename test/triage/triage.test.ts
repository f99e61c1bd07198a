import { describe, expect, it } from 'vitest';
import { SIGNALS } from '../../src/triage/crisis/signals.ts';
import { WEIGHTS } from '../../src/triage/crisis/weights.ts';
import { createTriage } from '../../src/triage/triage.ts';
import { proposals } from '../../src/triage/types/decide.ts';
import { shipped, triage } from './shipped.ts';

describe('a judgement', () => {
  it('holds language, flags and three types', () => {
    const judgement = triage.judge(
      'main 15 saal ki hun, mar jaun dil karta hai, wo kal tak paise mang raha hai warna jaan se maar dega aur tasveerein bhej dega',
    );
    expect(judgement).toMatchObject({ language: 'ur-Latn', certain: true, abstain: false, ask: [] });
    expect(judgement.flags).toEqual(['danger', 'self_harm', 'minor', 'deadline']);
    expect(judgement.types.map(({ type }) => type)).toContain('blackmailing');
    expect(judgement.types).toHaveLength(3);
  });

  it('leaves the types to the person while nothing has been learnt', () => {
    const { types, second, abstain, flags } = createTriage(shipped.crisis, null).judge('he will kill me');
    expect({ types, second, abstain, flags }).toEqual({ types: [], second: null, abstain: true, flags: ['danger'] });
  });

  it('is the same for the same text', () => {
    for (const { mustAlarm } of shipped.crisis) expect(triage.judge(mustAlarm)).toEqual(triage.judge(mustAlarm));
  });

  it('finds the last words of a 10,000-letter message', () => {
    expect(triage.judge(`${'mujhe koi jawab nahi de raha '.repeat(340)} khudkushi kar lungi`).flags).toContain('self_harm');
  });

  it('takes any text at all', () => {
    for (const text of [
      '',
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
      const { flags, types } = triage.judge(text);
      expect(flags).toEqual([]);
      expect(types).toHaveLength(3);
      for (const { confidence } of types) expect(confidence).toBeGreaterThan(0);
    }
  });
});

describe('what is proposed', () => {
  it.each(['salam', 'thank you so much', 'hello, how are you', 'شکریہ'])('to %j: nothing', (text) => {
    expect(proposals(triage.judge(text))).toEqual([]);
  });

  it('is never what fits no type, beside or instead of a type', () => {
    const of = (...types: readonly [type: string, confidence: number][]) =>
      proposals({ types: types.map(([type, confidence]) => ({ type, confidence })), second: null, abstain: false }).map(
        ({ type }) => type,
      );
    expect(of(['threat', 0.5], ['other', 0.3], ['gbv', 0.1])).toEqual(['threat', 'gbv']);
    expect(of(['other', 0.6], ['threat', 0.3])).toEqual(['threat']);
    expect(of(['other', 0.8], ['threat', 0.05])).toEqual([]);
  });

  it('never holds what is no complaint', () => {
    for (const { phrase } of shipped.types.filter(({ type }) => type === 'none').slice(0, 100))
      expect(proposals(triage.judge(phrase)).map(({ type }) => type)).not.toContain('none');
  });
});

it('weighs every signal of every flag', () => {
  for (const weights of Object.values(WEIGHTS)) expect(weights).toHaveLength(1 + SIGNALS.length);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TYPES } from '../../flows/intake/types.ts';
import { FLAGS } from '../../src/engine/protocol.ts';
import { parseMessages } from '../../src/triage/measure/messages.ts';
import { calibrationError, type Guessed, macroF1, share, surest, within } from '../../src/triage/measure/scores.ts';
import { PHRASE_LANGUAGES } from '../../src/triage/text/columns.ts';
import { NO_COMPLAINT } from '../../src/triage/types/phrases.ts';

/** A message labelled `label` and what was guessed of it: `type` and confidence, likeliest first. */
function guessed(label: string, ...types: readonly [type: string, confidence: number][]): Guessed {
  const message = { id: '1', lang: 'en', text: '', label, also: [], flags: [], note: '' } as const;
  return { message, types: types.map(([type, confidence]) => ({ type, confidence })) };
}

describe('labelled messages', () => {
  it('are read one a line, empty lines passed over', () => {
    const [first, second, ...more] = parseMessages(
      '{"id":"a1","lang":"ur","text":"t","label":"threat","also":["doxing"],"flags":["danger"],"note":"short"}\n\n{"text":"t","label":"none"}\n',
    );
    expect(first).toEqual({
      id: 'a1',
      lang: 'ur',
      text: 't',
      label: 'threat',
      also: ['doxing'],
      flags: ['danger'],
      note: 'short',
    });
    expect(second).toEqual({ id: '3', lang: 'en', text: 't', label: 'none', also: [], flags: [], note: '' });
    expect(more).toEqual([]);
  });

  it.each(['secret', '"secret"', 'null', '{"text":"secret"}', '{"text":1,"label":"none"}'])(
    'that are none are named by their line, without their text',
    (line) => {
      expect(() => parseMessages(`{"text":"t","label":"none"}\n${line}`)).toThrow(/^line 2: no labelled message$/);
    },
  );
});

const FOLDER = join(import.meta.dirname, 'messages');

describe.each(readdirSync(FOLDER))('the set %s', (file) => {
  const messages = parseMessages(readFileSync(join(FOLDER, file), 'utf8'));

  it('has every id once', () => {
    expect(messages.length).toBeGreaterThan(0);
    expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
  });

  it('uses labels, flags and languages that exist', () => {
    const labels = new Set([NO_COMPLAINT, ...TYPES.map(({ key }) => key)]);
    const odd = messages.filter(
      ({ lang, label, also, flags }) =>
        !PHRASE_LANGUAGES.includes(lang) ||
        ![label, ...also].every((name) => labels.has(name)) ||
        also.includes(label) ||
        !flags.every((flag) => FLAGS.includes(flag)),
    );
    expect(odd.map(({ id }) => id)).toEqual([]);
  });

  it('has no flag where it only looks like one', () => {
    const odd = messages.filter(({ flags, note }) => flags.some((flag) => note.includes(`hardneg:${flag}`)));
    expect(odd.map(({ id }) => id)).toEqual([]);
  });
});

describe('a share', () => {
  it('has the interval of Wilson', () => {
    const { share: part, low, high } = share(8, 10);
    expect([part, low, high].map((value) => value.toFixed(3))).toEqual(['0.800', '0.490', '0.943']);
  });

  it('never leaves 0 to 1', () => {
    for (let count = 1; count < 300; count += 1) {
      expect(share(0, count).low).toBeCloseTo(0, 12);
      expect(share(0, count).low).toBeGreaterThanOrEqual(0);
      expect(share(count, count).high).toBeLessThanOrEqual(1);
      expect(share(0, count).high).toBeGreaterThan(0);
      expect(share(count, count).low).toBeLessThan(1);
    }
  });

  it('of nothing may be anything', () => {
    expect(share(0, 0)).toEqual({ right: 0, count: 0, share: 0, low: 0, high: 1 });
  });
});

describe('guesses', () => {
  const guesses = [
    guessed('threat', ['threat', 0.9], ['doxing', 0.1]),
    guessed('doxing', ['threat', 0.5], ['gbv', 0.3], ['doxing', 0.2]),
    guessed('hacking', ['threat', 0.7]),
    guessed('none'),
  ];

  it('are right when the label is among the first of them', () => {
    expect([1, 2, 3].map((n) => within(guesses, n).right)).toEqual([1, 1, 2]);
    expect(within(guesses, 1).count).toBe(4);
  });

  it('are sorted by the confidence of the first to find the surest', () => {
    expect(surest(guesses, 0.25)).toMatchObject({ right: 1, count: 1 });
    expect(surest(guesses.toReversed(), 0.5)).toMatchObject({ right: 1, count: 2 });
  });

  it('are calibrated when right as often as they claim', () => {
    const right = guessed('threat', ['threat', 0.75]);
    const wrong = guessed('doxing', ['threat', 0.75]);
    expect(calibrationError([right, right, right, wrong])).toBeCloseTo(0);
    expect(calibrationError([right, wrong])).toBeCloseTo(0.25);
  });

  it('may be over- and undersure at different confidences, and both count', () => {
    expect(calibrationError([guessed('threat', ['threat', 0.4]), guessed('doxing', ['threat', 0.6])])).toBeCloseTo(0.6);
    expect(calibrationError([guessed('threat', ['threat', 1]), guessed('none')])).toBe(0);
  });

  it('count each label alike in macro-F1', () => {
    const often = Array.from({ length: 8 }, () => guessed('threat', ['threat', 0.9]));
    expect(macroF1(often)).toBe(1);
    expect(macroF1([...often, guessed('doxing', ['gbv', 0.9])])).toBe(0.5);
    // threat: 1 of 1 claimed, 1 of 2 found; doxing: 1 of 2 claimed, 1 of 1 found.
    const mixed = [guessed('threat', ['threat', 0.9]), guessed('threat', ['doxing', 0.9]), guessed('doxing', ['doxing', 0.9])];
    expect(macroF1(mixed)).toBeCloseTo(2 / 3);
  });
});

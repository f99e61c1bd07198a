import { describe, expect, it } from 'vitest';
import { parseCrisisPhrases } from '../../src/triage/crisis/phrases.ts';
import { PhraseError } from '../../src/triage/text/csv.ts';
import { createTriage } from '../../src/triage/triage.ts';

const HEADING = 'flag,language,phrase,must_alarm,must_not_alarm,note';

describe('a phrase file', () => {
  it('is read row by row, with quoted fields, blank lines and either line ending', () => {
    const crisis = parseCrisisPhrases(
      `\uFEFF${HEADING}\r\ndanger,en,he is here,"Help, he is ""here""",Is he there,\r\n\r\nminor,ur,عمر {age},عمر 9,عمر 19,age`,
    );
    expect(crisis).toEqual([
      {
        flag: 'danger',
        language: 'en',
        phrase: 'he is here',
        mustAlarm: 'Help, he is "here"',
        mustNotAlarm: 'Is he there',
        note: '',
      },
      { flag: 'minor', language: 'ur', phrase: 'عمر {age}', mustAlarm: 'عمر 9', mustNotAlarm: 'عمر 19', note: 'age' },
    ]);
  });

  it.each([
    ['another heading', 'flag,phrase', 'line 1'],
    ['an unknown flag', `${HEADING}\nworry,en,a,b,c,`, 'line 2: flag'],
    ['an unknown language', `${HEADING}\ndanger,fr,a,b,c,`, 'line 2: language'],
    ['a missing field', `${HEADING}\ndanger,en,a,b,c`, 'line 2: 5 fields'],
    ['an empty example', `${HEADING}\ndanger,en,a,b,,`, 'line 2: must_not_alarm'],
    ['an open quotation mark', `${HEADING}\ndanger,en,a,"b,c,`, 'line 2: a quotation mark'],
  ])('with %s is refused and the line is named', (_, csv, message) => {
    expect(() => parseCrisisPhrases(csv)).toThrow(PhraseError);
    expect(() => parseCrisisPhrases(csv)).toThrow(message);
  });

  it('with a phrase that has no fixed beginning is refused', () => {
    const crisis = parseCrisisPhrases(`${HEADING}\ndanger,en,* kill me,kill me,kiss me,`);
    expect(() => createTriage(crisis, null)).toThrow('must begin with a fixed word');
  });
});

describe('the notation of a phrase', () => {
  const alarms = (phrase: string, text: string) =>
    createTriage([{ flag: 'danger', language: 'en', phrase, mustAlarm: text, mustNotAlarm: '-', note: '' }], null)
      .judge(text)
      .flags.includes('danger');

  it.each([
    ['either word', 'red/blue door', 'a blue door', true],
    ['words follow each other', 'red door', 'red wooden door', false],
    ['fillers may slip in', 'red door', 'red really door', true],
    ['up to three words fit into a gap', 'red * door', 'red one two six door', true],
    ['four words do not', 'red * door', 'red one two six nine door', false],
    ['a word may be missing', 'red [old] door', 'red door', true],
    ['a missing word may be there', 'red [old] door', 'red old door', true],
    ['a gap is kept when the word after it is missing', 'red * [old] door', 'red one two door', true],
    ['a long word may be misspelt', 'wonderful door', 'wonderfull dor wondreful door', true],
    ['unless it must be exact', '=wonderful door', 'wondreful door', false],
    ['a word may be written apart', 'wonderful door', 'wonder ful door', true],
    ['a class is ten at most', 'class {class}', 'class 11', false],
    ['any number', 'wait {n} days', 'wait 300 days', true],
    ['the end of the message is no word', 'red * door', 'red', false],
  ])('%s', (_, phrase, text, expected) => {
    expect(alarms(phrase, text)).toBe(expected);
  });
});

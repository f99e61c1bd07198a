import { describe, expect, inject, test } from 'vitest';
import { understand } from '../../src/conversation/understand.ts';
import { openQuestion } from '../../src/effects/question.ts';
import type { Asked } from '../../src/engine/flow.ts';
import { loadTexts } from '../../src/texts.ts';
import { loadTriage } from '../../src/wiring/triage.ts';
import { loadWords } from '../../src/words.ts';

const parts = { texts: loadTexts(), words: loadWords(), triage: loadTriage(inject('dataDir')) };
const asked: Asked = { key: 'intake:dangerNow.ask', options: ['yes', 'no', 'unsure'] };

function types(text: string, question: Asked | null = asked): string[] {
  return understand(parts, { kind: 'text', text }, { asked: question, language: 'en' }).map(({ type }) => type);
}

describe('an option is picked', () => {
  test.each([
    '2',
    '۲',
    '٢',
    ' 2. ',
    '(2)',
    'two',
    'do',
    'no',
    'NO!!',
    'No',
    'nahi',
    'nhi',
    'نہیں',
    '[no]',
    'option 2',
    'no one',
    'nobody',
  ])('by %j', (text) => {
    expect(types(text)).toEqual(['choice.no']);
  });

  test('by a button of the question that is open, and not by one of another', () => {
    const token = openQuestion(asked)?.token ?? '';
    const press = (id: string, of: string) =>
      understand(parts, { kind: 'option', id, asked: of }, { asked, language: 'en' }).map(({ type }) => type);
    expect(press('yes', token)).toEqual(['choice.yes']);
    expect(press('yes', 'another')).toEqual(['stale']);
    expect(press('other', token)).toEqual(['stale']);
    expect(press('yes', '')).toEqual(['stale']);
  });
});

describe('what does not fit is named', () => {
  test.each([
    ['4', 'outOfRange'],
    ['99', 'outOfRange'],
    ['[maybe]', 'outOfRange'],
    ['1 and 3', 'choices'],
    ['1,2', 'choices'],
    ['', 'empty'],
    ['😀😀', 'empty'],
    ['\u200b\u200f', 'empty'],
    ['...', 'empty'],
  ])('%j is %s', (text, type) => {
    expect(types(text)).toEqual([type]);
  });
});

describe('anytime words work before and beside any question', () => {
  test.each([
    ['0', 'command.person'],
    ['insan', 'command.person'],
    ['X', 'command.hide'],
    ['stop', 'command.stop'],
    ['delete my data', 'command.erase'],
    ['status', 'command.status'],
    ['زبان', 'command.language'],
    ['danger', 'danger'],
    ['bachao', 'danger'],
    ['خطرہ', 'danger'],
  ])('%j is %s', (text, type) => {
    expect(types(text)).toEqual([type]);
    expect(types(text, null)).toEqual([type]);
  });

  test('but not inside a sentence', () => {
    expect(types('please stop him from calling')).toEqual(['answer']);
    expect(types('is there any danger in opening this link')).toEqual(['answer']);
  });
});

test('a change of language is heard before what was said in it', () => {
  expect(types('میرے نام سے کسی نے اکاؤنٹ بنا لیا ہے')).toEqual(['languageHeard', 'answer']);
});

test('words in a language answer the question which language it is', () => {
  const which: Asked = { key: 'intake:language.ask', options: ['en', 'ur', 'ur-Latn'] };
  expect(types('can you help me', which)).toEqual(['languageHeard', 'answer']);
  expect(types('can you help me')).toEqual(['answer']);
});

test('danger comes before self-harm, and both before any answer', () => {
  expect(types('he says he will kill me tonight')).toEqual(['danger']);
  expect(types('I want to end my life')).toEqual(['selfHarm']);
});

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

describe('a question of their own', () => {
  const incomings = (text: string, question: Asked | null = asked) =>
    understand(parts, { kind: 'text', text }, { asked: question, language: 'ur-Latn' });

  test.each([
    ['mere ghar walon ko pata chalega?', 'family'],
    ['kya yeh muft hai', 'free'],
    ['aap kaun?', 'who'],
    ['are you a robot?', 'robot'],
    ['aap log police ho?', 'police'],
    ['kitna time lagega', 'how_long'],
    ['kya me ap ko pics bhejun?', 'pictures'],
    ['can i talk to a human please', 'person'],
    ['koi insan hai?', 'person'],
    ['haan team se baat krni h', 'person'],
    ['mujhe kisi larki se baat karni hai', 'person'],
    ['call me please', 'person'],
    ['thank you', 'thanks'],
    ['bye', 'bye'],
    ['allah hafiz', 'bye'],
    ['salam', 'greeting'],
    ['hi', 'greeting'],
    ['who is this? I am her husband', 'intruder'],
    ['bhai: kon hai ye?', 'intruder'],
    ['koi aa gaya hai, baad mein', 'intruder'],
    ['ab theek hai, chala gaya', 'safe_now'],
    ['I am safe now', 'safe_now'],
  ])('%j is about %s, whatever was asked', (text, topic) => {
    for (const question of [asked, null]) {
      expect(incomings(text, question).at(-1)).toMatchObject({ type: 'asks', topic, text });
    }
  });

  test.each([
    ['haan', 'choice.yes'],
    ['insan', 'command.person'],
    ['x', 'command.hide'],
    ['mere ghar walon ko pata chal gaya', 'answer'],
    ['woh keh raha hai police ko batao ga', 'answer'],
    ['salam mera account hack ho gaya hai aur main bohat pareshan hun', 'answer'],
    ['my mother is here, he will kill me tonight', 'danger'],
    ['bye, I want to end my life', 'selfHarm'],
  ])('%j is %s', (text, type) => {
    expect(incomings(text).at(-1)?.type).toBe(type);
  });

  test('in the middle of a story that came in pieces it is part of the story', () => {
    const story = 'mera purana mangetar meri tasveerein sab ko dikhata hai\nkya yeh muft hai';
    expect(incomings(story).at(-1)).toMatchObject({ type: 'answer', text: story });
  });

  test('somebody who comes to the phone is met before a question, and not before danger', () => {
    expect(incomings('who is this? I am her husband')).toMatchObject([{ type: 'asks', topic: 'intruder', flags: ['danger'] }]);
    expect(incomings('my brother is here with a gun').at(-1)?.type).toBe('danger');
  });

  test('goes with what else the words say', () => {
    expect(incomings('can i talk to a human please, i am 15 years old').at(-1)).toMatchObject({ cues: ['minor'] });
  });
});

test('danger comes before self-harm, and both before any answer', () => {
  expect(types('he says he will kill me tonight')).toEqual(['danger']);
  expect(types('I want to end my life')).toEqual(['selfHarm']);
});

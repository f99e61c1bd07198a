import { describe, expect, inject, test } from 'vitest';
import { NAMED_QUESTIONS } from '../../src/conversation/questions.ts';
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

const safe: Asked = { key: 'intake:safe.ask', options: ['no', 'yes', 'privacy'] };
const minor: Asked = { key: 'intake:minor.ask', options: ['yes', 'no', 'skip'] };
const deadline: Asked = { key: 'intake:deadline.ask', options: ['today', 'days', 'no', 'skip'] };
const consent: Asked = { key: 'intake:consent.ask', options: ['yes', 'no'] };

/** What it comes to, without the language that it is heard in. */
const meaning = (text: string, question: Asked) => types(text, question).at(-1);

test('every question that may be answered more freely is asked somewhere', () => {
  for (const key of NAMED_QUESTIONS) expect(parts.texts.has('en', key), key).toBe(true);
});

describe('a yes or no in more words', () => {
  test.each([
    'haan bohat dar lag raha hai',
    'haan thora',
    'yes kind of',
    'yes very',
    'yes i am in danger',
    'haan khatra hai',
    'ہاں تھوڑا ڈر ہے',
    'Haan, dar hai!!',
  ])('%j is a yes to danger', (text) => {
    expect(meaning(text, asked)).toBe('choice.yes');
  });

  test.each([
    'nahi koi khatra nahi',
    'jee nahi bilkul theek hun',
    'no not right now',
    'no im fine',
    "No, I'm not in danger",
    'nahi abhi koi khatra nahi',
    'nahi nahi',
    'نہیں ابھی کوئی خطرہ نہیں',
  ])('%j is a no to danger', (text) => {
    expect(meaning(text, asked)).toBe('choice.no');
  });

  test.each([
    ['ji bhai kabhi kabhi mera phone dekhta hai', 'choice.yes'],
    ['haan bhai dekh leta hai kabhi', 'choice.yes'],
    ['haan mere phone par ammi dekhti hain', 'choice.yes'],
    ['نہیں کوئی نہیں دیکھتا', 'choice.no'],
    ['no nobody can see', 'choice.no'],
  ])('%j tells who sees the phone: %s', (text, type) => {
    expect(meaning(text, safe)).toBe(type);
  });

  test.each([
    ['haan 15 saal ki hun', 'choice.yes'],
    ['yes she is 16', 'choice.yes'],
    ['haan 20 saal ki hun', 'answer'],
    ['nahi 15 saal ki hun', 'answer'],
  ])('%j tells of the age: %s', (text, type) => {
    expect(meaning(text, minor)).toBe(type);
  });

  test.each([
    'haan lekin nahi',
    'yes no',
    'no yes',
    'haan theek hun',
    'yes im fine',
    'ji theek hai',
    'ji kya?',
    'ji boliye',
    'haan pehle tha',
    'yes maybe',
    'na',
    'ha ha',
    'no i am not safe',
    'nahi mehfooz nahi hun',
    'nahi theek nahi hun',
    'nahi dar lag raha hai',
    'no im scared',
    'no not yet',
    'no but he is near',
    'nahi bahar nahi ja sakti dar hai',
    'nahi pata',
    'no reason to go on',
    'no one believes me',
    'no help',
    'ji mera account hack ho gaya hai',
    'haan mujhe blackmail kar raha hai',
    'هو ډارېږم',
    'haan wo kehta hai ke wo sab ko bata de ga kal',
  ])('%j is not clear, and neither sends help nor sends it away', (text) => {
    expect(meaning(text, asked)).not.toBe('choice.yes');
    if (text !== 'na' && text !== 'nahi pata') expect(meaning(text, asked)).not.toBe('choice.no');
  });

  test.each([
    ['haan wo bahar khara hai', 'danger'],
    ['yes he has a knife', 'danger'],
    ['nahi wo mujhe maar dega', 'danger'],
    ['no I want to end my life', 'selfHarm'],
    ['yes I want to end my life', 'selfHarm'],
  ])('%j is heard as %s all the same', (text, type) => {
    expect(meaning(text, asked)).toBe(type);
    expect(meaning(text, safe)).toBe(type);
  });

  test('nobody is talked out of a worry about self-harm', () => {
    const wonder: Asked = { key: 'intake:wonder.selfHarm.ask', options: ['yes', 'no', 'rather_not'] };
    expect(meaning('nahi bas thak gayi hun', wonder)).toBe('answer');
    expect(meaning('haan kabhi kabhi dil karta hai', wonder)).not.toBe('choice.no');
    expect(meaning('no', wonder)).toBe('choice.no');
  });

  test('permission is given in so many words', () => {
    expect(meaning('haan magar sirf subah', consent)).toBe('answer');
    expect(meaning('yes i guess', consent)).toBe('answer');
    expect(meaning('delete', { key: 'intake:erase.ask', options: ['yes', 'no'] })).not.toBe('choice.yes');
    expect(meaning('haan', consent)).toBe('choice.yes');
  });

  test('where words are the answer they stay words', () => {
    expect(meaning('haan bohat dar lag raha hai', { key: 'intake:story.ask', options: ['list', 'person'] })).toBe('answer');
    expect(meaning('aakhri', { key: 'intake:codeWord.ask', options: ['skip'] })).toBe('answer');
    expect(meaning('sirf', { key: 'intake:safeTime.ask', options: ['any_time', 'workdays'] })).toBe('answer');
  });
});

describe('agreement', () => {
  const agreed = ['theek hai', 'acha', 'ok', 'fine', 'sahi', 'ٹھیک ہے', '👍', '🙏'];

  test.each(agreed)('%j is no yes where it may say that all is well', (text) => {
    for (const question of [asked, safe, minor]) expect(meaning(text, question)).toMatch(/^(answer|empty|asks)$/);
  });

  test.each(agreed)('%j goes on, and gives a permission', (text) => {
    expect(meaning(text, consent)).toBe('choice.yes');
    expect(meaning(text, { key: 'intake:story.more.ask', options: ['go_on', 'list', 'person'] })).toBe('choice.go_on');
  });
});

describe('a choice named in part', () => {
  const family: Asked = {
    key: 'intake:type.family.ask',
    options: ['images', 'blackmail_threats', 'harassing', 'identity', 'accounts', 'money', 'violence', 'questions', 'person'],
  };

  test.each([
    ['blackmail', 'blackmail_threats'],
    ['blackmail wali', 'blackmail_threats'],
    ['بلیک میل', 'blackmail_threats'],
    ['fraud', 'money'],
    ['the first one', 'images'],
    ['pehli wali', 'images'],
    ['پہلا', 'images'],
    ['doosra', 'blackmail_threats'],
    ['second one', 'blackmail_threats'],
    ['last one', 'questions'],
    ['aakhri wali', 'questions'],
  ])('%j is %s', (text, id) => {
    expect(meaning(text, family)).toBe(`choice.${id}`);
  });

  test.each(['ya', 'meri', 'account', 'koi', 'blackmail?', 'mujhe blackmail kar ke paise maange'])('%j is none', (text) => {
    expect(meaning(text, family)).not.toMatch(/^choice/);
  });

  test('a time limit is told by the words that only one option has', () => {
    expect(meaning('haan kal tak', deadline)).toBe('choice.today');
    expect(meaning('haan kuch din', deadline)).toBe('choice.days');
    expect(meaning('waqt diya', deadline)).not.toMatch(/^choice/);
  });

  test('what leads on is heard by its common words', () => {
    const step: Asked = { key: 'guidance/threat:steps.E1.text', options: ['done', 'next', 'explain', 'person'] };
    expect(['continue', 'next', 'agla', 'aage chalo'].map((text) => meaning(text, step))).toEqual(Array(4).fill('choice.next'));
  });
});

describe('a picture with words under it', () => {
  const sent = (caption: string, question: Asked = asked) =>
    understand(parts, { kind: 'attachment', media: 'picture', caption }, { asked: question, language: 'ur-Latn' }).map(
      ({ type }) => type,
    );

  test('is answered for itself, and words that only point at it are no miss', () => {
    expect(sent('ye dekho uska msg')).toEqual(['attachment']);
    expect(sent('99')).toEqual(['attachment']);
  });

  test('is heard when the words say danger or tell something', () => {
    expect(sent('wo mujhe maar dega')).toEqual(['danger', 'attachment']);
    expect(sent('haan')).toEqual(['choice.yes', 'attachment']);
    expect(sent('wo mujhe blackmail kar raha hai pictures se')).toEqual(['attachment', 'answer']);
  });
});

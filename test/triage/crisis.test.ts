import { describe, expect, it } from 'vitest';
import { FLAGS } from '../../src/engine/protocol.ts';
import { loadLanguages } from '../../src/languages.ts';
import { LOCALES } from '../../src/texts.ts';
import type { CrisisPhrase } from '../../src/triage/crisis/phrases.ts';
import { LEARNT } from '../../src/triage/text/columns.ts';
import { createTriage } from '../../src/triage/triage.ts';
import { shipped, triage } from './shipped.ts';

const rows = shipped.crisis;
const isGuard = (row: CrisisPhrase) => row.phrase.startsWith('!');
const alarms = rows.filter((row) => !isGuard(row));
const guards = rows.filter(isGuard);
/** The rules alone, without what the model has learnt. */
const rules = createTriage(rows, null);
const unguarded = createTriage(alarms, null);

describe('the shipped crisis phrases', () => {
  it.each(rows)('$flag $language: $mustAlarm', ({ flag, mustAlarm }) => {
    expect(triage.judge(mustAlarm).flags).toContain(flag);
  });

  it.each(rows)('no $flag $language: $mustNotAlarm', ({ flag, mustNotAlarm }) => {
    expect(triage.judge(mustNotAlarm).flags).not.toContain(flag);
  });

  it.each(alarms)('$flag $language "$phrase" finds its own message without help from others', (row) => {
    expect(createTriage([row], null).judge(row.mustAlarm).flags).toContain(row.flag);
  });

  it.each(guards)('$flag $language "$phrase" is needed: without guards its message alarms', ({ flag, mustNotAlarm }) => {
    expect(unguarded.judge(mustNotAlarm).flags).toContain(flag);
  });

  it('cover every flag in every language that is learnt', () => {
    for (const flag of FLAGS) {
      for (const language of LEARNT) {
        expect(alarms.filter((row) => row.flag === flag && row.language === language).length).toBeGreaterThanOrEqual(8);
      }
    }
    expect(alarms.length).toBeGreaterThanOrEqual(150);
  });

  it('hold each phrase and each message once', () => {
    const phrases = rows.map((row) => `${row.flag} ${row.language} ${row.phrase}`);
    expect(phrases.filter((phrase, index) => phrases.indexOf(phrase) !== index)).toEqual([]);
    const messages = rows.flatMap((row) => [`${row.flag} ${row.mustAlarm}`, `${row.flag} ${row.mustNotAlarm}`]);
    expect(messages.filter((message, index) => messages.indexOf(message) !== index)).toEqual([]);
  });

  it('are written in one alphabet each', () => {
    const rtl = loadLanguages(LOCALES).flatMap(({ id, direction }) => (direction === 'rtl' ? [id] : []));
    const script = (row: CrisisPhrase) =>
      rtl.includes(row.language) ? /[\p{Script=Latin}\p{Script=Cyrillic}]/u : /[^\p{ASCII}]/u;
    expect(rows.filter((row) => script(row).test(row.phrase.replace(/\{\w+\}/g, ''))).map((row) => row.phrase)).toEqual([]);
  });
});

describe('a crisis message still alarms', () => {
  const disguises: readonly (readonly [string, (text: string) => string])[] = [
    ['in capitals', (text) => text.toUpperCase()],
    ['with invisible characters between the letters', (text) => [...text].join('\u200B')],
    ['with punctuation for spaces', (text) => text.replaceAll(' ', '... ')],
    ['on an Arabic keyboard', (text) => text.replace(/ی/g, 'ي').replace(/ک/g, 'ك').replace(/ہ/g, 'ه')],
    ['with Urdu vowel marks', (text) => text.replace(/(?<=[\p{Script=Arabic}])(?=[\p{Script=Arabic}])/gu, '\u064E')],
  ];
  it.each(disguises)('%s', (_, disguise) => {
    const missed = rows.filter((row) => !triage.judge(disguise(row.mustAlarm)).flags.includes(row.flag));
    expect(missed.map((row) => `${row.flag} ${row.language} ${row.phrase}`)).toEqual([]);
  });

  const inLongStory = (text: string): string =>
    `${'We met online last year and talked a lot. '.repeat(40)}${text} ${'Please write back. '.repeat(40)}`;

  it('in the middle of a long story, as far as the rules go', () => {
    const missed = rows.filter((row) => !rules.judge(inLongStory(row.mustAlarm)).flags.includes(row.flag));
    expect(missed.map((row) => `${row.flag} ${row.language} ${row.phrase}`)).toEqual([]);
  });

  it('in the middle of a long story: danger and self-harm are raised or asked about, never passed over', () => {
    const grave = rows.filter(({ flag }) => flag === 'danger' || flag === 'self_harm');
    const passed = grave.filter((row) => {
      const { flags, ask } = triage.judge(inLongStory(row.mustAlarm));
      return ![...flags, ...ask].includes(row.flag);
    });
    expect(passed.map((row) => `${row.flag} ${row.language} ${row.phrase}`)).toEqual([]);
  });

  it('as a question when a guard explains its words', () => {
    const silent = guards.filter(({ flag, mustNotAlarm }) => {
      const { flags, ask } = triage.judge(mustNotAlarm);
      return (flag === 'danger' || flag === 'self_harm') && ![...flags, ...ask].includes(flag);
    });
    expect(silent.map((row) => `${row.flag} ${row.language} ${row.phrase}`)).toEqual([]);
  });

  it.each([
    ['misspelt', 'i think about sucide'],
    ['with letters swapped', 'i feel suicdial today'],
    ['without its vowels', 'mai mrna chahti hn'],
    ['apart', 'khud kshi kar lungi'],
    ['stretched', 'I want to dieeeeee'],
    ['cut by a sign', 'sui.cide is on my mind'],
  ])('when the word is %s', (_, text) => {
    expect(triage.judge(text).flags).toContain('self_harm');
  });

  it.each([
    ['He says he will shoot me. An email came from him', 'by a point'],
    ['he wants to shoot me\na message came just now', 'by a new line'],
    ['will he shoot me? a text said so', 'by a question mark'],
    ['he will shoot me 😭 a message came', 'by an emoji'],
  ])('when the next sentence would make an idiom of it: %s (parted %s)', (text) => {
    expect(triage.judge(text).flags).toContain('danger');
  });

  it.each(['he will... kill me', 'he has a\nknife', 'wo mujhe\nmaar\nraha hai', 'وہ مجھے۔۔۔ مار دے گا'])(
    'when its words are parted as people part them: %j',
    (text) => {
      expect(triage.judge(text).flags).toContain('danger');
    },
  );

  it('when an idiom stands beside it', () => {
    expect(triage.judge('marta hun tum pe kehta tha, ab kehta hai jaan se maar dunga').flags).toContain('danger');
  });
});

describe('an ordinary complaint does not alarm', () => {
  it.each([
    'someone hacked my account',
    'he is blackmailing me with my pictures',
    'mera account hack ho gaya hai',
    'wo meri tasveerein viral karne ki dhamki de raha hai',
    'my phone died and I lost my chats',
    'mujhe dar lag raha hai, wo paise mang raha hai',
    'the loan app sends my pictures to my contacts',
    'meri zindagi barbad kar di us ne',
    'کوئی مجھے بلیک میل کر رہا ہے',
    'میری تصویریں لیک کر دی ہیں',
    'they put my home address online',
    'hi',
    '',
    '😭😭',
    '12345',
  ])('%s', (text) => {
    expect(triage.judge(text).flags).toEqual([]);
  });
});

describe('ages', () => {
  it.each([
    ['i am 17', true],
    ['i am 18', false],
    ['meri umar 9 saal hai', true],
    ['میری عمر ۱۷ سال ہے', true],
    ['میری عمر ١٨ سال ہے', false],
    ['my daughter is thirteen', true],
    ['main solah saal ki hun', true],
    ['16saal ki hun', true],
    ['class 10 me hun', true],
    ['class 11 me hun', false],
  ])('%s: under 18 is %s', (text, minor) => {
    expect(triage.judge(text).flags.includes('minor')).toBe(minor);
  });
});

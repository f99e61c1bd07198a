import { describe, expect, it } from 'vitest';
import { bare, normalise } from '../../src/triage/text/normalise.ts';

describe('normalise', () => {
  it.each([
    ['squeezes stretched words', 'plzzzz heeelp', 'plz help'],
    ['keeps double letters', 'kill all', 'kill all'],
    ['lowers letters and drops punctuation', 'Hello,  WORLD!!', 'hello world'],
    ['writes Arabic letters as Urdu ones', 'كيسے هيں', 'کیسے ہیں'],
    ['drops vowel marks and tatweel', 'مَدَد چـــاہیے', 'مدد چاہیے'],
    ['drops zero-width and direction marks', 'he\u200Bl\u200Dp\u202E me\uFEFF', 'help me'],
    ['writes Urdu and Arabic digits as ASCII', '۱۶ ١٧', '16 17'],
    ['parts digits from letters', '16saal f17', '16 saal f 17'],
    ['opens contractions', "I'm sure he'll say I can’t", 'i am sure he will say i cant'],
    ['reads presentation and full-width forms', 'ﻣﺪﺩ ＨＥＬＰ', 'مدد help'],
    ['leaves nothing of emoji', '😭👍🏽', ''],
  ])('%s', (_, typed, text) => {
    expect(normalise(typed)).toMatchObject({ text, tokens: text === '' ? [] : text.split(' ') });
  });
});

describe('the sentences of a message', () => {
  it.each([
    ['end at a point', 'he came. she left', [2, 2, 4, 4]],
    ['end at an Urdu full stop', 'وہ آیا۔ وہ گئی', [2, 2, 4, 4]],
    ['end at an Urdu question mark', 'وہ آیا؟ ہاں', [2, 2, 3]],
    ['end at a new line', 'he came\nnow', [2, 2, 3]],
    ['end at an emoji', 'he came 😭 now', [2, 2, 3]],
    ['end where a point has no space after it', 'came.now', [1, 2]],
    ['end at an ellipsis of one letter', 'came… now', [1, 2]],
    ['do not end inside a number', '6.5 months', [3, 3, 3]],
    ['do not end at a comma, an apostrophe or a hyphen', "he's half-way, now", [5, 5, 5, 5, 5]],
    ['are none without a word', '...', []],
  ])('%s', (_, typed, ends) => {
    expect(normalise(typed).ends).toEqual(ends);
  });
});

describe('bare', () => {
  it.each([
    ['  Delete My Data!! ', 'delete my data'],
    ["don't write to me.", 'dont write to me'],
    ['haaaan', 'han'],
    ['0️⃣', '0'],
    ['X', 'x'],
    ['AB12-34', 'ab12 34'],
    ['كوئى ہے؟', 'کوئی ہے'],
    ['👍', ''],
  ])('%s is compared as "%s"', (typed, form) => {
    expect(bare(typed)).toBe(form);
  });

  it('is the same when applied twice', () => {
    for (const text of ["Can't  WAIT…", 'ٹھیک ہے۔', 'plzzz', 'ﷺ', '½ x²']) expect(bare(bare(text))).toBe(bare(text));
  });
});

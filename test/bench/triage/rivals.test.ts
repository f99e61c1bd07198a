import { describe, expect, it } from 'vitest';
import type { TypePhrase } from '../../../src/triage/types/phrases.ts';
import { teachNlpJs } from './nlpjs.ts';
import type { Teach } from './rival.ts';
import { teachWink } from './wink.ts';

const phrases: readonly TypePhrase[] = (
  [
    ['hacking', 'en', 'someone got into my account'],
    ['blackmailing', 'en', 'he wants money for my pictures'],
    ['hacking', 'ur', 'میرا اکاؤنٹ ہیک ہو گیا'],
    ['blackmailing', 'ur', 'وہ تصویروں کے پیسے مانگتا ہے'],
    ['hacking', 'ur-Latn', 'mera account hack ho gaya hai'],
    ['blackmailing', 'ur-Latn', 'wo tasveeron ke paise mang raha hai'],
    ['none', 'mixed', 'salam, hello'],
  ] as const
).map(([type, language, phrase]) => ({ type, language, phrase, also: [], flags: [], writer: 'a' }));

/** A library that is fed wrongly would make ours look good. */
describe.each<[string, Teach]>([
  ['nlp.js', teachNlpJs],
  ['wink', teachWink],
])('%s', (_, teach) => {
  it('knows again what it has read, in every language', async () => {
    const rival = await teach(phrases);
    for (const { type, phrase } of phrases.filter(({ language }) => language !== 'mixed')) {
      expect((await rival.guess(phrase))[0]?.type).toBe(type);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { languageOf } from '../../src/triage/text/language.ts';
import { normalise } from '../../src/triage/text/normalise.ts';

const heard = (text: string) => languageOf(normalise(text));

describe('the language of a message', () => {
  it.each([
    ['Somebody made a fake profile of me', 'en'],
    ['is this confidential?', 'en'],
    ['Hello, I need help with my account', 'en'],
    ['they are asking for money', 'en'],
    ['السلام علیکم مجھے مدد چاہیے', 'ur'],
    ['میرا whatsapp ہیک ہو گیا ہے', 'ur'],
    ['mera wtsap hack hogya h', 'ur-Latn'],
    ['plz ghar walon ko pata na chale', 'ur-Latn'],
    ['salam, koi mujhe blackmail kar rha he', 'ur-Latn'],
    ['He has my pics aur ab wo paise mang raha hai', 'ur-Latn'],
    ['mje smjh nhi a rhi', 'ur-Latn'],
  ])('%s is surely %s', (text, language) => {
    expect(heard(text)).toEqual({ language, certain: true });
  });

  it.each(['hi', 'hello', 'salam', 'aoa', 'Assalam o alaikum', 'السلام علیکم', 'help', 'facebook', 'me', 'ok', 'fir'])(
    '%s leaves it unsure',
    (text) => {
      expect(heard(text).certain).toBe(false);
    },
  );

  it.each(['', '   ', '1234', '۱۲', '😭', '?!', 'привет', 'नमस्ते जी', '你好'])('nothing can be told from "%s"', (text) => {
    expect(heard(text)).toEqual({ language: null, certain: false });
  });
});

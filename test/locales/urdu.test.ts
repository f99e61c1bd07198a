import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LOCALES } from '../../src/texts.ts';

/** What people type, and facts about the language: not written for a reader. */
const NOT_READ = ['commands.json', 'numbers.json', 'answers.json', 'language.json'];

/** Buttons and lines of a list, which end without a mark, and what is not Urdu at all. */
const NO_SENTENCE = /\.(short|label|option\.[\w-]+)$|\.sources\.\d+$|\.reviewed$/;

/** Pages, where sentences stand among headings and parts of a sentence. */
const PAGE = /^(chat|desk|system)\.json/;

/** Every text of the Urdu files by its file and path. */
function written(): [string, string][] {
  const leaves = (value: unknown, path: string): [string, string][] =>
    typeof value === 'string'
      ? [[path, value]]
      : Object.entries(value ?? {}).flatMap(([name, inner]) => leaves(inner, `${path}.${name}`));
  const folder = join(LOCALES, 'ur');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && !NOT_READ.includes(file))
    .flatMap((file) => leaves(JSON.parse(readFileSync(join(folder, file), 'utf8')), file));
}

/** Texts that stand elsewhere and web addresses say nothing about how this one is written; of a value only its place stays. */
function own(text: string): string {
  return text
    .replaceAll(/\$t\([^)]*\)/g, '')
    .replaceAll(/\b(?:https?:\/\/)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\/\S*)?/gi, 'www')
    .replaceAll(/\{\{.*?\}\}/g, '{}');
}

/** In Urdu the outer quotation mark ” opens and “ closes. */
const withoutQuoted = (text: string) => text.replaceAll(/”[^“]*“/g, '');

/** What no Urdu text may have, by the name of the fault. */
const FAULTS: Readonly<Record<string, (text: string) => boolean>> = {
  'a Latin mark': (text) => /[,;?]|\.(?!\d)/.test(own(text)),
  'an Arabic letter': (text) => /[يىكةه]/.test(text),
  'a digit other than 0-9': (text) => /[٠-٩۰-۹]/.test(text),
  'two blanks, or one at the edge': (text) => / {2}|^ | $| \n|\n /.test(text),
  'a blank before a mark': (text) => /\s[۔،؟؛!:]/.test(text),
  'no blank after a mark': (text) => /[۔،؟؛!:](?![\s“)*]|$)/.test(own(text)),
  'a quotation that does not open with ” and close with “': (text) => /[”“]/.test(withoutQuoted(text)),
  'no polite address': (text) => /(?<!\p{L})(?:تم|تمہ\p{L}+)(?!\p{L})/u.test(withoutQuoted(text)),
  "a verb that fixes the reader's gender": (text) =>
    /(?<!\p{L})آپ(?! (?:ک[ےیاو]|سے|پر|نے|تک|چاہیں))[^۔؟!:،؛]{0,30} (?:سک|چاہ|کر|جان|رہ)(?:ت[ےی]|[ےی]) ہیں/u.test(text),
};

const faultsOf = (text: string) => Object.keys(FAULTS).filter((name) => FAULTS[name]?.(text));

/** The lines that are prose; those of a list begin with • or with a command in bold. */
const prose = (text: string) =>
  own(text)
    .split('\n')
    .filter((line) => line !== '' && !/^(?:•|\*[^*]+\* (?:–|یا \*))/.test(line));

const finished = (line: string) => /(?:[۔؟!:]“?\*?|\{\})$/.test(line);

describe('the rules', () => {
  test.each([
    ['ہاں, ٹھیک ہے۔', 'a Latin mark'],
    ['ٹھیک ہے.', 'a Latin mark'],
    ['کیا ہوا?', 'a Latin mark'],
    ['کيا ہوا؟', 'an Arabic letter'],
    ['کوئی بات نهیں۔', 'an Arabic letter'],
    ['عمر ۱۸ سال۔', 'a digit other than 0-9'],
    ['ہاں،  ٹھیک ہے۔', 'two blanks, or one at the edge'],
    ['ٹھیک ہے۔ \nاور؟', 'two blanks, or one at the edge'],
    ['ٹھیک ہے ۔', 'a blank before a mark'],
    ['ہاں،ٹھیک ہے۔', 'no blank after a mark'],
    ['کال کریں:{{phone}}۔', 'no blank after a mark'],
    ['“بینک” بن کر۔', 'a quotation that does not open with ” and close with “'],
    ['کیا تمہیں پتا ہے؟', 'no polite address'],
    ['آپ دو بھی چن سکتے ہیں۔', "a verb that fixes the reader's gender"],
    ['کیا آپ کچھ بتانا چاہتی ہیں؟', "a verb that fixes the reader's gender"],
  ])('%s has %s', (text, fault) => {
    expect(faultsOf(text)).toEqual([fault]);
  });

  test('leave values, addresses and the words of others alone', () => {
    const text =
      'وہ کہے ”تمہارے گھر بتا دوں گا“، تو {{phone}} پر کال کریں، یا stopncii.org دیکھیں (24 گھنٹے)۔ آپ کے وکیل بتا سکتے ہیں۔';
    expect(faultsOf(text)).toEqual([]);
  });

  test('tell a finished line from one that breaks off', () => {
    expect(
      prose('پہلا قدم\n• لسٹ\n*0* – انسان\n*چھپائیں* یا *x* – خاموشی\nیہ سنتے ہیں:\n{{lines}}').filter((line) => !finished(line)),
    ).toEqual(['پہلا قدم']);
  });
});

describe('the Urdu texts', () => {
  test.each(Object.keys(FAULTS))('none has %s', (name) => {
    expect(
      written()
        .filter(([, text]) => FAULTS[name]?.(text))
        .map(([path]) => path),
    ).toEqual([]);
  });

  test('every sentence ends with a mark or with a value', () => {
    const broken = written().filter(([path, text]) => {
      if (NO_SENTENCE.test(path)) return false;
      // A heading may go without a mark; what has one sentence that ends, ends with one.
      if (PAGE.test(path)) return /[۔؟] /.test(text) && !/[۔؟!:…)]$/.test(text);
      return prose(text).some((line) => !finished(line));
    });
    expect(broken.map(([path]) => path)).toEqual([]);
  });

  test('are all read', () => {
    const paths = written().map(([path]) => path);
    expect(paths).toContain('intake.json.story.ask');
    expect(paths.filter((path) => path.startsWith('guidance')).length).toBeGreaterThan(300);
  });
});

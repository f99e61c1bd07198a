import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { prepareMarks, readMarks } from '../../src/marks.ts';
import { LOCALES, loadTexts } from '../../src/texts.ts';

const texts = loadTexts();
const LANGUAGES = texts.languages.map(({ id }) => id);

/** Buttons, and the words of our pages. */
const PLAIN = /\.(label|option\.[\w-]+)$|\/(chat|desk)\.json/;

/** Every text of every language, by file and path. */
function written(): [string, string][] {
  const leaves = (value: unknown, path: string): [string, string][] =>
    typeof value === 'string'
      ? [[path, value]]
      : Object.entries(value ?? {}).flatMap(([name, inner]) => leaves(inner, `${path}.${name}`));
  return LANGUAGES.flatMap((language) =>
    readdirSync(join(LOCALES, language), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) => leaves(JSON.parse(readFileSync(join(LOCALES, language, file), 'utf8')), `${language}/${file}`)),
  );
}

/** The words of a text that stand out, under their style, and what a person reads. */
function shown({ text, marks }: ReturnType<typeof readMarks>): { text: string; marks: string[] } {
  return { text, marks: marks.map(({ style, from, to }) => `${style}: ${text.slice(from, to)}`) };
}

const read = (written: string) => shown(readMarks(prepareMarks(written)));

describe('marks in a text', () => {
  test.each([
    ['*0* – a person', '0 – a person', ['bold: 0']],
    ['*delete my data* – all of it', 'delete my data – all of it', ['bold: delete my data']],
    ['note `1234-5678` and `9012`.', 'note 1234-5678 and 9012.', ['code: 1234-5678', 'code: 9012']],
    ['*چھپائیں* یا *x* – چھپ جائے', 'چھپائیں یا x – چھپ جائے', ['bold: چھپائیں', 'bold: x']],
    ['😀 *bold 😀* 😀', '😀 bold 😀 😀', ['bold: bold 😀']],
    ['(*one*), “`two`”!', '(one), “two”!', ['bold: one', 'code: two']],
    ['`*#21#*`', '*#21#*', ['code: *#21#*']],
  ])('%s', (written, text, marks) => {
    expect(read(written)).toEqual({ text, marks });
  });

  test.each([
    ['one star * alone'],
    ['*never closed'],
    ['never opened*'],
    ['* a list\n* of things'],
    ['*over\ntwo lines*'],
    ['`over\ntwo lines`'],
    ['2*3*4 and a`b`c'],
    ['* blank inside *'],
    ['** and `` and * *'],
    ['dial *#21# and then *#61#'],
    ['snake*case*'],
  ])('%s stays as it is', (written) => {
    expect(read(written)).toEqual({ text: written, marks: [] });
  });

  test('one inside the other does not become two', () => {
    expect(read('*a `b` c*')).toEqual({ text: '*a b c*', marks: ['code: b'] });
    expect(read('`a *b* c`')).toEqual({ text: 'a *b* c', marks: ['code: a *b* c'] });
    expect(read('*a **b* c*').marks).toEqual(['bold: b']);
    const around = prepareMarks('*first {{step}} last* and *more*').replace('{{step}}', prepareMarks('`inner` *words*'));
    expect(shown(readMarks(around))).toEqual({
      text: 'first inner words last and more',
      marks: ['bold: first inner words last', 'bold: more'],
    });
  });

  test('are counted in UTF-16 units of what a person reads', () => {
    expect(readMarks(prepareMarks('😀 *ا* `12`')).marks).toEqual([
      { style: 'bold', from: 3, to: 4 },
      { style: 'code', from: 5, to: 7 },
    ]);
  });
});

describe('the texts of the helpline', () => {
  test.each(LANGUAGES)('in %s the reference and the PIN can be copied', (language) => {
    const values = { reference: '1234-5678', pin: '9012' };
    const { text, marks } = shown(texts.marked(language, 'intake:handOff.reference', values));
    expect(marks).toEqual(['code: 1234-5678', 'code: 9012']);
    expect(text).not.toContain('`');
    expect(texts.say(language, 'intake:handOff.reference', values)).toBe(text);
  });

  test('in Urdu the halves of the reference cannot change places, because it stands behind a left-to-right mark', () => {
    expect(texts.say('ur', 'intake:handOff.reference', { reference: '1234-5678', pin: '9012' })).toContain('\u200e1234-5678');
  });

  test.each(LANGUAGES)('in %s the words that always work stand out', (language) => {
    for (const key of ['intake:welcome.say', 'common:help']) {
      const { marks } = shown(texts.marked(language, key, { helpline: 'H', emergency: '15', retentionDays: '90' }));
      expect(marks).toContain('bold: 0');
      expect(marks).toContain('bold: x');
      expect(marks.length).toBeGreaterThanOrEqual(4);
    }
  });

  test.each(LANGUAGES)('in %s the summary has a heading', (language) => {
    const { text, marks } = texts.marked(language, 'intake:guidance.summary', { steps: '• one *two*' });
    expect(marks).toEqual([{ style: 'bold', from: 0, to: text.indexOf('\n') }]);
  });

  test('the summary names its steps', () => {
    const steps = ['• $t(steps:S1.short)', '• $t(steps:S2.short)'].join('\n');
    const { text } = texts.marked('en', 'intake:guidance.summary', { steps });
    expect(text).toContain(`• ${texts.say('en', 'steps:S1.short')}\n• ${texts.say('en', 'steps:S2.short')}`);
  });

  test.each([
    '*mango*',
    '`mango`',
    '*',
    '*a `b* c`',
    'x* y *z',
    '🥭 *آم*',
    '{{codeWord}}',
    '{{{phone}}}',
    '$t(common:hello)',
    '$1 $& {',
  ])('the code word %s comes out as the person chose it', (codeWord) => {
    for (const language of LANGUAGES) {
      const { text, marks } = texts.marked(language, 'intake:queue.nowOpenCode', { codeWord });
      expect(text).toContain(codeWord);
      expect(marks).toEqual([]);
    }
  });

  test('a value that stands in a mark is whole inside it, whatever it holds', () => {
    const { text, marks } = texts.marked('en', 'intake:handOff.reference', { reference: 'a`b*c*', pin: '\uFDD21\uFDD0' });
    expect(shown({ text, marks }).marks).toEqual(['code: a`b*c*', 'code: 1']);
  });

  test('leave no star and no backtick to be read, and have no marks where words are shown as they are', () => {
    const wrong = written().flatMap(([path, value]) => {
      const { text, marks } = readMarks(prepareMarks(value));
      const outside = [...text.matchAll(/[*`]/g)].filter(
        ({ index }) => !marks.some(({ from, to }) => from <= index && index < to),
      );
      return outside.length > 0 || (marks.length > 0 && PLAIN.test(path)) ? [path] : [];
    });
    expect(wrong).toEqual([]);
  });
});

/** Every kind of finding, on small tables made up for it. */
import { describe, expect, it, test } from 'vitest';
import { parseCrisisPhrases } from '../../src/triage/crisis/phrases.ts';
import { changeLine, type Measured, movedBetween } from '../../src/triage/lint/change.ts';
import type { Finding } from '../../src/triage/lint/finding.ts';
import { lintPhrases } from '../../src/triage/lint/lint.ts';
import { typeRows } from '../../src/triage/lint/rows.ts';
import { readTables } from '../../src/triage/lint/tables.ts';
import type { LabelledMessage } from '../../src/triage/measure/messages.ts';
import { parseTopicPhrases } from '../../src/triage/topics/phrases.ts';
import { createTriage, type Triage } from '../../src/triage/triage.ts';
import { parseWatchedPhrases } from '../../src/triage/watched/phrases.ts';

const TYPES = 'type,also,flags,language,phrase,writer';
const ALARMS = 'flags,language,phrase,writer';
const CRISIS = 'flag,language,phrase,must_alarm,must_not_alarm,note';
const WATCHED = 'language,phrase,must_alarm,must_not_alarm,note';
const TOPICS = 'topic,language,phrase,must_match,must_not_match,note';

interface Tables {
  readonly types?: readonly string[];
  readonly crisis?: readonly string[];
  readonly alarms?: readonly string[];
  readonly watched?: readonly string[];
  readonly topics?: readonly string[];
  readonly messages?: readonly string[] | null;
  readonly triage?: Triage | null;
}

/** Lints tables under their right headings, knowing the types `red` and `blue`. */
function lint({
  types = [],
  crisis = [],
  alarms = [],
  watched = [],
  topics = [],
  messages = null,
  triage = null,
}: Tables): readonly Finding[] {
  const file = (name: string, lines: readonly string[]) => ({ name, text: `${lines.join('\n')}\n` });
  const tables = readTables({
    types: file('types.csv', [TYPES, ...types]),
    crisis: file('crisis.csv', [CRISIS, ...crisis]),
    alarms: file('alarms.csv', [ALARMS, ...alarms]),
    watched: file('watched.csv', [WATCHED, ...watched]),
    topics: file('topics.csv', [TOPICS, ...topics]),
  });
  const set = messages?.map((text, index): LabelledMessage => ({ ...LABELLED, id: `m${index}`, text })) ?? null;
  return lintPhrases(tables, { known: ['red', 'blue'], messages: set, triage });
}

const LABELLED = { lang: 'en', label: 'red', also: [], flags: [], note: '' } as const;

/** The findings of some kind as `file:line say`. */
function found(kind: Finding['kind'], tables: Tables): readonly string[] {
  return lint(tables)
    .filter((finding) => finding.kind === kind)
    .map(({ file, line, say }) => `${file}:${line} ${say}`);
}

describe('rows that cannot be read', () => {
  it('are all named by file and line, and the others are still looked at', () => {
    const tables = {
      types: ['red,,,en,one,a', 'red,,,fr,two,a', '', 'red,,worry,en,three,a', 'red,,,en,"four,a', 'red,,,en,ONE,a'],
      alarms: ['danger,en,a', 'danger,en,b,a', 'worry,en,c,a'],
      crisis: ['danger,en,a,b', 'danger,en,* kill,b,c,', 'danger,en,so-called/x,b,c,', 'danger,en,kill me,kill me,kiss me,'],
    };
    expect(found('unreadable', tables)).toEqual([
      expect.stringContaining('alarms.csv:2 This row cannot be read: 3 fields instead of 4.'),
      expect.stringContaining('alarms.csv:4 This row cannot be read: flags must be some of '),
      expect.stringContaining('crisis.csv:2 This row cannot be read: 4 fields instead of 6.'),
      expect.stringContaining('crisis.csv:3 This row cannot be read: phrase must begin with a fixed word.'),
      expect.stringContaining('crisis.csv:4 This row cannot be read: not one word in a phrase.'),
      expect.stringContaining('types.csv:3 This row cannot be read: language must be one of '),
      expect.stringContaining('types.csv:5 This row cannot be read: flags must be some of '),
      expect.stringContaining('types.csv:6 This row cannot be read: a quotation mark is open or out of place.'),
    ]);
    expect(found('repeated', tables)).toHaveLength(1);
  });

  it('are not told one by one where the heading is wrong', () => {
    const { rows, findings } = typeRows({ name: 'types.csv', text: 'type,phrase\nred,one\nred,two\n' });
    expect(rows).toEqual([]);
    expect(findings).toEqual([
      { kind: 'unreadable', file: 'types.csv', line: 1, say: expect.stringContaining('the heading must be') },
    ]);
  });

  it('are none where line endings and a byte order mark differ', () => {
    const { rows, findings } = typeRows({ name: 't', text: `\uFEFF${TYPES}\r\nred,,,en,one,a\r\n\r\nblue,red,,ur,"a, b",a\r\n` });
    expect(findings).toEqual([]);
    expect(rows.map(({ line, row }) => [line, row.type, row.phrase])).toEqual([
      [2, 'red', 'one'],
      [4, 'blue', 'a, b'],
    ]);
  });
});

test('types that are not known are named, as a type and as a further one', () => {
  const types = ['red,blue none,,en,one,a', 'none,,,en,two,a', 'green,,,en,three,a', 'red,blue grey,,en,four,a'];
  expect(found('unknown', { types })).toEqual([
    expect.stringMatching(/^types\.csv:4 There is no type "green"\. Use a key of/),
    expect.stringMatching(/^types\.csv:5 There is no type "grey"\. Use a key of/),
  ]);
});

describe('a phrase that stands twice', () => {
  it('is named with the line where it stands first, whether in one type or in two', () => {
    const types = [
      'red,,,en,He took my phone,a',
      'red,,,en,he took MY phone!!,b',
      'blue,,,en,"he, took my phone",a',
      'red,,,en,he took my phones,a',
    ];
    expect(found('repeated', { types })).toEqual([
      'types.csv:3 This phrase stands in line 2 already. Remove one of the two.',
      expect.stringMatching(/^types\.csv:4 This phrase is blue here and red in line 2\. Keep the row that is right/),
    ]);
  });

  it('is named among the alarms as well', () => {
    const alarms = ['danger,en,He took my phone,a', ',en,he took my phone,b', 'danger,en,he took MY phone,c'];
    expect(found('repeated', { types: ['red,,,en,he took my phone,a'], alarms })).toEqual([
      expect.stringMatching(/^alarms\.csv:3 This phrase is calm here and danger in line 2\. Keep the row/),
      'alarms.csv:4 This phrase stands in line 2 already. Remove one of the two.',
    ]);
  });

  it('is compared as it is where it has no letters', () => {
    expect(found('repeated', { types: ['red,,,en,🙂,a', 'red,,,en,😭,a', 'red,,,en,🙂,b'] })).toEqual([
      expect.stringContaining('types.csv:4'),
    ]);
  });
});

describe('a type with too few phrases', () => {
  const rows = (type: string, counts: Readonly<Record<string, number>>): string[] =>
    Object.entries(counts).flatMap(([language, count]) =>
      Array.from({ length: count }, (_, index) => `${type},,,${language},${type} ${language} ${index},a`),
    );
  const enough = { 'ur-Latn': 25, en: 15, ur: 15, mixed: 5 };

  it('is named with what is missing, at its last line', () => {
    const types = [...rows('red', enough), ...rows('blue', { 'ur-Latn': 24, en: 15, ur: 40, mixed: 3 }), ...rows('none', enough)];
    expect(found('few', { types })).toEqual([
      'types.csv:143 The type blue has too few phrases. Add 1 in Roman Urdu (24 of 25), 2 in mixed (3 of 5).',
    ]);
  });

  it('is named even when it has none', () => {
    const types = [...rows('red', enough), ...rows('blue', enough)];
    expect(found('few', { types })).toEqual([
      expect.stringMatching(/^types\.csv:1 The type none has too few phrases\. Add 25 in/),
    ]);
    expect(found('few', { types: [...types, ...rows('none', enough)] })).toEqual([]);
  });
});

describe('personal data', () => {
  it.each([
    ['a long number', 'call 03001234567 now'],
    ['a long number', 'call 0300-123 4567'],
    ['a long number', 'call +92 (300) 12.34.567'],
    ['a long number', 'نمبر ۰۳۰۰۱۲۳۴۵۶۷ ہے'],
    ['an e-mail address', 'write to someone@example.org'],
    ['a link', 'see https://a.b'],
    ['a link', 'see www.example.org'],
    ['a link', 'see facebook.com/some.one'],
    ['a link', 'see t.me/x'],
    ['a handle', 'his id is @some_one'],
    ['a handle', '@x1'],
  ])('is found: %s in %j', (what, phrase) => {
    expect(found('personal', { types: [`red,,,en,${phrase},a`] })).toEqual([
      expect.stringMatching(new RegExp(`^types\\.csv:2 Here stands ${what}, which may belong to somebody\\. Leave it out`)),
    ]);
  });

  it.each([
    'he took 500000 rupees',
    'on 5 and 6 and 7 and 8 and 9',
    'ads of shop.com',
    'meet me @ 9',
    'and/or',
    'ok.me bhi/tum',
    '100%',
  ])('is not found in %j', (phrase) => {
    expect(found('personal', { types: [`red,,,en,${phrase},a`] })).toEqual([]);
  });

  it('is found in both examples of a crisis row and in alarms, and never repeated', () => {
    const alarms = ['danger,en,he is at 0300 1234567,a'];
    const crisis = ['danger,en,kill me,kill me at 0300 1234567,kiss me a@b.org,'];
    const said = found('personal', { crisis, alarms });
    expect(said).toHaveLength(3);
    expect(said.join()).not.toMatch(/0300|a@b/);
  });
});

describe('words shared with the set', () => {
  const messages = ['My uncle took the red car away', 'the red car away', 'one two three'];

  it('are found from four in a row on, in any file, and the first message is named', () => {
    const types = ['red,,,en,he says the RED car: away it went,a', 'red,,,en,the red car,a', 'red,,,en,one two three,a'];
    const crisis = [
      'danger,en,kill,kill the uncle took the red,my aunt,',
      'danger,en,kill,kill it,my uncle took the car,',
      'danger,en,kill,they kill,"MY uncle, took the bus",',
    ];
    const alarms = ['danger,en,my uncle took the knife,a', 'danger,en,my uncle took a knife,a'];
    expect(found('overlap', { types, crisis, alarms, messages })).toEqual([
      expect.stringContaining('alarms.csv:2'),
      'crisis.csv:2 4 words in a row stand in message m0 of the set as well. Say it in other words.',
      expect.stringContaining('crisis.csv:3'),
      expect.stringContaining('crisis.csv:4'),
      'types.csv:2 4 words in a row stand in message m0 of the set as well. Say it in other words.',
    ]);
  });

  it('are not looked for without a set', () => {
    expect(found('overlap', { types: ['red,,,en,my uncle took the red car away,a'] })).toEqual([]);
  });
});

describe('examples of crisis rows', () => {
  const crisis = [
    'danger,en,kill me,he will kill me,he will kiss me,',
    'danger,en,shoot me,he will shout at me,a quiet day,',
    'danger,en,burn me,he will burn me,they burn me a disc,',
    'danger,en,! kill me softly,he wants to kill me,the song kill me softly,',
    'danger,en,stab me,will he stab me,you did stab,',
  ];
  const triage = createTriage(parseCrisisPhrases([CRISIS, ...crisis].join('\n')), null);

  it('are tried for their own phrase and for the whole', () => {
    expect(found('example', { crisis, triage })).toEqual([
      expect.stringMatching(/^crisis\.csv:3 The phrase does not find its own must_alarm message\./),
      expect.stringMatching(/^crisis\.csv:3 The must_alarm message does not raise danger\. Add messages/),
      expect.stringMatching(
        /^crisis\.csv:4 The must_not_alarm message raises danger\. Make the phrase that stands in it narrower/,
      ),
    ]);
  });

  it('that alarm though no phrase stands in them need calm messages', () => {
    const flags = ['danger'] as const;
    const anxious: Triage = {
      judge: (text) => ({ ...triage.judge(text), flags }),
      explain: (text) => ({ ...triage.explain(text), flags }),
    };
    expect(found('example', { crisis: crisis.slice(0, 1), triage: anxious })).toEqual([
      expect.stringMatching(
        /^crisis\.csv:2 The must_not_alarm message raises danger\. No phrase stands in it, so add calm messages/,
      ),
    ]);
  });

  it('are not tried without a triage', () => {
    expect(found('example', { crisis })).toEqual([]);
  });
});

test('findings stand in the order of the files', () => {
  const types = ['green,,,en,one,a', 'red,,,en,call 0300 1234567,a', 'green,,,en,one,a'];
  const findings = lint({ types, crisis: ['danger'] }).filter(({ kind }) => kind !== 'few');
  expect(findings.map(({ kind, file, line }) => `${kind} ${file}:${line}`)).toEqual([
    'unreadable crisis.csv:2',
    'unknown types.csv:2',
    'personal types.csv:3',
    'unknown types.csv:4',
    'repeated types.csv:4',
  ]);
});

describe('what other phrases changed', () => {
  const before: Measured = { phrases: 100, top1: 0.5, top3: 0.812, firsts: { a: 'red', b: 'blue', c: 'red', gone: 'red' } };
  const now: Measured = { phrases: 103, top1: 0.5, top3: 0.8194, firsts: { a: 'blue', b: 'blue', c: 'none', come: 'red' } };

  it('is one line, with the messages whose first type moved', () => {
    expect(changeLine(before, now)).toBe('+3 phrases: top-3 81.2 → 81.9; 2 messages moved');
    expect(movedBetween(before, now)).toEqual([
      { id: 'a', from: 'red', to: 'blue' },
      { id: 'c', from: 'red', to: 'none' },
    ]);
  });

  it.each([
    [99, '-1 phrase: top-3 81.2 → 81.2; 1 message moved'],
    [100, '+0 phrases: top-3 81.2 → 81.2; 1 message moved'],
    [101, '+1 phrase: top-3 81.2 → 81.2; 1 message moved'],
  ])('counts in good English with %i phrases', (phrases, line) => {
    expect(changeLine(before, { ...before, phrases, firsts: { a: 'blue', b: 'blue' } })).toBe(line);
  });
});

describe('rows about being watched', () => {
  const watched = [
    'en,chip inside,a chip inside me,a chip in the card,',
    'en,the radio,a song of the day,a quiet day,',
    'en,tv talks,the tv talks,the tv talks to him,',
    'en,! my husband,my husband and a chip inside,my husband is well,',
  ];
  const triage = createTriage([], null, [], parseWatchedPhrases([WATCHED, ...watched].join('\n')));

  it('that cannot be read are named', () => {
    expect(found('unreadable', { watched: ['en,a,b,c', 'fr,a,b,c,', 'en,a,,c,', 'en,* a,b,c,', 'en,a,b,d,'] })).toEqual([
      expect.stringContaining('watched.csv:2 This row cannot be read: 4 fields instead of 5.'),
      expect.stringContaining('watched.csv:3 This row cannot be read: language must be one of '),
      expect.stringContaining('watched.csv:4 This row cannot be read: must_alarm is empty.'),
      expect.stringContaining('watched.csv:5 This row cannot be read: phrase must begin with a fixed word.'),
    ]);
  });

  it('are tried with their examples, each by itself and all together', () => {
    expect(found('example', { watched, triage })).toEqual([
      expect.stringMatching(/^watched\.csv:3 The phrase does not find its own must_alarm message\./),
      expect.stringMatching(/^watched\.csv:3 The must_alarm message does not raise the cue\./),
      expect.stringMatching(/^watched\.csv:4 The must_not_alarm message raises the cue\./),
      expect.stringMatching(/^watched\.csv:5 The must_alarm message does not raise the cue\./),
    ]);
  });

  it('stand once, and so do their examples', () => {
    const twice = ['en,a b,one,two,', 'en,A b,three,four,', 'en,c,one,five,', 'en,d,six,two,'];
    expect(found('repeated', { watched: twice })).toEqual([
      expect.stringContaining('watched.csv:3 '),
      expect.stringContaining('watched.csv:4 '),
      expect.stringContaining('watched.csv:5 '),
    ]);
  });

  it("hold nobody's number and no message of the set", () => {
    expect(found('personal', { watched: ['en,chip,a chip from 0300 1234567,b,'] })).toHaveLength(1);
    const overlapping = { watched: ['en,chip,a,they sold me a chip,'], messages: ['yes they sold me a chip once'] };
    expect(found('overlap', overlapping)).toHaveLength(1);
  });
});

describe('rows about topics', () => {
  const topics = [
    'free,en,cost money,is it to cost money,the card costs points,',
    'free,en,any fee,a song of the day,a quiet day,',
    'who,en,your name,your name,is it your name,',
    'free,en,! my uncle,my uncle cost money,my uncle is well,',
  ];
  const triage = createTriage([], null, [], [], parseTopicPhrases([TOPICS, ...topics].join('\n')));

  it('that cannot be read are named', () => {
    const wrong = ['free,en,a,b,c', 'gratis,en,a,b,c,', 'free,fr,a,b,c,', 'free,en,a,,c,', 'free,en,* a,b,c,', 'free,en,a,b,d,'];
    expect(found('unreadable', { topics: wrong })).toEqual([
      expect.stringContaining('topics.csv:2 This row cannot be read: 5 fields instead of 6.'),
      expect.stringContaining('topics.csv:3 This row cannot be read: topic must be one of '),
      expect.stringContaining('topics.csv:4 This row cannot be read: language must be one of '),
      expect.stringContaining('topics.csv:5 This row cannot be read: must_match is empty.'),
      expect.stringContaining('topics.csv:6 This row cannot be read: phrase must begin with a fixed word.'),
    ]);
  });

  it('are tried with their examples, each by itself and all together', () => {
    expect(found('example', { topics, triage })).toEqual([
      expect.stringMatching(/^topics\.csv:3 The phrase does not find its own must_match message/),
      expect.stringMatching(/^topics\.csv:3 The must_match message is not heard as free\./),
      expect.stringMatching(/^topics\.csv:4 The must_not_match message is heard as who\./),
      expect.stringMatching(/^topics\.csv:5 The must_match message is not heard as free\./),
    ]);
  });

  it('stand once, and so do their examples', () => {
    const twice = ['free,en,a b,one,two,', 'who,en,A b,three,four,', 'who,en,c,one,five,', 'who,en,d,six,two,'];
    expect(found('repeated', { topics: twice })).toEqual([
      expect.stringContaining('topics.csv:3 This phrase is who here and free in line 2.'),
      expect.stringContaining('topics.csv:4 '),
      expect.stringContaining('topics.csv:5 '),
    ]);
  });

  it("hold nobody's number and no message of the set", () => {
    expect(found('personal', { topics: ['person,en,call me,call me on 0300 1234567,b,'] })).toHaveLength(1);
    const overlapping = { topics: ['person,en,call me,a,they call me every night,'], messages: ['yes they call me every night'] };
    expect(found('overlap', overlapping)).toHaveLength(1);
  });
});

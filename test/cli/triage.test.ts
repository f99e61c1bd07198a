import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runTriage } from './triageProgram.ts';

describe('triage', () => {
  test.concurrent('--help tells of everything it does', async () => {
    const { code, out, err } = await runTriage(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const task of ['--json', 'explain', 'lint', 'picks']) expect(out).toContain(task);
  });

  test.concurrent.for([
    [[], 'triage: say what to do'],
    [['nope'], 'triage: say what to do'],
    [['toString'], 'triage: say what to do'],
    [['--loud'], 'triage: say what to do'],
    [['--json', 'salam'], 'triage --json: takes no further arguments'],
    [['explain'], 'triage explain: give a text'],
    [['explain', ' '], 'triage explain: give a text'],
    [['explain', '--json', 'salam'], 'triage explain: takes a text and no options'],
    [['lint', '--loud'], "Unknown option '--loud'"],
    [['lint', 'now'], "Unexpected argument 'now'"],
    [['lint', '--set', 'nowhere.jsonl'], '--set: "nowhere.jsonl" cannot be read'],
    [['lint', '--set', 'package.json'], '--set: package.json, line 1: no labelled message'],
    [['picks', '--set', 'a'], "Unknown option '--set'"],
  ] as const)('%j is answered in one line', async ([args, line]) => {
    const { code, out, err } = await runTriage(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).toContain(line);
  });

  test.concurrent('a text that is too long to explain is refused', async () => {
    const { code, err } = await runTriage(['explain'], 'x'.repeat(20_001));
    expect({ code, err }).toEqual({ code: 2, err: 'amaan: triage explain: the text is longer than 20000 characters\n' });
  });

  test.concurrent('a setting that cannot be read is named', async () => {
    const { code, err } = await runTriage(['--json'], '', { PORT: 'eighty' });
    expect({ code, err }).toEqual({ code: 2, err: 'amaan: PORT: must be a number\n' });
  });
});

describe('triage explain', () => {
  const story = 'he will shoot me an email, he said, or kill me. my friend laughs at me. my son is 12';

  test.concurrent('says what led to each flag', async () => {
    const { code, out, err } = await runTriage(['explain', ...story.split(' ')]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Language: English.');
    expect(out).toMatch(
      /^ {2}danger \(danger to life\) .*\n( {4}crisis\.csv:.*\n)*( {4}With what the model has learnt it is [\d.]+ % sure\.)/m,
    );
    const rows = [...out.matchAll(/^ {4}crisis\.csv:(\d+) (stands|would stand, but a guard has explained its words): (.*)$/gm)];
    const verdicts = rows.map(([, , verdict]) => verdict);
    expect(verdicts).toContain('stands');
    expect(verdicts).toContain('would stand, but a guard has explained its words');
    const file = readFileSync(new URL('../../locales/phrases/crisis.csv', import.meta.url), 'utf8').split('\n');
    for (const [, line, , phrase = ''] of rows) expect(file[Number(line) - 1]).toContain(phrase);
  });

  test.concurrent('names types, telling words and near phrases', async () => {
    const { out } = await runTriage(['explain', 'mera instagram account hack ho gaya hai, password badal diya hai']);
    expect(out).toContain('Language: Roman Urdu.');
    expect(out).toMatch(/^ *[\d.]+ % {2}hacking: Someone got into my account or phone$/m);
    expect(out.match(/^ *[\d.]+ % {2}\w+: /gm)).toHaveLength(3);
    expect(out).toContain('No second type applies.');
    expect(out).toContain('It does not abstain: the likely ones are proposed.');
    expect(out).toMatch(
      /^Words that spoke most for hacking \([\d.]+ % with all words\):\n +[\d.]+ % without "\w+": [\d.]+ times likelier/m,
    );
    expect(out).toMatch(/without "hack"/);
    const near = [...out.matchAll(/^ *[\d.]+ % alike, types\.csv:(\d+): /gm)];
    expect(near).toHaveLength(3);
    const file = readFileSync(new URL('../../locales/phrases/types.csv', import.meta.url), 'utf8').split('\n');
    for (const [, line] of near) expect(file[Number(line) - 1]).toMatch(/^hacking,/);
  });

  test.concurrent('reads standard input when there are no arguments, and takes everything after --', async () => {
    const [piped, given] = await Promise.all([
      runTriage(['explain'], '--salam dost\n'),
      runTriage(['explain', '--', '--salam', 'dost']),
    ]);
    expect(piped).toEqual(given);
    expect(given.out).toContain('It does not abstain, but proposes nothing: there seems to be no complaint.');
    expect(given.out).toMatch(/^Flags:\n {2}none$/m);
  });

  test.concurrent('says which rows heard that somebody feels watched, and which explain it', async () => {
    const raised = await runTriage(['explain', 'There is a chip inside my head']);
    expect(raised.out).toMatch(/^Feels watched, .*: the cue is raised\.\n {4}watched\.csv:\d+ stands: chip\//m);
    const explained = await runTriage(['explain', 'My husband says there is a chip inside my head']);
    expect(explained.out).toMatch(
      /not raised, because a guard stands\.\n {4}watched\.csv:\d+ stands: chip\/.*\n {4}watched\.csv:\d+ stands: ! husband/,
    );
    expect((await runTriage(['explain', 'someone hacked my account'])).out).not.toContain('watched');
  });

  test.concurrent('says which topic a short message has, and why another has none', async () => {
    const heard = await runTriage(['explain', 'kya yeh muft hai']);
    expect(heard.out).toMatch(/^Topic: free\.\n {4}topics\.csv:\d+ stands: free, /m);
    const guarded = await runTriage(['explain', 'do I have to pay him']);
    expect(guarded.out).toMatch(
      /^Topic: none, because a guard stands or [^\n]*\n( {4}.*\n)* {4}topics\.csv:\d+ stands: free, ! /m,
    );
    expect((await runTriage(['explain', 'someone hacked my account'])).out).not.toMatch(/^Topic/m);
  });

  test.concurrent.for(['🙂', '\u0001', 'a '.repeat(9_000), 'قلم '.repeat(4_000)])('explains any text (%#)', async (text) => {
    const { code, out, err } = await runTriage(['explain'], text);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Nearest phrases of ');
  });
});

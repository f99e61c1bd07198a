/** `triage lint` in a project of its own, whose phrases can be changed between two runs. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TYPES } from '../../flows/intake/types.ts';
import { type Ran, runTriage } from './triageProgram.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const project = mkdtempSync(join(tmpdir(), 'amaan-lint-'));
const dataDir = join(project, 'data');
const kept = join(dataDir, 'triage', 'lint.json');
const set = join(project, 'test/triage/messages/development.jsonl');

const TYPES_HEADING = 'type,also,flags,language,phrase,writer';
const CRISIS_HEADING = 'flag,language,phrase,must_alarm,must_not_alarm,note';
const ALARMS_HEADING = 'flags,language,phrase,writer';
const WATCHED_HEADING = 'language,phrase,must_alarm,must_not_alarm,note';
const TOPICS_HEADING = 'topic,language,phrase,must_match,must_not_match,note';
const NEEDED = { 'ur-Latn': 25, en: 15, ur: 15, mixed: 5 };

/** As many phrases of every type as are needed, each with a word that says its type: "hacking", "hacking 2", … */
const enough = [...TYPES.map(({ key }) => key), 'none'].flatMap((type) =>
  Object.entries(NEEDED).flatMap(([language, count]) =>
    Array.from({ length: count }, (_, index) => `${type},,,${language},${type.replaceAll('_', '')} ${language} ${index},a`),
  ),
);

function write(path: string, lines: readonly string[]): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
}

function writePhrases(types: readonly string[], crisis: readonly string[] = [], alarms: readonly string[] = []): void {
  write(join(project, 'locales/phrases/types.csv'), [TYPES_HEADING, ...types]);
  write(join(project, 'locales/phrases/crisis.csv'), [CRISIS_HEADING, ...crisis]);
  write(join(project, 'locales/phrases/alarms.csv'), [ALARMS_HEADING, ...alarms]);
  write(join(project, 'locales/phrases/watched.csv'), [WATCHED_HEADING]);
  write(join(project, 'locales/phrases/topics.csv'), [TOPICS_HEADING]);
}

function writeSet(path: string, messages: Readonly<Record<string, readonly [label: string, text: string]>>): void {
  const lines = Object.entries(messages).map(([id, [label, text]]) => JSON.stringify({ id, label, text }));
  write(path, lines);
}

async function lint(...args: string[]): Promise<Ran> {
  return await runTriage(['lint', ...args], '', { DATA_DIR: dataDir }, join(project, 'src/main.ts'));
}

beforeAll(() => {
  for (const part of ['src', 'flows', 'package.json']) cpSync(join(ROOT, part), join(project, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
  const languages = join('locales', 'en', 'language.json');
  cpSync(join(ROOT, languages), join(project, languages));
});
beforeEach(() => rmSync(set, { force: true }));
afterAll(() => rmSync(project, { recursive: true, force: true }));

test('phrases without a fault are measured, and compared with the last time they were others', async () => {
  writePhrases(enough);
  writeSet(set, { a: ['hacking', 'hacking'], b: ['hacking', 'doxing'], c: ['doxing', 'doxing please'] });
  const before = await lint();
  const out = expect.stringMatching(/^Nothing to mend\.\ndevelopment\.jsonl: top-1 66\.7 %, top-3 [\d.]+ % \(n = 3\)\n$/);
  expect(before).toEqual({ code: 0, out, err: '' });
  const first = readFileSync(kept, 'utf8');
  expect(JSON.parse(first)).toMatchObject({ measured: { firsts: { a: 'hacking', b: 'doxing', c: 'doxing' } } });
  expect(first).not.toContain('please');

  // The same again says nothing of a change.
  expect(await lint()).toEqual(before);
  expect(readFileSync(kept, 'utf8')).toBe(first);

  const others = ['doxing is hacking', 'doxing means hacking', 'hacking by doxing'].map((phrase) => `hacking,,,en,${phrase},a`);
  writePhrases([...enough.map((row) => row.replaceAll(/(?<=,)doxing /g, 'made public ')), ...others]);
  const after = await lint('--json');
  expect(after.code).toBe(0);
  expect(JSON.parse(after.out)).toEqual({
    ok: true,
    findings: [],
    left: [],
    measured: { set: 'development.jsonl', count: 3, top1: 2 / 3, top3: expect.any(Number) },
    change: {
      line: expect.stringMatching(/^\+3 phrases: top-3 [\d.]+ → [\d.]+; 2 messages moved$/),
      moved: [
        { id: 'b', from: 'doxing', to: 'hacking' },
        { id: 'c', from: 'doxing', to: 'hacking' },
      ],
    },
  });

  writePhrases(enough);
  expect((await lint()).out.split('\n').slice(2)).toEqual([
    expect.stringMatching(/^-3 phrases: top-3 [\d.]+ → [\d.]+; 2 messages moved$/),
    '  b: hacking → doxing',
    '  c: hacking → doxing',
    '',
  ]);
});

test('another set is not compared with', async () => {
  writePhrases(enough);
  const mine = join(project, 'mine.jsonl');
  writeSet(set, { a: ['hacking', 'hacking'] });
  writeSet(mine, { a: ['hacking', 'doxing'] });
  await lint();
  writePhrases([...enough, 'hacking,,,en,a new hacking,a']);
  expect((await lint('--set', mine)).out).toMatch(/^Nothing to mend\.\nmine\.jsonl: top-1 0\.0 %, .* \(n = 1\)\n$/);
});

test('what is to be mended is told by file and line, with exit code 1', async () => {
  writePhrases(['hacking,,,en,call me on 0300 1234567,a', ...enough, 'doxing,,,en,the thief took my old phone,a']);
  writeSet(set, { a: ['hacking', 'he took my old phone'] });
  const { code, out, err } = await lint();
  expect({ code, err }).toEqual({ code: 1, err: '' });
  const last = enough.length + 3;
  expect(out.split('\n').slice(0, 3)).toEqual([
    expect.stringMatching(/^locales\/phrases\/types\.csv:2 {2}Here stands a long number, .*\. Leave it out/),
    expect.stringMatching(`^locales/phrases/types.csv:${last} {2}4 words in a row stand in message a of the set`),
    'To mend: 1 personal, 1 overlap.',
  ]);
  expect(out).toMatch(/^development\.jsonl: top-1 /m);
  const report = JSON.parse((await lint('--json')).out) as { ok: boolean; findings: readonly unknown[] };
  expect(report.ok).toBe(false);
  expect(report.findings).toContainEqual({
    kind: 'personal',
    file: 'locales/phrases/types.csv',
    line: 2,
    say: expect.stringContaining('a long number'),
  });
});

test('without a set its checks are left out, which is said', async () => {
  writePhrases([...enough, 'hacking,,,en,the thief took my old phone,a']);
  expect(await lint()).toEqual({
    code: 0,
    out: 'Nothing to mend.\nThere is no set of labelled messages: overlap with it was not checked and nothing was measured.\n',
    err: '',
  });
});

test('rows that cannot be read are all told, and nothing is learnt from the others', async () => {
  writePhrases(['hacking,,,en', ...enough, 'hacking,,,fr,un,a'], ['danger,en,* kill,kill,kiss,'], ['danger,en,x']);
  writeSet(set, { a: ['hacking', 'hacking'] });
  const { code, out } = await lint();
  expect(code).toBe(1);
  expect(out.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^locales\/phrases\/alarms\.csv:2 {2}This row cannot be read: 3 fields instead of 4\./),
    expect.stringMatching(/^locales\/phrases\/crisis\.csv:2 {2}This row cannot be read: phrase must begin with a fixed word\./),
    expect.stringMatching(/^locales\/phrases\/types\.csv:2 {2}This row cannot be read: 4 fields instead of 6\./),
    expect.stringMatching(`^locales/phrases/types.csv:${enough.length + 3} {2}This row cannot be read: language must be one of`),
    'To mend: 4 unreadable.',
    'As long as a row cannot be read, examples are not tried and nothing is measured.',
  ]);
});

test('what was kept before may be broken, and DATA_DIR may be of no use', async () => {
  writePhrases(enough);
  writeSet(set, { a: ['hacking', 'hacking'] });
  write(kept, ['{"set":']);
  const measured = 'Nothing to mend.\ndevelopment.jsonl: top-1 100.0 %, top-3 100.0 % (n = 1)\n';
  expect((await lint()).out).toBe(measured);
  const main = join(project, 'src/main.ts');
  const nowhere = await runTriage(['lint'], '', { DATA_DIR: join(project, 'package.json', 'data') }, main);
  const said = 'DATA_DIR cannot be written: the next lint has nothing to compare with.\n';
  expect(nowhere).toEqual({ code: 0, out: measured.replace('mend.\n', `mend.\n${said}`), err: '' });
});

/** The contract of `triage --json`: one answer for every line, in order, whatever the line is. */
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { FLAGS } from '../../src/engine/protocol.ts';
import { loadLanguages } from '../../src/languages.ts';
import { LOCALES } from '../../src/texts.ts';
import { parseMessages } from '../../src/triage/measure/messages.ts';
import { createRandom } from '../support/random.ts';
import { triage } from '../triage/shipped.ts';
import { ended, type Settings, startTriage } from './triageProgram.ts';

const KEYS = ['id', 'language', 'types', 'second', 'abstain', 'flags', 'ask', 'watched', 'topic'];
const NOT_JSON = 'the line is not JSON';
const NO_OBJECT = 'the line is not a JSON object';
const NO_TEXT = 'the line has no text';
const TOO_DEEP = 'the line is nested too deeply';
const TOO_LONG = 'the line is too long';

interface Answer {
  readonly id: unknown;
  readonly language: string;
  readonly types: readonly { readonly type: string; readonly confidence: number }[];
  readonly second: string | null;
  readonly abstain: boolean;
  readonly flags: readonly string[];
  readonly ask: readonly string[];
  readonly watched: boolean;
  readonly topic: string | null;
  readonly error?: string;
}

const folder = mkdtempSync(join(tmpdir(), 'amaan-triage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Pipes bytes through the program, which must end well and say nothing on the side; resolves to its lines as they are. */
async function lines(input: string | Uint8Array, settings: Settings = {}): Promise<readonly string[]> {
  const child = startTriage(['--json'], settings);
  child.stdin.end(input);
  const { code, out, err } = await ended(child);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out === '' || out.endsWith('\n')).toBe(true);
  return out.split('\n').slice(0, -1);
}

function parsed(line: string | undefined): Answer {
  return JSON.parse(line ?? '') as Answer;
}

function request(id: unknown, text: unknown): string {
  return JSON.stringify({ id, text });
}

/** What the triage itself says, in the shape of an answer. */
function judged(id: unknown, text: string): Answer {
  // Of a text only so much counts.
  const { language, types, second, abstain, flags, ask, watched, topic } = triage.judge(text.slice(0, 100_000));
  const rounded = types.map(({ type, confidence }) => ({ type, confidence: Number(confidence.toFixed(4)) }));
  return { id, language: language ?? 'en', types: rounded, second, abstain, flags, ask, watched, topic };
}

describe('a line that holds a text', () => {
  const story = 'mujhe koi jawab nahi de raha. ';
  const texts = [
    'someone hacked my account',
    'وہ مجھے جان سے مار دے گا',
    'main 15 saal ki hun, wo kal tak paise mang raha hai',
    'salam',
    '',
    '   \n\t ',
    '🙂😭👩‍👩‍👧',
    '\u0000\u0001\u001b[2J\u007f',
    '\uD800 alone',
    'two\u2028lines\u2029more\r\nand\nmore',
    `${story.repeat(340)}khudkushi kar lungi`,
    story.repeat(3_400),
    'a'.repeat(10_000),
    '🙂'.repeat(10_000),
    '__proto__',
    'there is a chip inside my head',
  ];

  test('is judged as the triage judges, with the keys in their order', async () => {
    const answers = await lines(texts.map((text, id) => `${request(id, text)}\n`).join(''));
    expect(answers).toEqual(texts.map((text, id) => JSON.stringify(judged(id, text))));
    expect(parsed(answers.at(-1)).watched).toBe(true);
    const last = parsed(answers[10]);
    expect(last.flags).toContain('self_harm');
    for (const { types, language, flags, ask } of answers.map(parsed)) {
      expect(types).toHaveLength(3);
      expect(loadLanguages(LOCALES).map(({ id }) => id)).toContain(language);
      for (const flag of [...flags, ...ask]) expect(FLAGS).toContain(flag);
    }
  });

  test('of the development set is judged as the triage judges', async () => {
    const set = readFileSync(new URL('../triage/messages/development.jsonl', import.meta.url), 'utf8');
    const messages = parseMessages(set);
    expect(messages.length).toBeGreaterThan(100);
    const answers = await lines(set);
    const different = messages.filter(({ id, text }, index) => answers[index] !== JSON.stringify(judged(id, text)));
    expect(different.map(({ id }) => id)).toEqual([]);
    expect(answers).toHaveLength(messages.length);
  });

  test('of a million characters is judged by its first 100,000', async () => {
    const long = 'salam dost '.repeat(100_000);
    const [first, second] = await lines(`${request(1, `${long}khudkushi kar lungi`)}\n${request(2, 'x'.repeat(10_000_000))}\n`);
    expect(first).toBe(JSON.stringify(judged(1, long.slice(0, 100_000))));
    expect(second).toBe(JSON.stringify(judged(2, 'x'.repeat(100_000))));
  });

  test('has its id passed through as it was given', async () => {
    const ids = [
      '7',
      '12345678901234567890',
      '1.0',
      '-0',
      '1e400',
      '"a\\u0000\\ud800"',
      'null',
      'false',
      '[1.50,{"a":[]},"x"]',
      '{"text":"not this","n":100000000000000000001}',
    ];
    const answers = await lines(ids.map((id) => `{"id":${id},"text":"salam","more":{"id":5}}\n`).join(''));
    const salam = JSON.stringify(judged(0, 'salam'));
    expect(answers).toEqual(ids.map((id) => salam.replace('"id":0', () => `"id":${id}`)));
  });

  test('without an id has null for it', async () => {
    expect(await lines('{"text":"salam"}\n')).toEqual([JSON.stringify(judged(null, 'salam'))]);
  });

  test('with bytes that are no UTF-8 is read as far as it can be', async () => {
    const bytes = Buffer.concat([Buffer.from('{"id":1,"text":"'), Buffer.from([0xff, 0xfe, 0xc3]), Buffer.from(' hello"}\n')]);
    expect(await lines(bytes)).toEqual([JSON.stringify(judged(1, '\uFFFD\uFFFD\uFFFD hello'))]);
  });

  test('is read in pieces that cut its letters apart', async () => {
    const child = startTriage(['--json']);
    for (const byte of Buffer.from(`${request('یہ', 'کسی نے میرا اکاؤنٹ ہیک کر لیا')}\n`)) child.stdin.write(Buffer.of(byte));
    child.stdin.end();
    expect((await ended(child)).out).toBe(`${JSON.stringify(judged('یہ', 'کسی نے میرا اکاؤنٹ ہیک کر لیا'))}\n`);
  });
});

describe('a line that cannot be read', () => {
  const deep = `{"id":${'['.repeat(200_000)}${']'.repeat(200_000)},"text":"salam"}`;

  const unreadable: readonly (readonly [line: string, error: string, id: unknown])[] = [
    ['', NOT_JSON, null],
    ['   ', NOT_JSON, null],
    ['{"id":1,"text":"sal', NOT_JSON, null],
    ['{"id":1,"text":"salam"} {"id":2}', NOT_JSON, null],
    ["{'id':1}", NOT_JSON, null],
    ['\u0000\u0001\u0002', NOT_JSON, null],
    ['[{"id":1,"text":"salam"}]', NO_OBJECT, null],
    ['"salam"', NO_OBJECT, null],
    ['5', NO_OBJECT, null],
    ['1.0', NO_OBJECT, null],
    ['null', NO_OBJECT, null],
    ['{}', NO_TEXT, null],
    ['{"id":"k"}', NO_TEXT, 'k'],
    ['{"id":8,"text":null}', NO_TEXT, 8],
    ['{"id":8,"text":5.50}', NO_TEXT, 8],
    ['{"id":8,"text":["salam"]}', NO_TEXT, 8],
    ['{"id":8,"__proto__":{"text":"salam"}}', NO_TEXT, 8],
    [deep, TOO_DEEP, null],
  ];

  test('is answered as an empty text, with a fixed sentence', async () => {
    const answers = await lines(unreadable.map(([line]) => `${line}\n`).join(''));
    expect(answers).toEqual(unreadable.map(([, error, id]) => JSON.stringify({ ...judged(id, ''), error })));
  });

  test('stands among others without harm to them: blank lines, either line ending, noise, a last line without its end', async () => {
    const random = createRandom(20_26);
    const noise = Uint8Array.from({ length: 5_000 }, () => random.below(256)).map((byte) => (byte === 10 ? 13 : byte));
    const good = request('good', 'hello');
    const pieces = [`${good}\r\n`, '\n', '\r\n', `\t${good}  \n`, noise, '\n', `\uFEFF${good}\n`, 'broken\n', good];
    const answers = (await lines(Buffer.concat(pieces.map((piece) => Buffer.from(piece))))).map(parsed);
    expect(answers.map(({ id, error }) => error ?? id)).toEqual([
      'good',
      NOT_JSON,
      NOT_JSON,
      'good',
      NOT_JSON,
      'good',
      NOT_JSON,
      'good',
    ]);
    for (const answer of answers) {
      expect(Object.keys(answer)).toEqual(answer.error === undefined ? KEYS : [...KEYS, 'error']);
      expect(answer.types).toHaveLength(3);
    }
  });

  test.each([
    ['', 0],
    ['\n', 1],
    ['\n\n', 2],
    ['\r', 1],
    [`${request(1, 'a')}\n`, 1],
    [`${request(1, 'a')}\n\n`, 2],
  ])('%j has %i answers: what follows the last line feed is a line unless it is empty', async (input, count) => {
    expect(await lines(input)).toHaveLength(count);
  });
});

describe('the program', () => {
  test('answers each line while its input stays open', async () => {
    const child = startTriage(['--json']);
    const output = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    for (const [id, text] of ['salam', 'he will kill me', ''].entries()) {
      child.stdin.write(`${request(id, text)}\n`);
      expect((await output.next()).value).toBe(JSON.stringify(judged(id, text)));
    }
    child.stdin.end();
    expect((await output.next()).done).toBe(true);
  });

  test('ends quietly when its reader leaves', async () => {
    const child = startTriage(['--json']);
    const said = { err: '' };
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said.err += chunk;
    });
    child.stdin.write(`${request(1, 'salam')}\n`);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const closed = once(child, 'close');
    // Its input stays open: it ends because of what it wrote.
    child.stdin.write(`${request(2, 'salam')}\n`.repeat(50));
    expect(await closed).toEqual([0, null]);
    expect(said.err).toBe('');
  });

  test('keeps nothing of a line that never ends', async () => {
    const peak = async (megabytes: number): Promise<number> => {
      const child = startTriage(['--json']);
      const output = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const piece = Buffer.alloc(1024 * 1024, 'x');
      for (let sent = 0; sent < megabytes; sent += 1) if (!child.stdin.write(piece)) await once(child.stdin, 'drain');
      child.stdin.write(`\n${request(1, 'salam')}\n`);
      expect(parsed((await output.next()).value)).toMatchObject({ id: null, error: megabytes > 16 ? TOO_LONG : NOT_JSON });
      expect((await output.next()).value).toBe(JSON.stringify(judged(1, 'salam')));
      const [, kilobytes] = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      child.stdin.end();
      await once(child, 'close');
      return Number(kilobytes) / 1024;
    };
    const small = await peak(1);
    expect(small).toBeGreaterThan(0);
    expect((await peak(400)) - small).toBeLessThan(100);
  });

  test('uses the model that is kept and makes nothing beside it: no database, no key', async () => {
    const dataDir = join(folder, 'data');
    cpSync(join(inject('dataDir'), 'triage'), join(dataDir, 'triage'), { recursive: true });
    const models = (): readonly (readonly [string, number])[] =>
      readdirSync(join(dataDir, 'triage'))
        .filter((name) => name.endsWith('.model'))
        .map((name) => [name, statSync(join(dataDir, 'triage', name)).ino]);
    const before = models();
    expect(before).toHaveLength(1);
    const settings = {
      DATA_DIR: dataDir,
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing',
      AMAAN_MASTER_KEY: '0'.repeat(64),
    };
    expect(await lines(request(1, 'salam'), settings)).toEqual([JSON.stringify(judged(1, 'salam'))]);
    expect(readdirSync(dataDir)).toEqual(['triage']);
    expect(models()).toEqual(before);
  });

  test('learns for itself where DATA_DIR cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const answers = await lines(request(1, 'salam'), { DATA_DIR: join(folder, 'file', 'data') });
    expect(answers).toEqual([JSON.stringify(judged(1, 'salam'))]);
  });
});

/** How `triage --json` reads and writes: no faster than the other side takes it. */
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { linesOf } from '../../src/cli/triage/lines.ts';
import { writerTo } from '../../src/cli/triage/output.ts';

describe('reading', () => {
  async function* arriving(chunks: readonly string[]): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }

  async function all(chunks: readonly string[], longest = 1_000_000): Promise<readonly (string | null)[]> {
    const lines: (string | null)[] = [];
    for await (const line of linesOf(arriving(chunks), longest)) lines.push(line);
    return lines;
  }

  test.each([
    [[], []],
    [[''], []],
    [['a\nb'], ['a', 'b']],
    [['a\n'], ['a']],
    [['\n\n'], ['', '']],
    [
      ['a', 'b', '\n', 'c\r\n'],
      ['ab', 'c\r'],
    ],
    [['\u2028a\rb\u0085\n'], ['\u2028a\rb\u0085']],
    [
      ['x'.repeat(200_000), 'y\nz'],
      [`${'x'.repeat(200_000)}y`, 'z'],
    ],
  ])('%# parts lines at line feeds only', async (chunks, expected) => {
    expect(await all(chunks)).toEqual(expected);
  });

  test('gives null for a line that is too long, and then goes on', async () => {
    expect(await all(['1234\n12345\n', '12', '345', '678\n1234\n12345'], 4)).toEqual(['1234', null, null, '1234', null]);
  });

  test('takes no more than it was asked for', async () => {
    const taken: string[] = [];
    const source = (async function* () {
      for (const chunk of ['a\nb\n', 'c\n', 'd\n']) {
        taken.push(chunk);
        yield Buffer.from(chunk);
      }
    })();
    const lines = linesOf(source, 100);
    await lines.next();
    await lines.next();
    expect(taken).toEqual(['a\nb\n']);
    await lines.next();
    expect(taken).toEqual(['a\nb\n', 'c\n']);
  });
});

describe('writing', () => {
  test('waits until a line is taken', async () => {
    const waiting: (() => void)[] = [];
    const written: string[] = [];
    const slow = new Writable({
      decodeStrings: false,
      write(line: string, _encoding, done) {
        written.push(line);
        waiting.push(() => done());
      },
    });
    const seen: string[] = [];
    const write = writerTo(slow);
    const first = write('one').then((taken) => seen.push(`one ${taken}`));
    await new Promise((turn) => setImmediate(turn));
    expect({ written, seen }).toEqual({ written: ['one\n'], seen: [] });
    waiting.shift()?.();
    await first;
    expect(seen).toEqual(['one true']);
  });

  test.each(['EPIPE', 'ECONNRESET'])('is over without an error when the reader has left (%s)', async (code) => {
    const gone = new Writable({ write: (_line, _encoding, done) => done(Object.assign(new Error('gone'), { code })) });
    const write = writerTo(gone);
    expect(await write('one')).toBe(false);
    expect(await write('two')).toBe(false);
  });

  test('fails when the disk is full', async () => {
    const full = new Writable({ write: (_line, _encoding, done) => done(Object.assign(new Error('full'), { code: 'ENOSPC' })) });
    await expect(writerTo(full)('one')).rejects.toThrow('full');
  });

  test('ends each line', async () => {
    const stream = new PassThrough({ encoding: 'utf8' });
    const write = writerTo(stream);
    expect([await write('a'), await write('b')]).toEqual([true, true]);
    expect(stream.read()).toBe('a\nb\n');
  });
});

/** Writing for a reader who may be slow and may leave. */
import type { Writable } from 'node:stream';

/** How a stream says that nobody reads it any more, as `… | head -1` does. */
const LEFT: ReadonlySet<unknown> = new Set(['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED']);

/** Makes a function that writes a line and waits until it is taken; false when the reader has left. Rejects when writing fails otherwise. */
export function writerTo(stream: Writable): (line: string) => Promise<boolean> {
  // A stream whose error nobody hears ends the program; each write hears of its own.
  stream.on('error', () => {});
  return async (line) =>
    await new Promise((done, failed) => {
      stream.write(`${line}\n`, (error) => {
        if (!error) done(true);
        else if ('code' in error && LEFT.has(error.code)) done(false);
        else failed(error);
      });
    });
}

/** Writes lines to standard output. A reader who has left is no error. */
export async function say(lines: readonly string[]): Promise<void> {
  await writerTo(process.stdout)(lines.join('\n'));
}

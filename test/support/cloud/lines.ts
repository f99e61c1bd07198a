import { Writable } from 'node:stream';
import { createLogger, type Logger } from '../../../src/logger.ts';

/** A log whose lines can be read. */
export function readableLog(): { log: Logger; lines: string[] } {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { log: createLogger('debug', destination), lines };
}

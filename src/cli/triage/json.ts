import { readConfig } from '../../config.ts';
import { loadTriage } from '../../wiring/triage.ts';
import { UsageError } from '../command.ts';
import { answerTo } from './answer.ts';
import { linesOf } from './lines.ts';
import { writerTo } from './output.ts';

/** The longest line that is read. Bytes; a text of 100,000 characters fits however it is escaped. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** Answers the lines of standard input one by one, so that a reader who sends one and waits gets its answer. */
export async function json(args: readonly string[]): Promise<number> {
  if (args.length > 0) throw new UsageError('triage --json: takes no further arguments; it reads standard input');
  const triage = loadTriage(readConfig(process.env).DATA_DIR);
  const write = writerTo(process.stdout);
  for await (const line of linesOf(process.stdin, LONGEST_LINE)) {
    if (!(await write(answerTo(triage, line)))) break;
  }
  return 0;
}

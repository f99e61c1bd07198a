import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '../../../src/cli/command.ts';
import { type LabelledMessage, parseMessages } from '../../../src/triage/measure/messages.ts';

/** Labelled messages of one file, named after it. */
export interface MessageSet {
  readonly name: string;
  readonly messages: readonly LabelledMessage[];
}

const FOLDER = resolve(import.meta.dirname, '../../triage/messages');
const ENDING = '.jsonl';

/** All sets, or the one of this name. Throws {@link UsageError} when there is none, and with file and line when one cannot be read. */
export function readSets(only: string | undefined): readonly MessageSet[] {
  const names = readdirSync(FOLDER)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
  const wanted = names.filter((name) => only === undefined || name === only);
  if (wanted.length === 0) throw new UsageError(`no set of that name; there are: ${names.join(', ')}`);
  return wanted.map(readSet);
}

function readSet(name: string): MessageSet {
  try {
    return { name, messages: parseMessages(readFileSync(join(FOLDER, name + ENDING), 'utf8')) };
  } catch (error) {
    throw new Error(`${name}${ENDING} cannot be read`, { cause: error });
  }
}

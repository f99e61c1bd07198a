import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LabelledMessage, parseMessages } from '../../triage/measure/messages.ts';
import { UsageError } from '../command.ts';

/** The set that comes with the source code; an installation may be without it. */
const DEVELOPMENT = fileURLToPath(new URL('../../../test/triage/messages/development.jsonl', import.meta.url));

/** A set of labelled messages to measure on. */
export interface TestSet {
  readonly name: string;
  readonly text: string;
  readonly messages: readonly LabelledMessage[];
}

/** Reads the set in `file`, or the project's own, which may be missing (null). Throws {@link UsageError} when a named one cannot be read. */
export function readTestSet(file: string | undefined): TestSet | null {
  if (file === undefined && !existsSync(DEVELOPMENT)) return null;
  const path = file ?? DEVELOPMENT;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(
      `--set: ${JSON.stringify(path)} cannot be read; name a file of labelled messages, one JSON object a line`,
    );
  }
  try {
    return { name: basename(path), text, messages: parseMessages(text) };
  } catch (error) {
    throw new UsageError(`--set: ${basename(path)}, ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
}

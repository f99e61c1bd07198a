import type { ScreenedFlag } from '../../engine/protocol.ts';
import type { PhraseLanguage } from '../text/columns.ts';

/** A message with what a caseworker made of it, for measuring and never for learning. One line of a `.jsonl` file. */
export interface LabelledMessage {
  readonly id: string;
  readonly lang: PhraseLanguage;
  readonly text: string;
  readonly label: string;
  /** Further types a caseworker would tick. */
  readonly also: readonly string[];
  readonly flags: readonly ScreenedFlag[];
  /** `hardneg:<flag>` only looks like the flag; `ambiguous:<flag>` is left out where that flag is measured. */
  readonly note: string;
}

/** Reads labelled messages, one JSON object a line. Throws with the line's number when one is none. */
export function parseMessages(jsonl: string): readonly LabelledMessage[] {
  return jsonl.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [message(line, index + 1)]));
}

function message(line: string, number: number): LabelledMessage {
  const read = asObject(line);
  if (typeof read?.text !== 'string' || typeof read.label !== 'string') throw new Error(`line ${number}: no labelled message`);
  return { id: String(number), lang: 'en', also: [], flags: [], note: '', ...(read as Pick<LabelledMessage, 'text' | 'label'>) };
}

function asObject(line: string): Record<string, unknown> | null {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}

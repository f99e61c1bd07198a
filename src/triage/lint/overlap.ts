import type { LabelledMessage } from '../measure/messages.ts';
import { normalise } from '../text/normalise.ts';
import type { Finding } from './finding.ts';
import type { Located } from './rows.ts';

/** This many words in a row are no accident: what has been learnt by heart is measured too well. */
const WORDS = 4;

/** Texts that share words in a row with a message that is kept for measuring; the first such message is named by its id. */
export function overlaps(texts: readonly Located<readonly string[]>[], messages: readonly LabelledMessage[]): readonly Finding[] {
  const seenIn = new Map(messages.flatMap(({ id, text }) => runs(text).map((run) => [run, id] as const)).reverse());
  return texts.flatMap(({ file, line, row }): Finding[] => {
    const id = row
      .flatMap(runs)
      .map((run) => seenIn.get(run))
      .find((found) => found !== undefined);
    if (id === undefined) return [];
    const say = `${WORDS} words in a row stand in message ${id} of the set as well. Say it in other words.`;
    return [{ kind: 'overlap', file, line, say }];
  });
}

/** Every stretch of so many words. */
function runs(text: string): readonly string[] {
  const { tokens } = normalise(text);
  return tokens.slice(WORDS - 1).map((_, at) => tokens.slice(at, at + WORDS).join(' '));
}

import { bare } from '../text/normalise.ts';
import type { Finding } from './finding.ts';
import type { Located } from './rows.ts';

/**
 * Phrases that stand twice in a file, under one heading or under two (`headingOf`: its type, its flags). Capitals, points and
 * spaces make no difference; the second is the one that is named.
 */
export function repeatedPhrases<Row extends { readonly phrase: string }>(
  rows: readonly Located<Row>[],
  headingOf: (row: Row) => string,
): readonly Finding[] {
  const first = new Map<string, Located<Row>>();
  return rows.flatMap((located): Finding[] => {
    const { file, line, row } = located;
    // Of emoji alone nothing is left in the bare form.
    const words = bare(row.phrase) || row.phrase.trim();
    const earlier = first.get(words);
    if (!earlier) {
      first.set(words, located);
      return [];
    }
    return [{ kind: 'repeated', file, line, say: sentence(headingOf(row), headingOf(earlier.row), earlier.line) }];
  });
}

function sentence(here: string, there: string, line: number): string {
  if (here === there) return `This phrase stands in line ${line} already. Remove one of the two.`;
  return `This phrase is ${here} here and ${there} in line ${line}. Keep the row that is right; if both apply, name both in it.`;
}

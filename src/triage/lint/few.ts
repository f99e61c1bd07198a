import type { PhraseLanguage } from '../text/columns.ts';
import type { TypePhrase } from '../types/phrases.ts';
import type { Finding } from './finding.ts';
import type { Located } from './rows.ts';

/** How many phrases a type needs in each language before it is told from the others well enough. 60 altogether. */
const LEAST: readonly (readonly [language: PhraseLanguage, name: string, least: number])[] = [
  ['ur-Latn', 'Roman Urdu', 25],
  ['en', 'English', 15],
  ['ur', 'Urdu', 15],
  ['mixed', 'mixed', 5],
];

/** Types with too few phrases, each at the last line where it stands, or at the first line of `file` when it stands nowhere. */
export function fewPhrases(rows: readonly Located<TypePhrase>[], types: Iterable<string>, file: string): readonly Finding[] {
  const byType = Map.groupBy(rows, ({ row }) => row.type);
  return [...types].flatMap((type): Finding[] => {
    const own = byType.get(type) ?? [];
    const short = LEAST.flatMap(([language, name, least]) => {
      const count = own.filter(({ row }) => row.language === language).length;
      return count < least ? [`${least - count} in ${name} (${count} of ${least})`] : [];
    });
    if (short.length === 0) return [];
    const say = `The type ${type} has too few phrases. Add ${short.join(', ')}.`;
    return [{ kind: 'few', file, line: own.at(-1)?.line ?? 1, say }];
  });
}

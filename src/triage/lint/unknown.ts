import type { TypePhrase } from '../types/phrases.ts';
import type { Finding } from './finding.ts';
import type { Located } from './rows.ts';

/** Types that are not among `known` (the keys of flows/intake/types.ts and `none`), as a phrase's type or as a further one. */
export function unknownTypes(rows: readonly Located<TypePhrase>[], known: ReadonlySet<string>): readonly Finding[] {
  return rows.flatMap(({ file, line, row }) => {
    const strange = [...new Set([row.type, ...row.also])].filter((type) => !known.has(type));
    return strange.map((type): Finding => {
      const say = `There is no type ${JSON.stringify(type)}. Use a key of flows/intake/types.ts, or none for what is no complaint.`;
      return { kind: 'unknown', file, line, say };
    });
  });
}

import { look } from '../../triage/learned/features.ts';
import type { Model } from '../../triage/learned/model.ts';
import { type Vector, vectorOf } from '../../triage/learned/vector.ts';
import type { Located } from '../../triage/lint/rows.ts';
import { normalise } from '../../triage/text/normalise.ts';
import type { TypePhrase } from '../../triage/types/phrases.ts';

/** A phrase and how much of what the model sees in it and in a text is the same. 0 to 1. */
export interface Near {
  readonly phrase: Located<TypePhrase>;
  readonly alike: number;
}

/** The phrases that share most with the text, nearest first; those that share nothing are left out. */
export function nearest(
  model: Model,
  tokens: readonly string[],
  phrases: readonly Located<TypePhrase>[],
  count: number,
): readonly Near[] {
  const text = values(vectorOf(look({ tokens }).seen(), model.rare));
  return phrases
    .map((phrase) => ({ phrase, alike: shared(text, vectorOf(look(normalise(phrase.row.phrase)).seen(), model.rare)) }))
    .filter(({ alike }) => alike > 0)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, count);
}

function values({ ids, values: all }: Vector): ReadonlyMap<number, number> {
  return new Map(Array.from(ids, (id, at) => [id, all[at] ?? 0]));
}

/** The cosine of the two. */
function shared(text: ReadonlyMap<number, number>, { ids, values: all }: Vector): number {
  return ids.reduce((sum, id, at) => sum + (text.get(id) ?? 0) * (all[at] ?? 0), 0);
}

import type { Triage } from '../../triage/triage.ts';

/** A word, and how likely a type would be without it. 0 to 1. */
export interface Influence {
  readonly word: string;
  readonly without: number;
}

/** Each word is tried by judging the text again. So many words are tried, from the beginning. */
export const MOST_WORDS = 200;

/** The words of `tokens` that spoke most for a type: those without which its share (`all`) is less, most first. */
export function influences(triage: Triage, tokens: readonly string[], type: string, all: number): readonly Influence[] {
  return [...new Set(tokens)]
    .slice(0, MOST_WORDS)
    .map((word) => {
      const rest = tokens.filter((token) => token !== word).join(' ');
      return { word, without: triage.explain(rest).evidence?.shares.get(type) ?? 0 };
    })
    .filter(({ without }) => without < all)
    .sort((a, b) => a.without - b.without);
}

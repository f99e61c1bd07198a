/**
 * Languages beside those that triage has learnt: recognised by letters and words of their own, which are given as data.
 * Nothing here depends on which languages those are.
 */
import type { Language } from '../../engine/protocol.ts';
import type { Heard } from './language.ts';
import { bare } from './normalise.ts';

/** A language and what gives it away: letters and words that none of the others has. */
export interface AddedLanguage {
  readonly id: Language;
  readonly letters: string;
  readonly words: readonly string[];
}

/** At least one word in so many must tell; fewer are a name or a quotation in a message of another language. */
const ONE_IN = 6;

/** One word alone may be a name. */
const SURE = 2;

/** Builds the recognition. It answers null where nothing, or too little, speaks for an added language. */
export function recognise(added: readonly AddedLanguage[]): (message: string) => Heard | null {
  const known = added.map(({ id, letters, words }) => ({ id, letters: new Set(letters), words: new Set(words.map(bare)) }));
  return (message) => {
    const words = message
      .normalize('NFC')
      .toLowerCase()
      .split(/[^\p{L}\p{M}]+/u)
      .filter((word) => word !== '');
    const [best] = known
      .map(({ id, letters, words: own }) => ({
        id,
        telling: words.filter((word) => own.has(bare(word)) || [...word].some((letter) => letters.has(letter))).length,
      }))
      .sort((a, b) => b.telling - a.telling);
    if (!best || best.telling === 0 || best.telling * ONE_IN < words.length) return null;
    return { language: best.id, certain: best.telling >= SURE };
  };
}

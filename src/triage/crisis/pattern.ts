import { normalise } from '../text/normalise.ts';

/** A place in a message for one of several words, or for something that is not a word. */
export interface Slot {
  readonly kind: 'slot';
  readonly options: readonly Option[];
  readonly optional: boolean;
}

/** One word that fits a slot; `exact` words are not matched by near spellings. */
export type Option = { readonly word: string; readonly exact: boolean } | { readonly number: NumberKind };

/** `age`: years of somebody under 18; `class`: a school class up to 10; `n`: any number. */
export type NumberKind = 'age' | 'class' | 'n';

/** Up to `most` words that do not matter. */
export interface Gap {
  readonly kind: 'gap';
  readonly most: number;
}

/** A phrase as a sequence. A guard does not alarm: within one sentence it takes its words away from the other phrases of its flag. */
export interface Pattern {
  readonly guard: boolean;
  readonly items: readonly (Slot | Gap)[];
}

const GAP_WORDS = 3;
const NUMBER_KINDS: Readonly<Record<string, NumberKind>> = { '{age}': 'age', '{class}': 'class', '{n}': 'n' };

/**
 * Reads the notation of the `phrase` column. Words follow each other; `a/b` is either word; `[a]` may be missing; `*` is up to
 * three other words; `{age}`, `{class}`, `{n}` are numbers; `=a` takes no near spelling; a first `!` makes a guard.
 * Throws a plain `Error` when a phrase has no fixed word at its beginning.
 */
export function parsePattern(phrase: string): Pattern {
  const guard = phrase.startsWith('!');
  const items = phrase
    .slice(guard ? 1 : 0)
    .trim()
    .split(/\s+/)
    .map(item);
  const first = items[0];
  if (first?.kind !== 'slot' || first.optional) throw new Error(`phrase must begin with a fixed word: ${phrase}`);
  return { guard, items };
}

function item(part: string): Slot | Gap {
  if (part === '*') return { kind: 'gap', most: GAP_WORDS };
  const optional = part.startsWith('[') && part.endsWith(']');
  const options = (optional ? part.slice(1, -1) : part).split('/').map(option);
  return { kind: 'slot', options, optional };
}

function option(word: string): Option {
  const number = NUMBER_KINDS[word];
  if (number) return { number };
  const exact = word.startsWith('=');
  const { tokens } = normalise(word);
  const [only] = tokens;
  if (only === undefined || tokens.length > 1) throw new Error(`not one word in a phrase: ${word}`);
  return { word: only, exact };
}

import type { Language } from '../../engine/protocol.ts';
import type { Normalised } from '../text/normalise.ts';
import { numeral } from '../text/numerals.ts';
import { type NumberKind, type Pattern, parsePattern } from './pattern.ts';
import { type Hit, Vocabulary } from './vocabulary.ts';

/** A message made ready for {@link Matcher}: what each of its places may be. */
interface Places {
  readonly hits: readonly (readonly Hit[])[];
  readonly numbers: readonly (number | undefined)[];
  readonly tokens: readonly string[];
}

interface Step {
  readonly words: ReadonlySet<number>;
  readonly numbers: readonly NumberKind[];
  readonly optional: boolean;
  /** How many words that do not matter may stand before this one. */
  readonly gap: number;
}

interface Compiled {
  readonly index: number;
  readonly guard: boolean;
  readonly steps: readonly Step[];
}

/** A word of a phrase is one token of a message, or two when somebody wrote it apart. */
const LENGTHS = [1, 2] as const;

/** So many of them in one gap; a message of nothing else must not be searched for ever. */
const MOST_FILLERS = 4;

/** What a message holds, by index of phrase: `found` alarm, `guarded` would if a guard had not taken their words. */
export interface Matches {
  readonly found: ReadonlySet<number>;
  /** Which words of the message each that was found uses, counted from 0. */
  readonly places: ReadonlyMap<number, readonly number[]>;
  readonly guarded: ReadonlySet<number>;
}

/** Words that slip in between two others without changing what is said. */
const FILLERS = new Set(
  'to tou toh bhi b hi ab bas bus phir just really so even also then actually fucking تو بھی ہی اب بس پھر'.split(' '),
);

/** Finds phrases in messages. Built once; every call is pure. */
export class Matcher {
  readonly #vocabulary = new Vocabulary();
  readonly #byFirstWord = new Map<number, Compiled[]>();
  readonly #byFirstNumber: Compiled[] = [];

  constructor(phrases: readonly { readonly phrase: string; readonly language: Language }[]) {
    for (const [index, { phrase, language }] of phrases.entries())
      this.#add(compile(this.#vocabulary, parsePattern(phrase), language, index));
  }

  /**
   * The phrases that a message holds; those that only use words a guard in the same group has taken are apart. A phrase
   * may run on over points and new lines, because people part their words anywhere ("he will... kill me"); a guard may
   * not, because the next sentence can speak of something else ("he will shoot me. An email came").
   */
  match({ tokens, ends }: Normalised, groupOf: (index: number) => string): Matches {
    const places: Places = { hits: this.#vocabulary.find(tokens), numbers: tokens.map(numeral), tokens };
    const candidates = tokens.map((_, place) => this.#candidates(places, place));
    const taken = new Map<string, Set<number>>();
    for (const [place, list] of candidates.entries()) {
      for (const compiled of list) {
        if (!compiled.guard) continue;
        const used = walk(compiled.steps, 0, places, place, { before: ends[place] ?? tokens.length });
        if (!used) continue;
        const group = groupOf(compiled.index);
        taken.set(group, new Set([...(taken.get(group) ?? []), ...used]));
      }
    }
    const found = new Map<number, readonly number[]>();
    const guarded = new Set<number>();
    for (const [place, list] of candidates.entries()) {
      for (const { guard, index, steps } of list) {
        if (guard || found.has(index)) continue;
        const words = taken.get(groupOf(index));
        const used = walk(steps, 0, places, place, { before: tokens.length, taken: words });
        if (used) found.set(index, used);
        else if (words && walk(steps, 0, places, place, { before: tokens.length })) guarded.add(index);
      }
    }
    return { found: new Set(found.keys()), places: found, guarded };
  }

  #add(compiled: Compiled): void {
    const first = compiled.steps[0];
    for (const word of first?.words ?? []) this.#byFirstWord.set(word, [...(this.#byFirstWord.get(word) ?? []), compiled]);
    if (first && first.numbers.length > 0) this.#byFirstNumber.push(compiled);
  }

  #candidates(places: Places, place: number): readonly Compiled[] {
    const lists = new Set((places.hits[place] ?? []).flatMap(({ word }) => this.#byFirstWord.get(word) ?? []));
    if (places.numbers[place] !== undefined) for (const compiled of this.#byFirstNumber) lists.add(compiled);
    return [...lists];
  }
}

function compile(vocabulary: Vocabulary, pattern: Pattern, language: Language, index: number): Compiled {
  const steps: Step[] = [];
  let gap = 0;
  for (const item of pattern.items) {
    if (item.kind === 'gap') {
      gap += item.most;
      continue;
    }
    const words = new Set<number>();
    const numbers: NumberKind[] = [];
    for (const option of item.options) {
      if ('number' in option) numbers.push(option.number);
      else words.add(vocabulary.id(option.word, language, option.exact));
    }
    steps.push({ words, numbers, optional: item.optional, gap });
    gap = 0;
  }
  return { index, guard: pattern.guard, steps };
}

/** Which places a phrase can use: those before `before` that are not `taken`. */
interface Room {
  readonly before: number;
  readonly taken?: ReadonlySet<number> | undefined;
}

/** The places a phrase uses when its step `at` is sought from `place`, or undefined when it is not there. */
function walk(
  steps: readonly Step[],
  at: number,
  places: Places,
  place: number,
  room: Room,
  /** Skips that a missing optional word before this step did not use. */
  left = 0,
): number[] | undefined {
  const step = steps[at];
  if (!step) return [];
  const gap = step.gap + left;
  let skips = gap;
  let fillers = MOST_FILLERS;
  for (let here = place; here < room.before; here += 1) {
    for (const length of room.taken?.has(here) ? [] : LENGTHS) {
      if (here + length > room.before || !stands(step, places, here, length)) continue;
      const rest = walk(steps, at + 1, places, here + length, room);
      if (rest) return [...Array.from({ length }, (_, offset) => here + offset), ...rest];
    }
    if (at === 0) break;
    if (fillers > 0 && FILLERS.has(places.tokens[here] ?? '')) fillers -= 1;
    else if (skips > 0) skips -= 1;
    else break;
  }
  return step.optional ? walk(steps, at + 1, places, place, room, gap) : undefined;
}

/** Whether what a step asks for stands at a place and is that many tokens long. */
function stands(step: Step, places: Places, place: number, length: number): boolean {
  for (const hit of places.hits[place] ?? []) if (hit.length === length && step.words.has(hit.word)) return true;
  const value = places.numbers[place];
  return length === 1 && value !== undefined && step.numbers.some((kind) => fits(kind, value));
}

function fits(kind: NumberKind, value: number): boolean {
  if (kind === 'age') return value >= 5 && value < 18;
  return kind === 'n' || (value >= 1 && value <= 10);
}

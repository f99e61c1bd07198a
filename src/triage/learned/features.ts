/**
 * What the model looks at: words, pairs of words, their consonants in either script, pieces of three and four letters,
 * and how big the numbers are. Each is hashed to a number; two that meet share a weight, which costs little as long as there is room.
 */
import type { Normalised } from '../text/normalise.ts';
import { numeral } from '../text/numerals.ts';
import { skeleton } from '../text/skeleton.ts';

/** Numbers that features are hashed to: 0 up to this, a power of two. */
export const FEATURES = 2 ** 17;

/** How much one sighting of each kind weighs. Found by measuring; see docs/triage.md. */
const WEIGHT = { word: 1, pair: 0.5, skeleton: 1, skeletonPair: 0.5, apart: 0.3, piece: 0.15, number: 0.7 } as const;

/** A longer word than this is not language. Letters. */
const LONGEST_WORD = 40;

/** Feature numbers, and beside each how often it was seen, by weight. */
export interface Sightings {
  readonly ids: Uint32Array;
  readonly weights: Float32Array;
}

/** A feature in its place: it begins at a word, weighs so much, and ends at word `end`. */
interface Feature {
  readonly id: number;
  readonly weight: number;
  readonly end: number;
}

/** What a text shows, worked out once and then read as a whole or in stretches. */
export interface Sight {
  readonly length: number;
  /** What the words from `from` to before `to` show; without them, all. */
  seen(from?: number, to?: number): Sightings;
}

export function look({ tokens }: Pick<Normalised, 'tokens'>): Sight {
  const words = tokens.map((word) => word.slice(0, LONGEST_WORD));
  const bones = words.map(skeleton);
  const places = words.map((_, index) => featuresAt(words, bones, index));
  return {
    length: words.length,
    seen(from = 0, to = words.length) {
      const seen = new Map<number, number>();
      for (let index = from; index < to; index += 1) {
        for (const { id, weight, end } of places[index] ?? []) if (end < to) seen.set(id, (seen.get(id) ?? 0) + weight);
      }
      return { ids: Uint32Array.from(seen.keys()), weights: Float32Array.from(seen.values()) };
    },
  };
}

function featuresAt(words: readonly string[], bones: readonly string[], index: number): readonly Feature[] {
  const found: Feature[] = [];
  const see = (kind: string, what: string, weight: number, end = index): void => {
    found.push({ id: hash(kind + what) & (FEATURES - 1), weight, end });
  };
  const word = words[index] ?? '';
  const bone = bones[index] ?? '';
  see('w', word, WEIGHT.word);
  if (bone.length > 1) see('s', bone, WEIGHT.skeleton);
  for (const piece of pieces(word)) see('c', piece, WEIGHT.piece);
  const size = sizeOf(word);
  if (size) see('n', size, WEIGHT.number);
  const next = bones[index + 1];
  if (next !== undefined) {
    see('p', `${word} ${words[index + 1]}`, WEIGHT.pair, index + 1);
    if (bone.length + next.length > 2) see('q', `${bone} ${next}`, WEIGHT.skeletonPair, index + 1);
    if (size) see('n', `${size} ${next}`, WEIGHT.number, index + 1);
    const nextSize = sizeOf(words[index + 1] ?? '');
    if (nextSize) see('n', `${bone} ${nextSize}`, WEIGHT.number, index + 1);
  }
  const after = bones[index + 2];
  if (after !== undefined && bone.length > 1 && after.length > 1) see('a', `${bone} ${after}`, WEIGHT.apart, index + 2);
  return found;
}

/** Ages, classes, hours and sums of money differ in size; which number exactly hardly matters. Undefined for other words. */
function sizeOf(word: string): string | undefined {
  const value = /^\d+$/.test(word) ? Number(word) : numeral(word);
  if (value === undefined) return undefined;
  if (value < 5) return 'few';
  if (value <= 10) return 'ten';
  if (value < 18) return 'child';
  if (value < 100) return 'grown';
  return 'many';
}

function pieces(word: string): string[] {
  const padded = `<${word}>`;
  const found: string[] = [];
  for (let length = 3; length <= 4; length += 1) {
    for (let at = 0; at + length <= padded.length; at += 1) found.push(padded.slice(at, at + length));
  }
  return found;
}

/** FNV-1a with a final mix, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}

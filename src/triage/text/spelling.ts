import type { Language } from '../../engine/protocol.ts';

const ROMAN_LETTERS: ReadonlyMap<string, string> = new Map(Object.entries({ q: 'k', w: 'v', e: 'i', o: 'u' }));
const URDU_LETTERS: ReadonlyMap<string, string> = new Map(Object.entries({ آ: 'ا', ں: 'ن', ھ: 'ہ', ئ: 'ی', ے: 'ی', ؤ: 'و' }));

/**
 * Folds the ways one word is spelt in a language into one key. Keys of different words may meet; the words around
 * them decide, which is why phrases are sequences.
 */
export function spellingKey(word: string, language: Language): string {
  if (language === 'ur-Latn') return romanKey(word);
  return isArabic(word) ? urduKey(word) : once(word);
}

/** Whether a word is in the letters that Urdu is written in, whatever its language. */
export function isArabic(word: string): boolean {
  return /^\p{Script=Arabic}/u.test(word);
}

/** Roman Urdu without its inner vowels: how hurried people write ("mrna", "khtm"). The last vowel carries the grammar and stays. */
export function clippedKey(key: string): string {
  return key.slice(0, 1) + key.slice(1, -1).replace(/[aiu]/g, '') + (key.length > 1 ? key.slice(-1) : '');
}

/** Whether `short` is `long` with letters left out. */
export function isClippedFrom(short: string, long: string): boolean {
  let found = 0;
  for (let at = 0; at < long.length && found < short.length; at += 1) {
    if (long[at] === short[found]) found += 1;
  }
  return found === short.length;
}

/** Which letters a key has, as bits; letters of other scripts share them. For {@link mayBeNear}. */
export function lettersOf(key: string): number {
  let bits = 0;
  for (let index = 0; index < key.length; index += 1) bits |= 1 << (key.charCodeAt(index) % 32);
  return bits;
}

/** Whether two keys could be within `limit` changes, judged by their letters alone: each change touches two at most. Cheap, so asked first. */
export function mayBeNear(a: number, b: number, limit: number): boolean {
  let different = a ^ b;
  for (let left = 2 * limit; different !== 0; left -= 1) {
    if (left === 0) return false;
    different &= different - 1;
  }
  return true;
}

/** Whether two words differ by at most `limit` letters added, dropped, replaced or swapped with their neighbour. */
export function isNear(a: string, b: string, limit: number): boolean {
  if (Math.abs(a.length - b.length) > limit) return false;
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    let best = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(previous, j) + 1, at(current, j - 1) + 1, at(previous, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, at(older, j - 2) + 1);
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return false;
    older = previous;
    previous = current;
  }
  return at(previous, b.length) <= limit;
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

/** Written as a loop because it runs for every word of every message. */
function once(word: string): string {
  let single = '';
  for (let index = 0; index < word.length; index += 1) if (word[index] !== word[index - 1]) single += word[index];
  return single;
}

/** No spelling is standard: breath, length and the two front and two back vowels are written at will. */
function romanKey(word: string): string {
  let key = '';
  for (let index = 0; index < word.length; index += 1) {
    const letter = romanLetter(word, index);
    const last = key.slice(-1);
    if (letter === last) continue;
    // "ai" and "au" are each one sound.
    key = last === 'a' && (letter === 'i' || letter === 'u') ? key.slice(0, -1) : key;
    if (letter !== key.slice(-1)) key += letter;
  }
  return key;
}

function romanLetter(word: string, index: number): string {
  const letter = word[index] ?? '';
  const next = word[index + 1];
  if (letter === 'h') return index === 0 ? 'h' : '';
  if (letter === 'c') return next === 'h' ? 'c' : 'k';
  if (letter === 'p') return next === 'h' ? 'f' : 'p';
  if (letter === 'y') return index === 0 ? 'y' : 'i';
  return ROMAN_LETTERS.get(letter) ?? letter;
}

function urduKey(word: string): string {
  return once(word.replace(/[آںھئےؤء]/g, (letter) => URDU_LETTERS.get(letter) ?? ''));
}

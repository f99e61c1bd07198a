/**
 * The consonants of a word, the same whether it is written in Latin or in Urdu letters: "dhamki", "dhmki" and "دھمکی"
 * are all "dmk". Vowels are left out of both scripts at will, and so is the h of breath; what is left is what people agree on.
 */

const URDU: Readonly<Record<string, string>> = {
  ...letters('ب', 'b'),
  ...letters('پ', 'p'),
  ...letters('تٹط', 't'),
  ...letters('ثسصش', 's'),
  ...letters('ج', 'j'),
  ...letters('چ', 'c'),
  ...letters('خقک', 'k'),
  ...letters('دڈ', 'd'),
  ...letters('ذزضظژ', 'z'),
  ...letters('رڑ', 'r'),
  ...letters('غگ', 'g'),
  ...letters('ف', 'f'),
  ...letters('ل', 'l'),
  ...letters('م', 'm'),
  ...letters('نں', 'n'),
};

/** Letters that count only where a word begins. */
const URDU_FIRST: Readonly<Record<string, string>> = { ...letters('اآعیئ', 'a'), ...letters('حہ', 'h'), ...letters('و', 'v') };
const LATIN_FIRST: Readonly<Record<string, string>> = { ...letters('aeiouy', 'a'), h: 'h', ...letters('vw', 'v') };

/** The consonants of a normalised word without doubles; empty when it has none. Digits stay. */
export function skeleton(word: string): string {
  const sounds = /^\p{Script=Arabic}/u.test(word) ? urduSound : latinSound;
  let found = '';
  for (let index = 0; index < word.length; index += 1) {
    for (const sound of sounds(word, index)) if (sound !== found.at(-1)) found += sound;
  }
  return found;
}

function urduSound(word: string, index: number): string {
  const letter = word[index] ?? '';
  return URDU[letter] ?? (index === 0 ? (URDU_FIRST[letter] ?? '') : '');
}

function latinSound(word: string, index: number): string {
  const letter = word[index] ?? '';
  const first = index === 0 ? LATIN_FIRST[letter] : undefined;
  if (first) return first;
  const next = word[index + 1];
  if ('aeiouyhvw'.includes(letter)) return '';
  if (letter === 'c') return softC(next);
  if (letter === 'p' && next === 'h') return 'f';
  if (letter === 'q') return 'k';
  return letter === 'x' ? 'ks' : letter;
}

function softC(next: string | undefined): string {
  if (next === 'h') return 'c';
  return next === 'e' || next === 'i' ? 's' : 'k';
}

function letters(all: string, sound: string): Record<string, string> {
  return Object.fromEntries([...all].map((letter) => [letter, sound]));
}

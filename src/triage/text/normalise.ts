/**
 * A message in the form that rules compare: `text` is `tokens` joined by single spaces; `ends` tells for each token after
 * which place its sentence is over (the index of the first token of the next one).
 */
export interface Normalised {
  readonly text: string;
  readonly tokens: readonly string[];
  readonly ends: readonly number[];
}

/** What ends a sentence: a sign, a new line, an emoji. A comma does not, nor a point inside a number ("6.5"). */
const SENTENCE_END = /(?<!\d)\.|\.(?!\d)|[!?;\n\r\p{Zl}\p{Zp}۔؟؛]|\p{Extended_Pictographic}/u;

/** Letters that look the same to a reader but are typed from Arabic, Persian or Kurdish keyboards. */
const URDU_FORMS: ReadonlyMap<string, string> = new Map([
  ['ك', 'ک'],
  ['ڪ', 'ک'],
  ['ي', 'ی'],
  ['ى', 'ی'],
  ['ې', 'ی'],
  ['ۍ', 'ی'],
  ['ه', 'ہ'],
  ['ة', 'ہ'],
  ['ۃ', 'ہ'],
  ['ۂ', 'ہ'],
  ['ۀ', 'ہ'],
  ['ە', 'ہ'],
  ['أ', 'ا'],
  ['إ', 'ا'],
  ['ٱ', 'ا'],
  ['ۓ', 'ے'],
]);

/**
 * Turns what a person typed into comparable words: one form per letter, no marks, no stretching, no punctuation.
 * Letters and digits that stick together ("16saal") become two words, English contractions their full form.
 */
export function normalise(text: string): Normalised {
  const words = uniform(text)
    .replace(/n['’]t\b/g, 'nt')
    .replace(/['’]m\b/g, ' am')
    .replace(/['’]ll\b/g, ' will')
    .replace(/['’]re\b/g, ' are')
    .replace(/['’]ve\b/g, ' have')
    .replace(/['’]d\b/g, ' would')
    .replace(/(\p{N})(?=\p{L})|(\p{L})(?=\p{N})/gu, '$& ');
  const tokens: string[] = [];
  const ends: number[] = [];
  for (const sentence of words.split(SENTENCE_END)) {
    for (const word of sentence.split(/[^\p{L}\p{N}]+/u)) if (word !== '') tokens.push(word);
    while (ends.length < tokens.length) ends.push(tokens.length);
  }
  return { text: tokens.join(' '), tokens, ends };
}

/** The form in which whole messages are compared with commands, labels and other exact words. Empty when no letter or digit is left. */
export function bare(text: string): string {
  return uniform(text)
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function uniform(text: string): string {
  return (
    text
      // NFKC would turn these two into a space with an accent on it.
      .replace(/[`´‘ʼ]/g, "'")
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\p{Cf}\p{M}ـ]/gu, '')
      .replace(/[كڪيىېۍهةۃۂۀەأإٱۓ]/g, (letter) => URDU_FORMS.get(letter) ?? letter)
      .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
      .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
      .replace(/(\p{L})\1{2,}/gu, '$1')
  );
}

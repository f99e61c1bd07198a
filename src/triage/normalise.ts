/** A message in the form that rules compare: `text` is `tokens` joined by single spaces. */
export interface Normalised {
  readonly text: string;
  readonly tokens: readonly string[];
}

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
  const tokens = words.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return { text: tokens.join(' '), tokens };
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

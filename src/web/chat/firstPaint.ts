/** What stands on the page before any of its code has run: in every language, because nobody knows yet which is read. */

/** The texts, as far as they are needed here. */
interface Spoken {
  readonly languages: readonly { readonly id: string; readonly direction: string }[];
  has(language: string, key: string): boolean;
  say(language: string, key: string): string;
}

/** Writes the words into the page, in place of `<!-- loading -->` and `<!-- noscript -->`. */
export function firstPaint(page: string, texts: Spoken): string {
  return ['loading', 'noscript'].reduce((html, name) => html.replace(`<!-- ${name} -->`, () => lines(texts, name)), page);
}

function lines(texts: Spoken, name: string): string {
  const own = texts.languages.filter(({ id }) => texts.has(id, `chat:${name}`));
  return own
    .map(({ id, direction }) => `<p lang="${id}" dir="${direction}">${escaped(texts.say(id, `chat:${name}`))}</p>`)
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** Marks in WhatsApp's notation, which has no way to say that a sign is meant as a sign: where it would not work, the words stay plain. */
import type { Mark } from '../channel.ts';
import type { Cutting } from '../split.ts';

const SIGNS: Readonly<Record<Mark['style'], string>> = { bold: '*', code: '`' };

/** The words of a part with the marks that reach into it, as far as they do. */
export function inNotation({ from, text }: Cutting, marks: readonly Mark[]): string {
  let written = '';
  let at = 0;
  for (const mark of marks) {
    const start = Math.max(mark.from - from, at);
    const end = Math.min(mark.to - from, text.length);
    if (end <= start) continue;
    written += text.slice(at, start) + markLines(text, start, end, SIGNS[mark.style]);
    at = end;
  }
  return written + text.slice(at);
}

const WORD = /[\p{L}\p{M}\p{N}]/u;

function markLines(text: string, start: number, end: number, sign: string): string {
  const marked = text.slice(start, end);
  // Inside a word a sign is only a sign.
  if (WORD.test(text[start - 1] ?? '') || WORD.test(text[end] ?? '')) return marked;
  // A mark ends with its line.
  return marked.replace(/^(\s*)(\S.*?)(\s*)$/gmu, (line, before: string, words: string, after: string) =>
    words.includes(sign) ? line : `${before}${sign}${words}${sign}${after}`,
  );
}

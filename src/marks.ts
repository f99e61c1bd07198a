/**
 * Bold words, and words to copy such as a reference. The texts under `locales/` write them as `*bold*` and `` `code` ``.
 *
 * Whatever is filled into a text never becomes a mark. That is why marks are read before the values come in: while a
 * text is rendered they are characters that Unicode keeps for a program's own use and that no message may hold.
 */
import type { Mark } from './channels/channel.ts';

/** A text as a person reads it, and what in it stands out; marks are in order and never overlap. */
export interface Marked {
  readonly text: string;
  readonly marks: readonly Mark[];
}

const BOLD = '\uFDD0';
const CODE = '\uFDD1';
const END = '\uFDD2';
const APART = '\uFDD3';
const OWN = /[\uFDD0-\uFDD3]/g;

/** Within one line, no blank just inside, not in the middle of a word; what does not close stays as it is. In code a star is a star. */
const WRITTEN =
  /(?<![\p{L}\p{M}\p{N}])(?:`(?<code>(?=\S)[^`\n]*[^`\s])`|\*(?<bold>(?=\S)[^*`\n]*[^*`\s])\*)(?![\p{L}\p{M}\p{N}])/gu;

/** Turns the marks of a text from `locales/` into characters that rendering leaves alone. */
export function prepareMarks(template: string): string {
  return template.replace(WRITTEN, (_all, code?: string, bold?: string) =>
    code === undefined ? `${BOLD}${bold}${END}` : `${CODE}${code}${END}`,
  );
}

/** A value as it may be filled into a prepared text: whatever a person wrote names neither another text nor another value. */
export function verbatim(value: string): string {
  return withoutMarks(value).replace(/\{(?=\{)|\$(?=t\()/g, `$&${APART}`);
}

/** A rendered text without its marks. */
export function withoutMarks(rendered: string): string {
  return rendered.replace(OWN, '');
}

/** Reads the marks of a rendered text. One that came in by a text within a text ends with the one around it. */
export function readMarks(rendered: string): Marked {
  const marks: Mark[] = [];
  const opened: { style: Mark['style']; from: number }[] = [];
  let text = '';
  for (const part of rendered.split(/([\uFDD0-\uFDD2])/)) {
    if (part === BOLD || part === CODE) opened.push({ style: part === BOLD ? 'bold' : 'code', from: text.length });
    else if (part !== END) text += withoutMarks(part);
    else {
      const mark = opened.pop();
      if (mark && opened.length === 0 && mark.from < text.length) marks.push({ ...mark, to: text.length });
    }
  }
  return { text, marks };
}

/** How a message of ours looks on a phone: without the signs that make words bold, and with its numbered menu apart. */

/** A line of a menu: its number, bold or with a dot or neither, and its label. */
const ENTRY = /^\*?(\d{1,2})[.)]?\*?\s+(.+)$/;

/** The words above the menu, and the labels in it. */
export interface Read {
  readonly text: string;
  readonly options: readonly string[];
}

/** Takes the numbered menu off: the last lines that count from 1 upwards, and the hint that may follow after a blank line. */
export function readMenu(body: string): Read {
  const lines = body.split('\n');
  const hinted = lines.length > 2 && lines.at(-2)?.trim() === '' && !ENTRY.test(lines.at(-1) ?? '');
  const above = hinted ? lines.slice(0, -2) : lines;
  let first = above.length;
  while (ENTRY.test(above[first - 1] ?? '')) first -= 1;
  const entries = above.slice(first).map((line) => ENTRY.exec(line) ?? []);
  // A list in the text may stand right above the menu: the menu starts at the last 1.
  const start = entries.findLastIndex(([, number]) => number === '1');
  const menu = start === -1 ? [] : entries.slice(start);
  if (menu.length === 0 || menu.some(([, number], index) => number !== String(index + 1)))
    return { text: plain(body), options: [] };
  return {
    text: plain(
      above
        .slice(0, first + start)
        .join('\n')
        .trim(),
    ),
    options: menu.map(([, , label = '']) => plain(label)),
  };
}

/** A blank too thin to be seen. After a sign it makes the sign a plain one. */
const HAIR = /(?<=[*_~`])\u200A/g;

/** The words as a phone shows them: what is bold, slanted, struck out or code loses its signs. */
function plain(text: string): string {
  return text
    .replace(/(?<![\p{L}\p{N}*_~])([*_~])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/```([^`]+)```/g, '$1')
    .replace(/`([^`\n]+)`/g, '$1')
    .replace(HAIR, '');
}

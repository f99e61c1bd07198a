/** A part of a text. `from` is where it stands in the whole, in UTF-16 units. */
export interface Cutting {
  readonly from: number;
  readonly text: string;
}

/**
 * Cuts a text into parts of at most `limit` characters (UTF-16 units, which is never fewer than a platform counts): at a
 * blank line if one is near enough, else at a line's end, else at a space, else between two whole characters.
 * No part is empty; a text without words gives no part.
 */
export function splitText(text: string, limit: number): Cutting[] {
  const parts: Cutting[] = [];
  const end = text.trimEnd().length;
  let from = afterBlanks(text, 0);
  while (end - from > limit) {
    const part = text.slice(from, from + cut(text.slice(from, end), limit));
    parts.push({ from, text: part.trimEnd() });
    from = afterBlanks(text, from + part.length);
  }
  return from >= end ? parts : [...parts, { from, text: text.slice(from, end) }];
}

function afterBlanks(text: string, from: number): number {
  return text.length - text.slice(from).trimStart().length;
}

function cut(text: string, limit: number): number {
  const window = text.slice(0, limit + 1);
  for (const bound of ['\n\n', '\n', ' ']) {
    const at = window.lastIndexOf(bound, limit);
    // A bound in the first half would leave a stub of a message.
    if (at > limit / 2) return at;
  }
  const before = text.charCodeAt(limit - 1);
  const insidePair = before >= 0xd800 && before <= 0xdbff;
  return insidePair ? limit - 1 : limit;
}

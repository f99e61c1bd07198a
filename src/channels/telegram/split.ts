/**
 * Cuts a text into parts of at most `limit` characters (UTF-16 units, which is never fewer than Telegram counts): at a
 * blank line if one is near enough, else at a line's end, else at a space, else between two whole characters.
 * No part is empty; a text without words gives no part.
 */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > limit) {
    const end = cut(rest, limit);
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
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

/** Short messages that are worked in the same turn are one message. */
import type { Happening } from './changes.ts';

/** Joins neighbouring texts that are the person's own words; commands, choices and all else stay as they came, in order. */
export function joinBurst(arrivals: readonly Happening[], ownWords: (text: string) => boolean): readonly Happening[] {
  // Nearly every turn is one message, and reading what it means is most of a turn's work.
  if (arrivals.length < 2) return arrivals;
  const joined: Happening[] = [];
  for (const arrived of arrivals) {
    const last = joined.at(-1);
    const before = last && textOf(last, ownWords);
    const text = textOf(arrived, ownWords);
    if (before !== undefined && text !== undefined)
      joined[joined.length - 1] = { content: { kind: 'text', text: `${before}\n${text}` } };
    else joined.push(arrived);
  }
  return joined;
}

function textOf(arrived: Happening, ownWords: (text: string) => boolean): string | undefined {
  const text = 'content' in arrived && arrived.content.kind === 'text' ? arrived.content.text : undefined;
  return text !== undefined && ownWords(text) ? text : undefined;
}

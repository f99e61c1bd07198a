/** How often each message reached a person, beside what was meant for them. */
import type { Seen } from '../standins/standin.ts';

/** A message that was to be sent; `repeats` is how often it was knowingly sent again. */
export interface Meant {
  readonly text: string;
  readonly repeats: number;
}

/** `lost` never came, `doubled` came once more than was counted, `repeated` as often as was counted, `astray` were not meant, or came in the wrong place. */
export interface Copies {
  readonly lost: number;
  readonly doubled: number;
  readonly repeated: number;
  readonly astray: number;
}

/** Compares in order. Platforms show marks and menus in their own way, so only letters and digits count. */
export function copiesOf(meant: readonly Meant[], seen: readonly Seen[]): Copies {
  const left = seen.map(({ text }) => bare(text));
  const total = { lost: 0, doubled: 0, repeated: 0, astray: 0 };
  for (const { text, count, repeats } of runs(meant)) {
    const copies = take(left, text, count);
    total.lost += Math.max(0, count - copies);
    total.repeated += Math.min(repeats, Math.max(0, copies - count));
    total.doubled += Math.max(0, copies - count - repeats);
  }
  return { ...total, astray: left.length };
}

/** Takes all copies that stand next in line, each in one piece or in several. Nothing when the next one is another. */
function take(left: string[], text: string, count: number): number {
  let copies = 0;
  for (;;) {
    let length = 0;
    let whole = '';
    while (whole.length < text.length && length < left.length && text.startsWith(whole + left[length])) {
      whole += left[length];
      length += 1;
    }
    if (whole !== text || length === 0) return copies;
    left.splice(0, length);
    copies += 1;
    // What nobody says is over when it is there once.
    if (text === '' && copies >= count) return copies;
  }
}

/** The same words in a row are told apart by nothing but their number. */
function runs(meant: readonly Meant[]): { text: string; count: number; repeats: number }[] {
  const found: { text: string; count: number; repeats: number }[] = [];
  for (const { text, repeats } of meant) {
    const last = found.at(-1);
    if (last?.text === bare(text)) {
      last.count += 1;
      last.repeats += repeats;
    } else found.push({ text: bare(text), count: 1, repeats });
  }
  return found;
}

function bare(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

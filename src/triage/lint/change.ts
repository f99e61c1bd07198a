/** What other phrases changed in the guesses on the same set. */

/** What lint keeps of a measurement: ids and guesses, no text. Shares are 0 to 1. */
export interface Measured {
  /** How many rows the phrase files had. */
  readonly phrases: number;
  readonly top1: number;
  readonly top3: number;
  /** The first type guessed, by id of the message. */
  readonly firsts: Readonly<Record<string, string>>;
}

export interface Moved {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** The messages whose first type changed, in the order of `now`. */
export function movedBetween(before: Measured, now: Measured): readonly Moved[] {
  return Object.entries(now.firsts).flatMap(([id, to]) => {
    const from = Object.hasOwn(before.firsts, id) ? before.firsts[id] : undefined;
    return from === undefined || from === to ? [] : [{ id, from, to }];
  });
}

/** The change in one line: `+3 phrases: top-3 81.2 → 81.9; 4 messages moved`. */
export function changeLine(before: Measured, now: Measured): string {
  const more = now.phrases - before.phrases;
  const moved = movedBetween(before, now).length;
  const phrases = `${more < 0 ? '' : '+'}${more} ${Math.abs(more) === 1 ? 'phrase' : 'phrases'}`;
  return `${phrases}: top-3 ${percent(before.top3)} → ${percent(now.top3)}; ${moved} ${moved === 1 ? 'message' : 'messages'} moved`;
}

/** A share as lint prints it, without its sign: 81.2. */
export function percent(share: number): string {
  return (100 * share).toFixed(1);
}

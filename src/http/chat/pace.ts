/** Slows a session that posts very fast. It never refuses: whoever is in trouble may also be in a hurry. */
import { LeastRecent } from '../../privacy/leastRecent.ts';

/** How many messages may come at once, and within how many milliseconds that counts as at once. */
interface Measure {
  readonly atOnce: number;
  readonly within: number;
}

const TEXTS: Measure = { atOnce: 30, within: 10_000 };
const REMEMBERED = 10_000;

export class Pace {
  readonly #measure: Measure;
  readonly #taken = new LeastRecent<string, number[]>(REMEMBERED);

  constructor(measure: Measure = TEXTS) {
    this.#measure = measure;
  }

  /** Counts one message of a session and returns how long it has to wait. `now` and the answer in milliseconds. */
  delay(session: string, now: number): number {
    const { atOnce, within } = this.#measure;
    const taken = this.#taken.get(session) ?? [];
    const earliest = taken.length < atOnce ? now : Math.max(now, (taken[0] ?? now) + within);
    this.#taken.set(session, [...taken.slice(1 - atOnce), earliest]);
    return earliest - now;
  }
}

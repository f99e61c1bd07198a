/** Slows a session that posts very fast. It never refuses: whoever is in trouble may also be in a hurry. */
import { LeastRecent } from '../../privacy/leastRecent.ts';

const AT_ONCE = 30;
const WITHIN = 10_000;
const REMEMBERED = 10_000;

export class Pace {
  readonly #taken = new LeastRecent<string, number[]>(REMEMBERED);

  /** Counts one message of a session and returns how long it has to wait. `now` and the answer in milliseconds. */
  delay(session: string, now: number): number {
    const taken = this.#taken.get(session) ?? [];
    const earliest = taken.length < AT_ONCE ? now : Math.max(now, (taken[0] ?? now) + WITHIN);
    this.#taken.set(session, [...taken.slice(1 - AT_ONCE), earliest]);
    return earliest - now;
  }
}

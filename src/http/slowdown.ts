/** Slows guessing down without ever locking anybody out. In memory: a restart forgives. */
import type { Clock } from '../clock.ts';
import { LeastRecent } from '../privacy/leastRecent.ts';

interface Attempts {
  readonly count: number;
  /** When the last one was let through. Milliseconds since 1970. */
  readonly last: number;
}

/** Free attempts before the holding begins: people mistype. */
const FREE = 5;
/** Well below the time a page waits for an answer. Milliseconds. */
const LONGEST = 8_000;
const FORGOTTEN_AFTER = 15 * 60_000;
/** How many names are remembered; an attacker who tries more names than this gains little per name. */
const REMEMBERED = 10_000;

/** Counts attempts per name and says how long the next one is held: 1, 2, 4, 8 seconds after the last. */
export class Slowdown {
  readonly #clock: Clock;
  readonly #attempts = new LeastRecent<string, Attempts>(REMEMBERED);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Counts an attempt and returns for how many milliseconds to hold it. Attempts are not held one behind the other, so
   * that however many strangers make, the name's owner waits no longer than for one.
   */
  hold(name: string): number {
    const now = this.#clock().getTime();
    const known = this.#attempts.get(name);
    const before = known && now - known.last < FORGOTTEN_AFTER ? known : { count: 0, last: now };
    const wait = before.count < FREE ? 0 : 1000 * 2 ** (before.count - FREE);
    const hold = Math.min(Math.max(0, before.last + Math.min(wait, LONGEST) - now), LONGEST);
    this.#attempts.set(name, { count: before.count + 1, last: now + hold });
    return hold;
  }

  succeeded(name: string): void {
    this.#attempts.delete(name);
  }
}

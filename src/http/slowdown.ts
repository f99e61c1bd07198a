/** Slows guessing down without ever locking anybody out for long. In memory: a restart forgives. */
import type { Clock } from '../clock.ts';

interface Failures {
  count: number;
  until: number;
  last: number;
}

/** Free attempts before the wait begins: people mistype. */
const FREE = 5;
const LONGEST_WAIT = 30_000;
const FORGOTTEN_AFTER = 15 * 60_000;
/** How many names are remembered; an attacker who tries more names than this gains little per name. */
const REMEMBERED = 10_000;

/** Counts failed attempts per name and says how long the next one has to wait: 1, 2, 4 … 30 seconds. */
export class Slowdown {
  readonly #clock: Clock;
  readonly #failures = new Map<string, Failures>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Seconds until this name may be tried again; 0 when it may be now. */
  waitFor(name: string): number {
    const now = this.#clock().getTime();
    const failures = this.#failures.get(name);
    return failures && failures.until > now ? Math.ceil((failures.until - now) / 1000) : 0;
  }

  failed(name: string): void {
    const now = this.#clock().getTime();
    const before = this.#failures.get(name);
    const count = before && now - before.last < FORGOTTEN_AFTER ? before.count + 1 : 1;
    const wait = count < FREE ? 0 : Math.min(1000 * 2 ** (count - FREE), LONGEST_WAIT);
    this.#failures.delete(name);
    this.#failures.set(name, { count, last: now, until: now + wait });
    const oldest = this.#failures.keys().next();
    if (this.#failures.size > REMEMBERED && !oldest.done) this.#failures.delete(oldest.value);
  }

  succeeded(name: string): void {
    this.#failures.delete(name);
  }
}

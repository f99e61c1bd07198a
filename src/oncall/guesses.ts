/** Leaves a guesser of codes without an answer. In memory: a restart forgives. */
import type { Clock } from '../clock.ts';
import { LeastRecent } from '../privacy/leastRecent.ts';

/** So many tries of one group, and of all groups together, within {@link SPAN}. A code has eight digits and lives as long. */
const OF_ONE = 5;
const OF_ALL = 50;
const SPAN = 10 * 60_000;
const REMEMBERED = 1_000;

interface Tries {
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** Counts tries by the address they come from. */
export class Guesses {
  readonly #clock: Clock;
  readonly #tries = new LeastRecent<string, Tries>(REMEMBERED);
  #all: Tries = { count: 0, since: 0 };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts a try. False when there were too many, and it must not be looked at. */
  allow(address: string): boolean {
    const now = this.#clock().getTime();
    const mine = counted(this.#tries.get(address), now);
    this.#tries.set(address, mine);
    // What is not looked at is no try, or one group could use up what all have.
    if (mine.count > OF_ONE) return false;
    this.#all = counted(this.#all, now);
    return this.#all.count <= OF_ALL;
  }

  succeeded(address: string): void {
    this.#tries.delete(address);
  }
}

function counted(before: Tries | undefined, now: number): Tries {
  return before && now - before.since < SPAN ? { ...before, count: before.count + 1 } : { count: 1, since: now };
}

/** Slows somebody who tries PINs: after a few misses a reference answers to none for a while. A person can still be reached. */
import { LeastRecent } from '../privacy/leastRecent.ts';

const MISSES = 5;

/** How long a reference stays shut after its last miss. Milliseconds. */
const SHUT = 60 * 60_000;

export class Guesses {
  readonly #missed = new LeastRecent<string, { count: number; until: number }>(10_000);

  /** Whether a PIN for this reference may be looked at now. */
  allowed(reference: string, now: Date): boolean {
    const missed = this.#missed.get(reference);
    return !missed || missed.count < MISSES || missed.until <= now.getTime();
  }

  miss(reference: string, now: Date): void {
    const missed = this.#missed.get(reference);
    const count = missed && missed.until > now.getTime() ? missed.count + 1 : 1;
    this.#missed.set(reference, { count, until: now.getTime() + SHUT });
  }
}

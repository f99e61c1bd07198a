/** Keeps groups and browsers apart: each is served in order and rests after a failure, and none holds up another. */
import { SendError } from '../channels/channel.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';

/** Waits after failures: doubles from the first up to the longest. Milliseconds. */
const FIRST_REST = 1_000;
const LONGEST_REST = 60_000;

interface Rest {
  readonly failures: number;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** One lane a target. What goes on in a lane is not begun again before it ended. */
export class Lanes {
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #busy = new Map<string, Promise<void>>();
  readonly #rests = new Map<string, Rest>();

  constructor({ clock, log }: { clock: Clock; log: Logger }) {
    this.#clock = clock;
    this.#log = log;
  }

  /** Begins the work unless the target is busy or rests. */
  run(target: string, work: () => Promise<void>): void {
    if (this.#busy.has(target) || (this.#rests.get(target)?.until ?? 0) > this.#clock().getTime()) return;
    const done = work()
      .then(() => void this.#rests.delete(target))
      .catch((error: unknown) => this.#rest(target, error))
      .finally(() => this.#busy.delete(target));
    this.#busy.set(target, done);
  }

  /** Resolves when nothing that was begun goes on. */
  async idle(): Promise<void> {
    await Promise.all(this.#busy.values());
  }

  #rest(target: string, error: unknown): void {
    const failures = (this.#rests.get(target)?.failures ?? 0) + 1;
    const asked = error instanceof SendError ? (error.retryAfter ?? 0) * 1_000 : 0;
    const rest = Math.max(asked, Math.min(LONGEST_REST, FIRST_REST * 2 ** Math.min(failures - 1, 10)));
    this.#rests.set(target, { failures, until: this.#clock().getTime() + rest });
    this.#log.warn({ error, failures }, 'somebody on call was not told');
  }
}

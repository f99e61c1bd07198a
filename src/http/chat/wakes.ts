/** One ear for the wake-ups of all open streams of this process, so that a signal costs the streams it is for and no other. */
import type { Signals } from '../../../db/signals.ts';

/** A stream's wait for news. A wake-up that comes while nobody waits is kept for the next wait. */
export interface Wake {
  /** Listens for one more id. */
  hear(id: string): void;
  /** Resolves with true at the next wake-up, with false after `ms` without one or when stopped. */
  next(ms: number): Promise<boolean>;
  stop(): void;
}

export interface Wakes {
  /** Listens for an id from now on. */
  listen(id: string): Wake;
}

export function createWakes(signals: Signals): Wakes {
  const ears = new Map<string, Set<() => void>>();
  signals.on('chat', (id) => {
    for (const wake of ears.get(id) ?? []) wake();
  });

  return {
    listen(first) {
      const ids = new Set<string>();
      let woken = false;
      let stopped = false;
      let waiting: ((woken: boolean) => void) | undefined;
      const wake = (): void => {
        if (waiting) waiting(true);
        else woken = true;
      };
      const hear = (id: string): void => {
        ids.add(id);
        ears.set(id, (ears.get(id) ?? new Set()).add(wake));
      };
      hear(first);
      return {
        hear,
        async next(ms) {
          if (woken || stopped) {
            const answer = woken;
            woken = false;
            return answer;
          }
          let timer: NodeJS.Timeout | undefined;
          const answer = await new Promise<boolean>((resolve) => {
            waiting = resolve;
            timer = setTimeout(resolve, ms, false);
          });
          clearTimeout(timer);
          waiting = undefined;
          return answer;
        },
        stop() {
          stopped = true;
          for (const id of ids) {
            ears.get(id)?.delete(wake);
            if (ears.get(id)?.size === 0) ears.delete(id);
          }
          waiting?.(false);
        },
      };
    },
  };
}

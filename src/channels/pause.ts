import { setTimeout } from 'node:timers/promises';

/** Waits so many milliseconds, or until `signal` says that waiting is over. Never rejects. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
}

/**
 * How long to wait before the next try, in milliseconds: doubles from `first` up to `most`, the first try being
 * `attempt` 0. Up to a half is random, so that two processes which failed together do not come back together.
 */
export function backOff(attempt: number, first: number, most: number): number {
  const full = Math.min(most, first * 2 ** Math.min(attempt, 20));
  return full * (0.5 + Math.random() / 2);
}

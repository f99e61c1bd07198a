import type { Times } from '../../db/queries/oncall.ts';

const SECOND = 1_000;

/** Who still waits after so long is called for once more. Milliseconds. */
const REMINDER = 5 * 60 * SECOND;

/** For so long what may have gone out is not sent again. Longer than any call to a platform takes. Milliseconds. */
const DOUBT = 60 * SECOND;

/** For so long a call that is over is kept, in which its lines can be put right. Milliseconds. */
const KEPT = 7 * 24 * 60 * 60 * SECOND;

/** What is due at a moment, as the moments before which something has to have happened. */
export function timesAt(now: Date): Times {
  const before = (milliseconds: number): Date => new Date(now.getTime() - milliseconds);
  return { now, reminded: before(REMINDER), forgotten: before(DOUBT), outdated: before(KEPT) };
}

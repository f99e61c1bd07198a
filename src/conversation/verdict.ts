/** What becomes of a message after an attempt to send it failed. */
import type { Delivery } from '../../db/schema/outbox.ts';
import { SendError } from '../channels/channel.ts';

/** `retryIn` in milliseconds when it is to be tried again. */
export interface Verdict {
  readonly state: Delivery;
  readonly reason?: string;
  readonly reference?: string;
  readonly retryIn?: number;
}

/** Milliseconds before the second attempt, the third and so on. After the last the message has failed. */
const PAUSES = [1_000, 5_000, 30_000, 120_000, 600_000, 1_800_000];

/**
 * `attempts` counts the one that just failed. A platform that answers "slow down" is obeyed without counting against
 * the message's own attempts for ever; a lost answer leaves the message `unknown` and it is sent again, because a
 * sentence that comes twice does less harm than one that never comes.
 */
export function verdictOf(error: unknown, attempts: number): Verdict {
  const failure = error instanceof SendError ? error : new SendError('unreachable', { maybeSent: true });
  const pause = failure.retryAfter === undefined ? PAUSES[attempts - 1] : failure.retryAfter * 1_000;
  if (!failure.retryable || pause === undefined) return { state: 'failed', reason: failure.reason };
  return { state: failure.maybeSent ? 'unknown' : 'waiting', reason: failure.reason, retryIn: pause };
}

/** What becomes of a message after an attempt to send it failed. */
import type { Delivery } from '../../db/schema/outbox.ts';
import type { SendError } from '../channels/channel.ts';

/** `retryIn` in milliseconds when it is to be tried again. */
export interface Verdict {
  readonly state: Delivery;
  readonly reason?: string;
  readonly retryIn?: number;
}

const MINUTE = 60_000;

/** Before the second attempt, the third and so on; then the last of them again and again. Milliseconds. */
const PAUSES = [1_000, 5_000, 30_000, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE];

/** About a day. A platform that is away for longer needs a person. */
const ATTEMPTS = 50;

/**
 * `attempts` counts the one that just failed. A platform that says when to come back is obeyed for as long as it says so.
 * A lost answer leaves the message `unknown` and it is sent again, because a sentence that comes twice does less harm than
 * one that never comes.
 */
export function verdictOf(failure: SendError, attempts: number): Verdict {
  const { reason, retryAfter } = failure;
  if (reason === 'throttled') return { state: 'waiting', reason, retryIn: (retryAfter ?? 30) * 1_000 };
  if (!failure.retryable || attempts >= ATTEMPTS) return { state: 'failed', reason };
  const retryIn = PAUSES[Math.min(attempts, PAUSES.length) - 1] ?? MINUTE;
  return { state: failure.maybeSent ? 'unknown' : 'waiting', reason, retryIn };
}

/** What a failed call into the page means for the message that was to be sent. */
import { SendError } from '../channel.ts';
import { TimeUp } from './within.ts';

/** The page or its browser went away, or does not answer: whether the message went out is not known, and may change. */
export function isSick(cause: unknown): boolean {
  if (cause instanceof TimeUp) return true;
  return /Target closed|Session closed|Connection closed|detached|context was destroyed|Protocol error|timed out/i.test(
    wordsOf(cause),
  );
}

/** Turns whatever a send threw into the one error a channel may throw. */
export function toSendError(cause: unknown): SendError {
  if (cause instanceof SendError) return cause;
  if (isSick(cause)) return new SendError('unreachable', { maybeSent: true, cause });
  const words = wordsOf(cause);
  const found = MEANINGS.find(([pattern]) => pattern.test(words));
  // The page threw something new: it may have done so after the message went out.
  return found ? new SendError(found[1], { cause }) : new SendError('unreachable', { maybeSent: true, cause });
}

/** What WhatsApp Web says when it refuses, before anything went out. */
const MEANINGS: readonly (readonly [RegExp, 'throttled' | 'blocked' | 'rejected' | 'misconfigured' | 'unreachable'])[] = [
  [/rate-?_?overlimit|too many|\b429\b/i, 'throttled'],
  [/blocked/i, 'blocked'],
  [/UNPAIRED|not-?authorized|\b401\b/i, 'misconfigured'],
  [/no lid for user|invalid wid|wid error|invalid.*(id|number|chat)|\b40[0346]\b/i, 'rejected'],
  [/network|offline|disconnected|socket/i, 'unreachable'],
];

function wordsOf(cause: unknown): string {
  if (cause instanceof Error) return `${cause.name} ${cause.message}`;
  return typeof cause === 'string' ? cause : '';
}

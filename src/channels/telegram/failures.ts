/** What a failed call to Telegram means for the message that was to be sent. */
import { GrammyError, HttpError } from 'grammy';
import { SendError } from '../channel.ts';

/** Turns whatever a send threw into the one error a channel may throw. */
export function toSendError(cause: unknown): SendError {
  if (cause instanceof SendError) return cause;
  if (cause instanceof GrammyError) return refused(cause);
  if (cause instanceof HttpError) return new SendError('unreachable', { maybeSent: !neverLeft(cause.error), cause });
  return new SendError('rejected', { cause });
}

function refused(cause: GrammyError): SendError {
  const { error_code: code, description } = cause;
  if (code === 429) {
    const retryAfter = cause.parameters.retry_after;
    return new SendError('throttled', retryAfter === undefined ? { cause } : { retryAfter, cause });
  }
  // A gateway that gave up waiting does not know whether the message went out; other server errors are refusals.
  if (code >= 500) return new SendError('unreachable', { maybeSent: code === 504, cause });
  if (code === 401 || code === 404) return new SendError('misconfigured', { cause });
  // Nobody can be written to there any more, which for us is the same as being blocked.
  if (code === 403 || /chat not found|user not found|deactivated|PEER_ID_INVALID/i.test(description)) {
    return new SendError('blocked', { cause });
  }
  return new SendError('rejected', { cause });
}

/** Errors of a connection that was never made: nothing was written, so nothing can have been sent. */
const BEFORE_WRITING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'CONNECT_TIMEOUT',
]);

function neverLeft(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && BEFORE_WRITING.has(error.code);
}

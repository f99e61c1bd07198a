/**
 * What a failed call to the Cloud API means for the message that was to be sent. The codes are those of Meta's page
 * "Error codes"; the HTTP status tells less, because most refusals come as 400.
 */
import { SendError, type SendFailure } from '../channel.ts';
import { GraphError } from './graph.ts';

/** More than 24 hours have passed since the person wrote, and nothing but a template would go out. */
export const WINDOW_CLOSED = 131047;

/** The codes that mean the same. What stands nowhere is judged by its status. */
const MEANINGS: Readonly<Record<SendFailure, readonly number[]>> = {
  // Not on WhatsApp any more, has blocked us, has not taken on the terms; in a country that we may not write to.
  blocked: [131026, WINDOW_CLOSED, 130497],
  // Wrong or revoked token, missing permission, number deleted or not registered or only for tests, account locked or unpaid.
  misconfigured: [0, 3, 10, 33, 190, 368, 131005, 131030, 131031, 131037, 131042, 131045, 133010],
  throttled: [4, 17, 613, 80007, 130429, 131048, 131056, 133016],
  unreachable: [1, 2, 131000, 131016, 131057, 133004],
  rejected: [100, 130472, 131008, 131009, 131021, 131049, 131050, 131051, 131052, 131053],
};

const REASONS = new Map<number, SendFailure>();
for (const reason of ['blocked', 'misconfigured', 'throttled', 'unreachable', 'rejected'] as const) {
  for (const code of MEANINGS[reason]) REASONS.set(code, reason);
}

/** How long to wait where Meta does not say it, in seconds. One person gets one message in six seconds once a burst is used up. */
const WAITS: Readonly<Record<number, number>> = { 4: 60, 80007: 60, 131048: 600, 131056: 6 };

/** Turns whatever a send threw into the one error a channel may throw. */
export function toSendError(cause: unknown): SendError {
  if (cause instanceof SendError) return cause;
  if (cause instanceof GraphError) return refused(cause);
  // `fetch` throws a TypeError for a connection and a DOMException for a deadline.
  if (cause instanceof TypeError || cause instanceof DOMException) {
    return new SendError('unreachable', { maybeSent: !neverLeft(cause), cause });
  }
  return new SendError('rejected', { cause });
}

/** What a refusal means, whatever was asked for. */
export function meaningOf({ status, code, subcode, transient }: GraphError): SendFailure {
  // An object that the token cannot see: the number's id is wrong, or belongs to somebody else.
  if (code === 100 && subcode === 33) return 'misconfigured';
  const known = code === undefined ? undefined : REASONS.get(code);
  if (known) return known;
  if (code !== undefined && code >= 200 && code <= 299) return 'misconfigured';
  if (status === 429) return 'throttled';
  if (status >= 500 || transient) return 'unreachable';
  return status === 401 || status === 403 || status === 404 ? 'misconfigured' : 'rejected';
}

/** What a code means that Meta tells after it took a message. It is over then, whatever the reason. */
export function meaningOfCode(code: number | undefined): SendFailure {
  const reason = code === undefined ? undefined : REASONS.get(code);
  return reason === 'blocked' ? 'blocked' : 'rejected';
}

function refused(cause: GraphError): SendError {
  const reason = meaningOf(cause);
  if (cause.code === WINDOW_CLOSED) {
    return new SendError(reason, { cause: new Error('24 hours without a word of theirs: they have to write first', { cause }) });
  }
  const retryAfter = cause.retryAfter ?? WAITS[cause.code ?? -1];
  // A server error without a code is not Meta's own: a gateway gave up, and does not know what became of the message.
  const maybeSent = reason === 'unreachable' && cause.code === undefined;
  return new SendError(reason, { maybeSent, cause, ...(reason === 'throttled' && retryAfter !== undefined && { retryAfter }) });
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
  'UND_ERR_CONNECT_TIMEOUT',
]);

function neverLeft({ cause }: Error): boolean {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && BEFORE_WRITING.has(cause.code);
}

/** Waking a browser through the push service of its maker, which learns that somebody is woken and nothing else. */
import webPush from 'web-push';
import { SendError } from '../channels/channel.ts';
import { vapidKeys } from './vapid.ts';

/** Where a browser is woken and how it is spoken to, as the browser itself says it. The keys are base64url. */
export interface Subscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** Which of the fixed sentences the browser shows. */
export type PushWord = 'waiting' | 'down' | 'test';

/** `push` throws nothing but `SendError`; `blocked` means that this browser is never woken this way again. */
export interface Pusher {
  /** What browsers have to name when they subscribe. Base64url. */
  readonly publicKey: string;
  push(subscription: Subscription, word: PushWord): Promise<void>;
}

/** A call that came later than this would be about a wait that others have seen long since. Seconds. */
const TIME_TO_LIVE = 600;

const DEADLINE = 10_000;

/** All words are filled up to this length, because encryption does not hide it. Characters. */
const LENGTH = 8;

/** `secret` is 32 bytes as hexadecimal digits; `contact` the address that push services may write to when we trouble them. */
export function createPusher({ secret, contact }: { secret: string; contact: string }): Pusher {
  const keys = vapidKeys(Buffer.from(secret, 'hex'));
  const vapidDetails = { subject: `mailto:${contact}`, ...keys };
  return {
    publicKey: keys.publicKey,
    async push(subscription, word) {
      const { endpoint, headers, body } = prepared(subscription, word.padEnd(LENGTH), vapidDetails);
      const answer = await asked(endpoint, headers, body);
      await answer.body?.cancel();
      if (!answer.ok) throw refused(answer);
    },
  };
}

function prepared(subscription: Subscription, payload: string, vapidDetails: webPush.RequestOptions['vapidDetails']) {
  try {
    const details = webPush.generateRequestDetails(subscription, payload, {
      ...(vapidDetails && { vapidDetails }),
      TTL: TIME_TO_LIVE,
      urgency: 'high',
      contentEncoding: 'aes128gcm',
    });
    const headers = Object.entries(details.headers).filter(([name]) => name.toLowerCase() !== 'content-length');
    return { ...details, headers: headers.map(([name, value]): [string, string] => [name, String(value)]) };
  } catch (cause) {
    // Keys that nothing can be encrypted for.
    throw new SendError('blocked', { cause });
  }
}

async function asked(endpoint: string, headers: [string, string][], body: Buffer): Promise<Response> {
  try {
    return await fetch(endpoint, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE),
    });
  } catch (error) {
    throw new SendError('unreachable', { maybeSent: !neverLeft(error), cause: error });
  }
}

function refused({ status, headers }: Response): SendError {
  if (status === 404 || status === 410) return new SendError('blocked');
  const retryAfter = Number(headers.get('retry-after'));
  const later = retryAfter > 0 ? { retryAfter: Math.min(retryAfter, TIME_TO_LIVE) } : {};
  if (status === 429) return new SendError('throttled', later);
  return status >= 500 ? new SendError('unreachable', later) : new SendError('rejected');
}

/** A connection that was never made carried nothing. */
function neverLeft(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(String(cause.code));
}

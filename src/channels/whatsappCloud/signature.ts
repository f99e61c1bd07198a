/** Who may post to us. Compared in constant time, so that nobody can guess a secret byte by byte. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Whether a header `X-Hub-Signature-256` is Meta's signature of exactly these bytes. */
export function signedBy(appSecret: string, body: Uint8Array, header: string): boolean {
  const claimed = /^sha256=([0-9a-f]{64})$/i.exec(header)?.[1];
  const right = createHmac('sha256', appSecret).update(body).digest();
  return claimed !== undefined && timingSafeEqual(right, Buffer.from(claimed, 'hex'));
}

/** Whether two words are the same, whatever their lengths. */
export function sameWord(one: string, other: string): boolean {
  return timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest());
}

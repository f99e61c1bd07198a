/** Where the web chat is: one page, one account. An address is the secret token in the person's cookie. */
import { createHash } from 'node:crypto';

export const WEB_PLACE = { name: 'web', account: 'page' } as const;

/**
 * Names an address in a wake-up without giving it away. As long as a conversation id, because as many of them have to
 * fit into one notification.
 */
export function wakeIdOf(address: string): string {
  return `web/${createHash('sha256').update(address).digest('hex').slice(0, 32)}`;
}

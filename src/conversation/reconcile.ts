/** What became of a message that may have gone out, asked of the platform before a second copy is sent. */
import type { Channel, Outbound, Sent } from '../channels/channel.ts';

/**
 * `sent`: it is there, and no copy is needed. `absent`: it never went out. `later`: the platform cannot tell yet, and is
 * asked again. `never`: this platform does not tell, so that a copy is the lesser harm.
 */
export type Fate = { readonly was: 'sent'; readonly sent: Sent } | { readonly was: 'absent' | 'later' | 'never' };

/** For so long a platform that cannot tell is asked again; a person who waits in vain is worse off than one who reads a line twice. Milliseconds. */
const PATIENCE = 10 * 60_000;

/** Asks a channel that can tell. `attempted` is when the message was handed over last. */
export async function fateOf(channel: Channel, address: string, message: Outbound, attempted: Date, now: Date): Promise<Fate> {
  if (!channel.find) return { was: 'never' };
  const found = await channel.find(address, message, attempted);
  if (found === 'absent') return { was: 'absent' };
  if (found !== 'unknown') return { was: 'sent', sent: found };
  return { was: now.getTime() - attempted.getTime() < PATIENCE ? 'later' : 'never' };
}

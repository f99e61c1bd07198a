/** What became of a message that may have gone out, asked of the platform before a second copy is sent. */
import type { Channel, Outbound, Sent } from '../channels/channel.ts';

/**
 * `sent`: it is there, and no copy is needed. `absent`: it never went out. `later`: the platform cannot tell yet, and is
 * asked again. `never`: this platform does not tell, so that a copy is the lesser harm.
 */
export type Fate = { readonly was: 'sent'; readonly sent: Sent } | { readonly was: 'absent' | 'later' | 'never' };

/** For so long a platform that cannot tell is asked again; a person who waits in vain is worse off than one who reads a line twice. Milliseconds. */
const PATIENCE = 60_000;

/** A message that may have gone out. `attempted` is when it was handed over last, `others` as for {@link Channel.find}. */
export interface Attempt {
  readonly message: Outbound;
  readonly attempted: Date;
  readonly others: readonly string[];
}

/** Asks a channel that can tell. */
export async function fateOf(channel: Channel, address: string, attempt: Attempt, now: Date): Promise<Fate> {
  const { message, attempted, others } = attempt;
  if (!channel.find) return { was: 'never' };
  const found = await channel.find(address, message, attempted, others);
  if (found === 'absent') return { was: 'absent' };
  if (found !== 'unknown') return { was: 'sent', sent: found };
  // While it is away it can neither tell nor take a copy, however long that is.
  if (channel.health().state !== 'ready') return { was: 'later' };
  return { was: now.getTime() - attempted.getTime() < PATIENCE ? 'later' : 'never' };
}

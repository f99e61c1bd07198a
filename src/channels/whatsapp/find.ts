/** What became of a message whose answer was lost: its chat tells. */
import type { Outbound, Sent } from '../channel.ts';
import type { Acks } from './acks.ts';
import { readChat, SLACK } from './history.ts';
import type { WaMessage } from './message.ts';
import { render } from './render.ts';
import type { Sender } from './sender.ts';
import type { Session } from './session.ts';
import { within } from './within.ts';

/** How long the chat may take to be read. Milliseconds. */
const PATIENCE = 15_000;

export interface FindParts {
  readonly session: () => Session | undefined;
  readonly sender: Sender;
  readonly acks: Acks;
}

/**
 * Looks for the parts of a message among what we wrote since it was attempted. `unknown` while nobody can tell: while it
 * is on its way, or in a page that has not handed it over yet. Throws nothing.
 */
export async function find(
  parts: FindParts,
  address: string,
  message: Outbound,
  attempted: Date,
  others: readonly string[] = [],
): Promise<Sent | 'absent' | 'unknown'> {
  const { sender, acks } = parts;
  const session = parts.session();
  if (!session?.client || sender.busy(message.id)) return 'unknown';
  const since = Math.floor(attempted.getTime() / 1_000) - SLACK;
  try {
    // The last attempt was only about the parts that were left.
    const begun = sender.begun(message.id);
    const bodies = render(message).slice(begun);
    const { messages: written } = await within(PATIENCE, readChat(session.client, address, since, true));
    const ours = written.filter(
      ({ key, ack, reference }) => ack >= 0 && !sender.isOfAnother(key, message.id) && !others.includes(reference),
    );
    const found = inOrder(bodies, ours);
    if (found.some(({ ack }) => ack === 0) && !acks.pointless) return 'unknown';
    const last = found.at(-1);
    if (last && found.length === bodies.length) return { reference: last.reference };
    // A retry goes on where it broke off.
    if (found.length > 0) sender.noteBegun(message.id, begun + found.length);
    return session.ready ? 'absent' : 'unknown';
  } catch {
    return 'unknown';
  }
}

/** The first parts that are there, each after the one before it. */
function inOrder(bodies: readonly string[], written: readonly WaMessage[]): WaMessage[] {
  const found: WaMessage[] = [];
  let at = 0;
  for (const body of bodies) {
    const next = written.findIndex((message, index) => index >= at && message.body === body);
    const message = written[next];
    if (!message) break;
    found.push(message);
    at = next + 1;
  }
  return found;
}

/** From the desk to the person: an associate's reply goes the way of everything that is said, through the outbox. */
import { insertReply, isKept, lockForReply } from '../../db/queries/replies.ts';
import type { Said } from '../effects/said.ts';
import { sealJson } from '../privacy/keyring.ts';
import type { DeskParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import type { Viewer } from './viewer.ts';

/** A reply as the page sends it. `id` is the page's own and stays the same when it is sent again. */
export interface Reply {
  readonly id: string;
  readonly text: string;
}

/** Keeps a reply for delivery, once however often it comes. Only who has the conversation can reply. */
export async function reply(parts: DeskParts, viewer: Viewer, conversationId: string, { id, text }: Reply): Promise<void> {
  const sourceHash = parts.keyring.hash('reply', `${viewer.id}/${conversationId}/${id}`);
  const said: Said = { text, options: [], asked: '' };
  await parts.database.transaction(async ({ sql }) => {
    const to = await lockForReply(sql, conversationId);
    if (!to) throw new Refusal('not_found');
    if (await isKept(sql, sourceHash)) return;
    if (to.claimedBy !== viewer.id) throw new Refusal('not_yours');
    // Somebody else may hold the phone, or we promised not to write first: nothing appears until the person writes again.
    if (to.away) throw new Refusal('away');
    const { channel, account, dataKey } = to;
    const body = sealJson(parts.vault.open(conversationId, dataKey), 'outbox', conversationId, said);
    await insertReply(sql, { conversationId, channel, account, userId: viewer.id, sourceHash, body, at: parts.clock() });
  });
  parts.signals.notify('outbox', conversationId);
  parts.signals.notify('chat', conversationId);
}

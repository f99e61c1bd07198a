/** Keeping recordings and giving them back, sealed as they are. */
import type { InboxRow } from './inbox.ts';
import type { Queryable } from './queryable.ts';

/** A recording: its id, the sealed bytes, and how many bytes it has unsealed. */
export interface MediaRow {
  readonly id: string;
  readonly body: Buffer;
  readonly size: number;
}

/** Inserts a message and the recording that belongs to it, both or neither; when the message was there already, neither. */
export async function insertWithMedia(sql: Queryable, message: InboxRow, media: MediaRow): Promise<void> {
  const { conversationId, sourceHash, kind, body } = message;
  const at = message.at.toISOString();
  await sql`
    with message as (
      insert into inbox (conversation_id, source_hash, kind, body, received_at, due_at)
      values (${conversationId}, ${sourceHash}, ${kind}, ${body}, ${at}, ${at})
      on conflict (source_hash) do nothing returning conversation_id, received_at
    )
    insert into media (id, conversation_id, body, size, received_at)
    select ${media.id}::uuid, conversation_id, ${media.body}::bytea, ${media.size}::int, received_at from message`;
}

/** The sealed bytes of a recording; undefined when it is not of this conversation, or is gone. */
export async function findMedia(sql: Queryable, conversationId: string, id: string): Promise<Buffer | undefined> {
  const rows = await sql<{ body: Buffer }[]>`select body from media where conversation_id = ${conversationId} and id = ${id}`;
  return rows[0]?.body;
}

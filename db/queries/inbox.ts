/** Keeping what came in. */
import type { Sql } from 'postgres';
import { bytesArray } from './arrays.ts';
import type { Queryable } from './queryable.ts';

export interface InboxRow {
  readonly conversationId: string;
  readonly sourceHash: Buffer;
  readonly kind: 'message' | 'event';
  readonly body: Buffer;
  readonly at: Date;
}

/** Inserts many rows in one statement; those that were there already are passed over. */
export async function insertInbox(sql: Queryable, unsorted: readonly InboxRow[]): Promise<void> {
  // In the order of the conversations, as everywhere: whoever locks many never waits for somebody who waits for it.
  const rows = unsorted.toSorted((a, b) => a.conversationId.localeCompare(b.conversationId));
  const at = rows.map((row) => row.at.toISOString());
  const sources = rows.map((row) => row.sourceHash);
  const bodies = rows.map((row) => row.body);
  await sql`
    insert into inbox (conversation_id, source_hash, kind, body, received_at, due_at)
    select conversation, source, kind, body, at, at
    from unnest(
      ${rows.map((row) => row.conversationId)}::uuid[], ${bytesArray(sql, sources)}::bytea[],
      ${rows.map((row) => row.kind)}::text[], ${bytesArray(sql, bodies)}::bytea[], ${at}::timestamptz[]
    ) as t(conversation, source, kind, body, at)
    on conflict (source_hash) do nothing`;
}

/** Conversations with work that is due, oldest first. */
export async function dueConversations(sql: Sql, now: Date, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select conversation_id as id from inbox
    where done_at is null and parked_at is null and due_at <= ${now.toISOString()}
    group by conversation_id order by min(id) limit ${limit}`;
  return rows.map((row) => row.id);
}

/** What an associate writes to a person. */
import type { TransactionSql } from 'postgres';

interface ReplyTo {
  readonly channel: string;
  readonly account: string;
  readonly dataKey: Buffer;
  readonly claimedBy: string | null;
  /** Nobody may write first: the person hid the chat, stopped it, or was told that we will not. */
  readonly away: boolean;
}

interface ReplyRow {
  readonly conversationId: string;
  readonly channel: string;
  readonly account: string;
  readonly userId: string;
  readonly sourceHash: Buffer;
  readonly body: Buffer;
  readonly at: Date;
}

/** Locks the conversation against turns, claims and other replies, so that message ids rise within it, and says who has it. */
export async function lockForReply(sql: TransactionSql, conversationId: string): Promise<ReplyTo | undefined> {
  const rows = await sql<Omit<ReplyTo, 'claimedBy'>[]>`
    select channel, account, data_key as "dataKey", away from conversations
    where id = ${conversationId} and erased_at is null for no key update`;
  const [row] = rows;
  if (!row) return undefined;
  const held = await sql<{ claimedBy: string | null }[]>`
    select claimed_by as "claimedBy" from handoffs where conversation_id = ${conversationId} and state = 'claimed'`;
  return { ...row, claimedBy: held[0]?.claimedBy ?? null };
}

/** Whether a reply with this hash was kept before. */
export async function isKept(sql: TransactionSql, sourceHash: Buffer): Promise<boolean> {
  const rows = await sql`select 1 from outbox where source_hash = ${sourceHash}`;
  return rows.length > 0;
}

export async function insertReply(sql: TransactionSql, row: ReplyRow): Promise<void> {
  const at = row.at.toISOString();
  await sql`
    insert into outbox (conversation_id, channel, account, author, user_id, source_hash, body, created_at, due_at)
    values (${row.conversationId}, ${row.channel}, ${row.account}, 'associate', ${row.userId}, ${row.sourceHash}, ${row.body}, ${at}, ${at})`;
}

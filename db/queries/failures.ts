/** What happens to a row of the inbox whose turn failed. */
import type { Transaction } from '../client.ts';

/** Notes a failed attempt and when the next one is due. */
export async function postpone(tx: Transaction, inboxId: number, until: Date): Promise<void> {
  await tx.sql`update inbox set attempts = attempts + 1, due_at = ${until.toISOString()} where id = ${inboxId}`;
}

/** Gives a row up after its last attempt: kept for a person to look at, with an alert, and no longer worked. */
export async function park(tx: Transaction, inboxId: number, conversationId: string, now: Date): Promise<void> {
  const at = now.toISOString();
  await tx.sql`update inbox set attempts = attempts + 1, parked_at = ${at} where id = ${inboxId}`;
  await tx.sql`insert into alerts (conversation_id, kind, created_at) values (${conversationId}, 'turn_failed', ${at})`;
}

/** Something to say outside any turn, in order after what was said before. */
export async function sayOutsideTurn(tx: Transaction, conversationId: string, body: Buffer, now: Date): Promise<void> {
  const at = now.toISOString();
  await tx.sql`select 1 from conversations where id = ${conversationId} for update`;
  await tx.sql`
    insert into outbox (conversation_id, channel, account, author, body, created_at, due_at)
    select id, channel, account, 'bot', ${body}, ${at}, ${at} from conversations where id = ${conversationId}`;
}

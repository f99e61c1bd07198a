/** What happens to a row of the inbox whose turn failed. */
import { randomUUID } from 'node:crypto';
import type { Transaction } from '../client.ts';
import { upsertHandoff } from './place.ts';

/** Notes a failed attempt and when the next one is due. */
export async function postpone(tx: Transaction, inboxId: number, until: Date): Promise<void> {
  await tx.sql`update inbox set attempts = attempts + 1, due_at = ${until.toISOString()} where id = ${inboxId}`;
}

/** Position of `high` in `URGENCIES`: somebody wrote and was not answered. */
const HIGH = 1;

/** Gives a row up after its last attempt: kept, no longer worked, and its conversation put before a person, with an alert. */
export async function park(tx: Transaction, inboxId: number, conversationId: string, now: Date): Promise<void> {
  const at = now.toISOString();
  await tx.sql`update inbox set attempts = attempts + 1, parked_at = ${at} where id = ${inboxId}`;
  await tx.sql`insert into alerts (conversation_id, kind, created_at) values (${conversationId}, 'turn_failed', ${at})`;
  await upsertHandoff(tx.sql, { id: randomUUID(), conversationId, urgency: HIGH, now });
}

/** Something to say outside any turn, in order after what was said before. */
export async function sayOutsideTurn(tx: Transaction, conversationId: string, body: Buffer, now: Date): Promise<void> {
  const at = now.toISOString();
  await tx.sql`select 1 from conversations where id = ${conversationId} for no key update`;
  await tx.sql`
    insert into outbox (conversation_id, channel, account, author, body, created_at, due_at)
    select id, channel, account, 'bot', ${body}, ${at}, ${at} from conversations where id = ${conversationId}`;
}

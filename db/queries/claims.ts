/**
 * Changing who has a conversation. Every change locks the conversation's row before the handoff's, in the order in
 * which a turn does, so that the two never wait for each other. `for no key update`, because `for update` would also
 * hold up every message that comes in: its row refers to the conversation.
 */
import type { TransactionSql } from 'postgres';

export interface Locked {
  readonly conversationId: string;
  readonly dataKey: Buffer;
}

/** Who has a handoff, and since when. */
export interface Holding {
  readonly claimedBy: string | null;
  readonly claimedAt: string | null;
}

/** Locks the conversation of a handoff until the transaction ends. */
export async function lockByHandoff(sql: TransactionSql, handoffId: string): Promise<Locked | undefined> {
  const rows = await sql<Locked[]>`
    select id as "conversationId", data_key as "dataKey" from conversations
    where id = (select conversation_id from handoffs where handoffs.id = ${handoffId}) and erased_at is null for no key update`;
  return rows[0];
}

/** Who has it, once the conversation is locked; undefined when nobody does. */
export async function holding(sql: TransactionSql, handoffId: string): Promise<Holding | undefined> {
  const rows = await sql<Holding[]>`
    select claimed_by as "claimedBy", claimed_at as "claimedAt" from handoffs where id = ${handoffId} and state = 'claimed'`;
  return rows[0];
}

/** Gives a waiting handoff to a user. False when it does not wait any more. */
export async function take(sql: TransactionSql, handoffId: string, userId: string, at: Date): Promise<boolean> {
  const { count } = await sql`
    update handoffs set state = 'claimed', claimed_by = ${userId}, claimed_at = ${at.toISOString()}, alarm_at = null
    where id = ${handoffId} and state = 'waiting'`;
  return count === 1;
}

/** Puts it back into the queue with the time it has waited. A chat in which danger words came goes back as an emergency. */
export async function putBack(sql: TransactionSql, handoffId: string): Promise<void> {
  await sql`
    update handoffs set state = 'waiting', claimed_by = null, claimed_at = null, alarm_at = null,
      urgency = case when alarm_at is null then urgency else 0 end
    where id = ${handoffId}`;
}

/**
 * Ends the handoff, the open cases of its conversation, and the cases that those go on with: it is one matter. A case
 * stays open while its own conversation waits or is with an associate, because somebody is still to be answered there.
 */
export async function finish(sql: TransactionSql, handoffId: string, outcome: string, at: Date): Promise<void> {
  await sql`update handoffs set state = 'closed', closed_at = ${at.toISOString()} where id = ${handoffId}`;
  await sql`
    with recursive matter as (
      select c.id, c.follows from cases c join handoffs h on h.conversation_id = c.conversation_id
      where h.id = ${handoffId} and c.closed_at is null
      union
      select c.id, c.follows from cases c join matter m on c.id = m.follows
    ), ended as (
      select c.id from cases c where c.id in (select id from matter) and c.closed_at is null
        and not exists (select 1 from handoffs h where h.conversation_id = c.conversation_id and h.state <> 'closed')
      order by c.id for no key update
    )
    update cases set closed_at = ${at.toISOString()}, outcome = ${outcome} from ended where cases.id = ended.id`;
}

/** Whether a case of the conversation is gone on with in another one. */
export async function goesOnElsewhere(sql: TransactionSql, conversationId: string): Promise<boolean> {
  const rows = await sql`
    select 1 from cases k join cases f on f.follows = k.id
    where k.conversation_id = ${conversationId} and f.conversation_id <> ${conversationId} limit 1`;
  return rows.length > 0;
}

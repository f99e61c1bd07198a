/** A conversation's place in the queue, as its turn reads and writes it. What associates do with it stands in `queue.ts`. */
import type { Queryable } from './queryable.ts';

/** How many conversations wait ahead of one that joins, or joined, at `since` with `urgency`. */
export async function countAhead(sql: Queryable, conversationId: string, urgency: number, since: Date): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    with own as (select waiting_since from handoffs where conversation_id = ${conversationId} and state = 'waiting')
    select count(*)::int as count from handoffs
    where state = 'waiting' and conversation_id <> ${conversationId}
      and (urgency, waiting_since) < (${urgency}::smallint, coalesce((select waiting_since from own), ${since.toISOString()}::timestamptz))`;
  return row?.count ?? 0;
}

export interface NewHandoff {
  readonly id: string;
  readonly conversationId: string;
  readonly urgency: number;
  readonly now: Date;
}

/** Joins the queue, or raises the urgency of the place that the conversation has already. Never lowers it. */
export async function upsertHandoff(sql: Queryable, row: NewHandoff): Promise<void> {
  await sql`
    insert into handoffs (id, conversation_id, urgency, waiting_since)
    values (${row.id}, ${row.conversationId}, ${row.urgency}, ${row.now.toISOString()})
    on conflict (conversation_id) where state <> 'closed'
    do update set urgency = least(handoffs.urgency, excluded.urgency)`;
}

/** Leaves the queue, unless an associate has the conversation by now. */
export async function withdrawHandoff(sql: Queryable, conversationId: string, now: Date): Promise<void> {
  await sql`
    update handoffs set state = 'closed', closed_at = ${now.toISOString()}
    where conversation_id = ${conversationId} and state = 'waiting'`;
}

/** Marks the open hand-off as an emergency with fresh danger words. */
export async function raiseAlarm(sql: Queryable, conversationId: string, now: Date): Promise<void> {
  await sql`
    update handoffs set alarm_at = ${now.toISOString()}, urgency = 0
    where conversation_id = ${conversationId} and state <> 'closed'`;
}

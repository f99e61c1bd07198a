/** What is kept no longer than promised. */
import type { Queryable } from './queryable.ts';

/**
 * Deletes conversations in which nothing is open and nothing has happened since `before`: neither a message nor the
 * closing of a case. What waits for an associate is never old, nor is a case that goes on in another chat. Returns which went.
 */
export async function deleteOld(sql: Queryable, before: Date): Promise<string[]> {
  const at = before.toISOString();
  const rows = await sql<{ id: string }[]>`
    delete from conversations c where last_turn_at < ${at}
      and not exists (select 1 from handoffs h where h.conversation_id = c.id and (h.state <> 'closed' or h.closed_at >= ${at}))
      and not exists (select 1 from cases k where k.conversation_id = c.id and k.closed_at >= ${at})
      and not exists (select 1 from inbox i where i.conversation_id = c.id and i.received_at >= ${at})
      and not exists (select 1 from outbox o where o.conversation_id = c.id and o.created_at >= ${at})
      and not exists (
        select 1 from cases k join cases follower on follower.follows = k.id
          join conversations goes_on on goes_on.id = follower.conversation_id
        where k.conversation_id = c.id and goes_on.id <> c.id and goes_on.last_turn_at >= ${at})
    returning c.id`;
  return rows.map((row) => row.id);
}

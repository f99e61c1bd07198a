/** What a program could not finish and a person has to look at. */
import type { Queryable } from './queryable.ts';

interface AlertRow {
  readonly id: number;
  readonly kind: 'turn_failed' | 'delivery_failed' | 'channel_down' | 'group_lost';
  /** Null when the conversation was erased, and when it is about a channel. */
  readonly conversationId: string | null;
  /** The channel that is down; null for the other kinds. */
  readonly channel: string | null;
  readonly createdAt: string;
  /** The conversation's place in the queue, or with an associate; null when it has neither. */
  readonly handoffId: string | null;
  readonly claimedBy: string | null;
}

/** Alerts nobody has dealt with, oldest first. */
export async function openAlerts(sql: Queryable, limit: number): Promise<AlertRow[]> {
  return await sql<AlertRow[]>`
    select a.id::float8 as id, a.kind, c.id as "conversationId", a.channel, a.created_at as "createdAt",
      h.id as "handoffId", h.claimed_by as "claimedBy"
    from alerts a left join conversations c on c.id = a.conversation_id and c.erased_at is null
      left join handoffs h on h.conversation_id = c.id and h.state <> 'closed'
    where a.seen_at is null order by a.id limit ${limit}`;
}

export async function countAlerts(sql: Queryable): Promise<number> {
  const rows = await sql<{ count: number }[]>`select count(*)::int as count from alerts where seen_at is null`;
  return rows[0]?.count ?? 0;
}

/**
 * Notes who dealt with an alert; one about a channel only when `channels`. False when there is no such alert; a second time
 * changes nothing.
 */
export async function markSeen(
  sql: Queryable,
  id: number,
  by: { userId: string; channels: boolean },
  at: Date,
): Promise<boolean> {
  const { count } = await sql`
    update alerts set seen_at = coalesce(seen_at, ${at.toISOString()}), seen_by = coalesce(seen_by, ${by.userId})
    where id = ${id} and (kind <> 'channel_down' or ${by.channels})`;
  return count === 1;
}

/**
 * Says at the desk that a channel is down, unless it says so already: an alert that nobody has dealt with yet is enough.
 * True when it was raised.
 */
export async function raiseChannelAlert(sql: Queryable, channel: string, at: Date): Promise<boolean> {
  const { count } = await sql`
    insert into alerts (kind, channel, created_at)
    select 'channel_down', ${channel}, ${at.toISOString()} where not exists (
      select 1 from alerts where kind = 'channel_down' and channel = ${channel} and seen_at is null)`;
  return count === 1;
}

/** Takes back what {@link raiseChannelAlert} said, because the channel works again. True when there was something to. */
export async function settleChannelAlert(sql: Queryable, channel: string, at: Date): Promise<boolean> {
  const { count } = await sql`
    update alerts set seen_at = ${at.toISOString()}
    where kind = 'channel_down' and channel = ${channel} and seen_at is null`;
  return count > 0;
}

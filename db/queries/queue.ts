/** Reading the queue and who has which conversation. Nothing a person wrote is in these rows. */

import type { Flag, Language } from '../../src/engine/protocol.ts';
import type { Queryable } from './queryable.ts';

export interface QueueRow {
  readonly handoffId: string;
  readonly conversationId: string;
  /** Position in `URGENCIES`. */
  readonly urgency: number;
  readonly types: readonly string[] | null;
  readonly flags: readonly Flag[] | null;
  readonly waitingSince: string;
  readonly channel: string;
  readonly language: Language;
}

export interface ClaimedRow extends QueueRow {
  readonly reference: string | null;
  readonly claimedAt: string;
  readonly alarmAt: string | null;
  /** When the person last wrote. */
  readonly heardAt: string | null;
}

/** Who waits, danger first, then urgency, then the time they have waited. */
export async function waitingRows(sql: Queryable, limit: number): Promise<QueueRow[]> {
  return await sql<QueueRow[]>`
    select h.id as "handoffId", h.conversation_id as "conversationId", h.urgency, h.waiting_since as "waitingSince",
      c.channel, c.language, newest.types, newest.flags
    from handoffs h join conversations c on c.id = h.conversation_id left join lateral (
      select types, flags from cases where cases.conversation_id = h.conversation_id order by opened_at desc limit 1
    ) as newest on true
    where h.state = 'waiting' and c.erased_at is null
    order by h.urgency, h.waiting_since, h.id limit ${limit}`;
}

/** What one associate has, danger first, then urgency, then where danger words came, then who has waited longest. */
export async function claimedRows(sql: Queryable, userId: string): Promise<ClaimedRow[]> {
  return await sql<ClaimedRow[]>`
    select h.id as "handoffId", h.conversation_id as "conversationId", h.urgency, h.waiting_since as "waitingSince",
      h.claimed_at as "claimedAt", h.alarm_at as "alarmAt", c.channel, c.language,
      newest.types, newest.flags, newest.reference, written.received_at as "heardAt"
    from handoffs h join conversations c on c.id = h.conversation_id left join lateral (
      select types, flags, reference from cases where cases.conversation_id = h.conversation_id order by opened_at desc limit 1
    ) as newest on true left join lateral (
      select received_at from inbox
      where inbox.conversation_id = h.conversation_id and kind = 'message' order by inbox.id desc limit 1
    ) as written on true
    where h.state = 'claimed' and h.claimed_by = ${userId} and c.erased_at is null
    order by h.urgency, h.alarm_at is null, h.waiting_since, h.id`;
}

/** The conversations an associate has, by id. */
export async function claimedIds(sql: Queryable, userId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select conversation_id as id from handoffs where state = 'claimed' and claimed_by = ${userId}`;
  return rows.map((row) => row.id);
}

/** The handoff that is most urgent just now. */
export async function mostUrgent(sql: Queryable): Promise<string | undefined> {
  const rows = await sql<{ id: string }[]>`
    select h.id from handoffs h join conversations c on c.id = h.conversation_id
    where h.state = 'waiting' and c.erased_at is null order by h.urgency, h.waiting_since, h.id limit 1`;
  return rows[0]?.id;
}

/** Cases, as a turn reads and writes them. */
import type { Sql } from 'postgres';
import type { Flag, Urgency } from '../../src/engine/protocol.ts';
import type { Queryable } from './queryable.ts';

export interface CaseColumns {
  readonly types: readonly string[];
  readonly flags: readonly Flag[];
  readonly urgency: Urgency;
  readonly answers: Buffer;
  readonly mayContact: boolean;
}

export interface NewCase extends CaseColumns {
  readonly id: string;
  readonly conversationId: string;
  readonly reference: string;
  readonly pinHash: Buffer;
  readonly openedAt: Date;
  /** The case that this one goes on with. */
  readonly follows?: string | null;
}

export async function insertCase(sql: Queryable, row: NewCase): Promise<void> {
  await sql`
    insert into cases (id, conversation_id, reference, pin_hash, types, flags, urgency, answers, may_contact, opened_at, follows)
    values (${row.id}, ${row.conversationId}, ${row.reference}, ${row.pinHash}, ${[...row.types]}::text[], ${[...row.flags]}::text[],
      ${row.urgency}, ${row.answers}, ${row.mayContact}, ${row.openedAt.toISOString()}, ${row.follows ?? null})`;
}

/** What a case takes over from the one that it goes on with. */
export interface FollowedCase {
  readonly id: string;
  readonly types: readonly string[];
  readonly urgency: Urgency;
  readonly open: boolean;
}

/** Finds a case to go on with, and keeps it from being deleted before the transaction ends. */
export async function lockFollowed(sql: Queryable, reference: string): Promise<FollowedCase | undefined> {
  const rows = await sql<FollowedCase[]>`
    select id, types, urgency, closed_at is null as open from cases where reference = ${reference} for key share`;
  return rows[0];
}

/** How urgent the conversation's newest case is, if it goes on with another: that one may be more urgent than what was told here. */
export async function urgencyOfFollower(sql: Queryable, conversationId: string): Promise<Urgency | undefined> {
  const rows = await sql<{ urgency: Urgency; follows: string | null }[]>`
    select urgency, follows from cases where conversation_id = ${conversationId} order by opened_at desc limit 1`;
  return rows[0]?.follows ? rows[0].urgency : undefined;
}

/** What a case that goes on with another keeps of it. `above` are the urgencies above the new one; `follower`: it does, although that other may be gone. */
interface Kept {
  readonly above: readonly Urgency[];
  readonly follower: boolean;
}

/**
 * Updates the conversation's newest case; nothing happens when there is none. One that goes on with another is about the
 * same until more is known, and as urgent as that other while that other is open.
 */
export async function updateNewestCase(sql: Queryable, conversationId: string, row: CaseColumns, kept: Kept): Promise<void> {
  const types = [...row.types];
  await sql`
    update cases set
      types = case when ${types.length === 0}::bool and (follows is not null or ${kept.follower}::bool) then types else ${types}::text[] end,
      flags = ${[...row.flags]}::text[], answers = ${row.answers}, may_contact = ${row.mayContact},
      urgency = coalesce((
        select f.urgency from cases f where f.id = cases.follows and f.closed_at is null and f.urgency = any(${[...kept.above]}::text[])
      ), ${row.urgency})
    where id = (select id from cases where conversation_id = ${conversationId} order by opened_at desc limit 1)`;
}

/** Opens the conversation's newest case again when it was closed: there is something to do in it. */
export async function reopenNewestCase(sql: Queryable, conversationId: string): Promise<void> {
  await sql`
    update cases set closed_at = null, outcome = null
    where id = (select id from cases where conversation_id = ${conversationId} order by opened_at desc limit 1) and closed_at is not null`;
}

/** A case that was asked for. `own`: it is the newest of the conversation that asks. */
export interface FoundCase {
  readonly id: string;
  readonly own: boolean;
}

export async function newestCase(sql: Sql, conversationId: string): Promise<FoundCase | undefined> {
  const rows = await sql<FoundCase[]>`
    select id, true as own from cases where conversation_id = ${conversationId} order by opened_at desc limit 1`;
  return rows[0];
}

/** The case of a reference and PIN, asked for by a conversation. */
export async function caseByReference(
  sql: Sql,
  conversationId: string,
  { reference, pinHash }: Pick<NewCase, 'reference' | 'pinHash'>,
): Promise<FoundCase | undefined> {
  const rows = await sql<FoundCase[]>`
    select id, coalesce(
      id = (select id from cases where conversation_id = ${conversationId} order by opened_at desc limit 1), false
    ) as own from cases where reference = ${reference} and pin_hash = ${pinHash}`;
  return rows[0];
}

/** How one case of a matter stands, with its conversation's place in the queue if it has one. */
export interface CaseStanding {
  readonly conversationId: string;
  readonly closed: boolean;
  readonly claimed: boolean;
  readonly urgency: number | null;
  readonly waitingSince: Date | null;
}

interface StandingRow extends Omit<CaseStanding, 'waitingSince'> {
  readonly waitingSince: string | null;
}

/** How a case stands, and all that go on with it, directly or through others; who would be answered first comes first. */
export async function readMatter(sql: Sql, caseId: string): Promise<CaseStanding[]> {
  const rows = await sql<StandingRow[]>`
    with recursive matter as (
      select id, conversation_id, closed_at from cases where id = ${caseId}
      union
      select c.id, c.conversation_id, c.closed_at from cases c join matter m on c.follows = m.id
    )
    select m.conversation_id as "conversationId", m.closed_at is not null as closed, coalesce(h.state = 'claimed', false) as claimed,
      h.urgency, h.waiting_since as "waitingSince"
    from matter m left join handoffs h on h.conversation_id = m.conversation_id and h.state <> 'closed'
    order by h.urgency, h.waiting_since`;
  return rows.map((row) => ({ ...row, waitingSince: row.waitingSince === null ? null : new Date(row.waitingSince) }));
}

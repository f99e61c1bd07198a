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
}

export async function insertCase(sql: Queryable, row: NewCase): Promise<void> {
  await sql`
    insert into cases (id, conversation_id, reference, pin_hash, types, flags, urgency, answers, may_contact, opened_at)
    values (${row.id}, ${row.conversationId}, ${row.reference}, ${row.pinHash}, ${[...row.types]}::text[], ${[...row.flags]}::text[],
      ${row.urgency}, ${row.answers}, ${row.mayContact}, ${row.openedAt.toISOString()})`;
}

/** Updates the conversation's newest case; nothing happens when there is none. */
export async function updateNewestCase(sql: Queryable, conversationId: string, row: CaseColumns): Promise<void> {
  await sql`
    update cases set types = ${[...row.types]}::text[], flags = ${[...row.flags]}::text[], urgency = ${row.urgency},
      answers = ${row.answers}, may_contact = ${row.mayContact}
    where id = (select id from cases where conversation_id = ${conversationId} order by opened_at desc limit 1)`;
}

/** Opens the conversation's newest case again when it was closed: there is something to do in it. */
export async function reopenNewestCase(sql: Queryable, conversationId: string): Promise<void> {
  await sql`
    update cases set closed_at = null, outcome = null
    where id = (select id from cases where conversation_id = ${conversationId} order by opened_at desc limit 1) and closed_at is not null`;
}

/** How a case stands, with its conversation's place in the queue if it has one. */
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

export async function newestCase(sql: Sql, conversationId: string): Promise<CaseStanding | undefined> {
  const rows = await sql<StandingRow[]>`
    select ${standing(sql)} from cases c left join handoffs h on h.conversation_id = c.conversation_id and h.state <> 'closed'
    where c.conversation_id = ${conversationId} order by c.opened_at desc limit 1`;
  return rows[0] && fromRow(rows[0]);
}

export async function caseByReference(sql: Sql, reference: string, pinHash: Buffer): Promise<CaseStanding | undefined> {
  const rows = await sql<StandingRow[]>`
    select ${standing(sql)} from cases c left join handoffs h on h.conversation_id = c.conversation_id and h.state <> 'closed'
    where c.reference = ${reference} and c.pin_hash = ${pinHash}`;
  return rows[0] && fromRow(rows[0]);
}

function standing(sql: Sql): ReturnType<typeof sql> {
  return sql`c.conversation_id as "conversationId", c.closed_at is not null as closed, coalesce(h.state = 'claimed', false) as claimed,
    h.urgency, h.waiting_since as "waitingSince"`;
}

function fromRow(row: StandingRow): CaseStanding {
  return { ...row, waitingSince: row.waitingSince === null ? null : new Date(row.waitingSince) };
}

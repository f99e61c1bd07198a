/** Delivery, as the database sees it: what waits, and how each message ended. */
import type { Sql } from 'postgres';
import type { Delivery } from '../schema/outbox.ts';
import { boolArray, bytesArray } from './arrays.ts';

/** A message to deliver, with what is needed to open and address it. Times in milliseconds since 1970. */
export interface OutboxRow {
  readonly id: number;
  readonly conversationId: string;
  readonly dataKey: Buffer;
  readonly address: Buffer;
  readonly body: Buffer;
  readonly state: Delivery;
  readonly attempts: number;
  readonly repeats: number;
  readonly dueAt: number;
  /** When it was last handed to the platform; null before the first time. */
  readonly handedAt: number | null;
}

interface Account {
  readonly name: string;
  readonly account: string;
}

/** What conversations of one channel account still have to be told, each in order. */
export async function readUndelivered(sql: Sql, { name, account }: Account, ids: readonly string[]): Promise<OutboxRow[]> {
  return await sql<OutboxRow[]>`
    select o.id::float8 as id, o.conversation_id as "conversationId", c.data_key as "dataKey", c.address, o.body, o.state, o.attempts,
      o.repeats, extract(epoch from o.due_at)::float8 * 1000 as "dueAt", extract(epoch from o.handed_at)::float8 * 1000 as "handedAt"
    from outbox o join conversations c on c.id = o.conversation_id
    where o.channel = ${name} and o.account = ${account} and o.conversation_id = any(${ids as string[]}::uuid[])
      and o.state in ('waiting', 'sending', 'unknown')
    order by o.id`;
}

/** Conversations of a channel account with something to deliver, oldest first. */
export async function undeliveredConversations(sql: Sql, { name, account }: Account, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select conversation_id as id from outbox
    where channel = ${name} and account = ${account} and state in ('waiting', 'sending', 'unknown')
    group by conversation_id order by min(id) limit ${limit}`;
  return rows.map((row) => row.id);
}

/**
 * Marks messages as handed to the platform, before they are: after a crash it is known that they may have gone out.
 * Returns those that still are to go; one that was withdrawn meanwhile is not.
 */
export async function markSending(sql: Sql, rows: readonly { id: number; repeat: boolean }[], now: Date): Promise<Set<number>> {
  const repeats = boolArray(
    sql,
    rows.map((row) => row.repeat),
  );
  const at = now.toISOString();
  const marked = await sql<{ id: number }[]>`
    update outbox set state = 'sending', repeats = repeats + (m.repeat)::int,
      handed_at = case when m.repeat then coalesce(outbox.handed_at, ${at}::timestamptz) else ${at}::timestamptz end
    from unnest(${rows.map((row) => row.id)}::bigint[], ${repeats}::bool[]) as m(id, repeat)
    where outbox.id = m.id and outbox.state in ('waiting', 'sending', 'unknown')
    returning outbox.id::float8 as id`;
  return new Set(marked.map((row) => row.id));
}

/** How many earlier messages could be taken for a later one, at most. */
const EARLIER = 50;

/** The platform's sealed references of what the same conversation was told before. */
export async function earlierReferences(
  sql: Sql,
  { id, conversationId }: Pick<OutboxRow, 'id' | 'conversationId'>,
): Promise<Buffer[]> {
  const rows = await sql<{ reference: Buffer }[]>`
    select platform_ref as reference from outbox
    where conversation_id = ${conversationId} and id < ${id} and platform_ref is not null order by id desc limit ${EARLIER}`;
  return rows.map(({ reference }) => reference);
}

/** Notes that a message whose answer was lost did arrive. Its attempt was counted when it was made. */
export async function markArrived(sql: Sql, id: number, platformRef: Buffer | null, at: Date): Promise<void> {
  await sql`
    update outbox set state = 'sent', reason = null, platform_ref = coalesce(${platformRef}::bytea, platform_ref), sent_at = ${at.toISOString()}
    where id = ${id} and state in ('sending', 'unknown')`;
}

/**
 * Notes that a message which counted as sent did not arrive, and raises an alert. Somebody who takes nothing of ours cannot be written
 * to, unless they wrote since. Returns the conversation; undefined when there is no such message of this account. Rejects while the
 * message is still under way here: the platform's news of it overtook the answer to its sending, and has to come again.
 */
export async function markUndelivered(
  sql: Sql,
  { name, account }: Account,
  { message, reason, at }: { readonly message: string; readonly reason: string; readonly at: Date },
): Promise<string | undefined> {
  if (!/^\d{1,15}$/.test(message)) return undefined;
  const rows = await sql<{ id: string }[]>`
    with failed as (
      update outbox set state = 'failed', reason = ${reason}
      where id = ${message} and channel = ${name} and account = ${account} and state = 'sent'
      returning conversation_id, sent_at
    ), gone as (
      update conversations c set unreachable_at = ${at.toISOString()} from failed f
      where ${reason} = 'blocked' and c.id = f.conversation_id and (c.heard_at is null or c.heard_at < f.sent_at)
    ), alerted as (
      insert into alerts (conversation_id, kind, created_at) select conversation_id, 'delivery_failed', ${at.toISOString()} from failed
    )
    select conversation_id as id from failed`;
  if (rows[0]) return rows[0].id;
  const early =
    await sql`select 1 from outbox where id = ${message} and channel = ${name} and account = ${account} and state = 'sending'`;
  if (early.length > 0) throw new Error('the message is still under way');
  return undefined;
}

/** Lets what waits because the platform could not be reached go at once: it can be reached again. */
export async function hasten(sql: Sql, { name, account }: Account, now: Date): Promise<void> {
  await sql`
    update outbox set due_at = ${now.toISOString()}
    where channel = ${name} and account = ${account} and state in ('waiting', 'unknown') and reason = 'unreachable'
      and due_at > ${now.toISOString()}`;
}

/** Notes that it is not known yet what became of a message, and when to ask again. */
export async function markUnknown(sql: Sql, id: number, dueAt: Date): Promise<void> {
  await sql`update outbox set state = 'unknown', due_at = ${dueAt.toISOString()} where id = ${id} and state in ('sending', 'unknown')`;
}

/** How one attempt ended. `dueAt` is when to try again, for what is not over. An attempt that a crash cut short does not count. */
export interface Ended {
  readonly id: number;
  readonly state: Delivery;
  readonly reason: string | null;
  readonly platformRef: Buffer | null;
  readonly at: Date;
  readonly dueAt: Date;
}

/**
 * Writes how attempts ended. A message that will not arrive raises an alert in the same statement. One that would be tried again is
 * withdrawn when the person hid or stopped the chat while it was under way.
 */
export async function markEnded(sql: Sql, rows: readonly Ended[]): Promise<void> {
  const references = bytesArray(
    sql,
    rows.map((row) => row.platformRef),
  );
  await sql`
    with ended as (
      update outbox set state = case when l.hushed and m.state in ('waiting', 'unknown') then 'failed' else m.state end,
        attempts = attempts + 1, reason = case when l.hushed and m.state in ('waiting', 'unknown') then 'withdrawn' else m.reason end,
        platform_ref = m.ref, due_at = m.due, sent_at = case when m.state = 'sent' then m.at end
      from unnest(
        ${rows.map((row) => row.id)}::bigint[], ${rows.map((row) => row.state)}::text[], ${rows.map((row) => row.reason)}::text[],
        ${references}::bytea[], ${rows.map((row) => row.at.toISOString())}::timestamptz[],
        ${rows.map((row) => row.dueAt.toISOString())}::timestamptz[]
      ) as m(id, state, reason, ref, at, due)
      join lateral (
        select c.away and o.created_at < c.last_turn_at as hushed from outbox o join conversations c on c.id = o.conversation_id
        where o.id = m.id
      ) as l on true
      where outbox.id = m.id
      returning outbox.conversation_id, outbox.state, outbox.reason, m.at
    )
    insert into alerts (conversation_id, kind, created_at)
    select conversation_id, 'delivery_failed', at from ended where state = 'failed' and coalesce(reason, '') <> 'withdrawn'`;
}

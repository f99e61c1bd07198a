/** Reading a conversation back, for the people in it and for the desk. */
import type { Sql } from 'postgres';
import type { Delivery } from '../schema/outbox.ts';

export interface HeardRow {
  readonly id: number;
  readonly body: Buffer;
  readonly at: string;
}

export interface SaidRow extends HeardRow {
  readonly author: 'bot' | 'associate';
  readonly userId: string | null;
  readonly state: Delivery;
  readonly reason: string | null;
}

/** The last `limit` messages of the person, oldest first. */
export async function heard(sql: Sql, conversationId: string, limit: number): Promise<HeardRow[]> {
  return await sql<HeardRow[]>`
    select * from (
      select id::float8 as id, body, received_at as at from inbox
      where conversation_id = ${conversationId} and kind = 'message' order by inbox.id desc limit ${limit}
    ) as newest order by id`;
}

/** One message of the person, by its row. */
export async function heardOne(sql: Sql, conversationId: string, id: number): Promise<Buffer | undefined> {
  const rows = await sql<{ body: Buffer }[]>`
    select body from inbox where conversation_id = ${conversationId} and id = ${id} and kind = 'message'`;
  return rows[0]?.body;
}

/** The last `limit` messages to the person with an id above `after`, oldest first. */
export async function said(sql: Sql, conversationId: string, after: number, limit: number): Promise<SaidRow[]> {
  return await sql<SaidRow[]>`
    select * from (
      select id::float8 as id, body, created_at as at, author, user_id as "userId", state, reason from outbox
      where conversation_id = ${conversationId} and outbox.id > ${after} order by outbox.id desc limit ${limit}
    ) as newest order by id`;
}

/**
 * The two statements of a turn, each for many conversations at once: read what waits, and write everything that came
 * of it. Written by hand because round trips and the query builder's own work decide how many turns a machine can do.
 */
import type { Sql } from 'postgres';
import type { Language } from '../../src/engine/protocol.ts';
import { boolArray, bytesArray } from './arrays.ts';
import type { Queryable } from './queryable.ts';

/** A conversation with something to work. */
export interface WaitingConversation {
  readonly id: string;
  readonly channel: string;
  readonly dataKey: Buffer;
  readonly turn: number;
  readonly flow: string | null;
  readonly flowVersion: number | null;
  readonly state: Buffer | null;
  readonly language: Language;
  readonly listening: boolean;
}

/** A message or event that waits. Times in milliseconds since 1970. */
export interface WaitingRow {
  readonly id: number;
  readonly conversationId: string;
  readonly body: Buffer;
  readonly receivedAt: number;
  readonly dueAt: number;
  readonly attempts: number;
}

/** More than any person writes while one turn is worked; the rest is the next turn. */
const ROWS_A_TURN = 50;

/** Reads the conversations and what waits in them, oldest first, in one round trip. */
export async function readWaiting(
  sql: Sql,
  ids: readonly string[],
): Promise<{ conversations: WaitingConversation[]; rows: WaitingRow[] }> {
  const [conversations, rows] = await Promise.all([
    sql<WaitingConversation[]>`
      select id, channel, data_key as "dataKey", turn, flow, flow_version as "flowVersion", state, language, listening
      from conversations where id = any(${ids as string[]}::uuid[])`,
    sql<WaitingRow[]>`
      select i.id::float8 as id, i.conversation_id as "conversationId", i.body, i.attempts,
        extract(epoch from i.received_at)::float8 * 1000 as "receivedAt", extract(epoch from i.due_at)::float8 * 1000 as "dueAt"
      from unnest(${ids as string[]}::uuid[]) as wanted(id)
      cross join lateral (
        select * from inbox where conversation_id = wanted.id and done_at is null and parked_at is null
        order by inbox.id limit ${ROWS_A_TURN}
      ) as i order by i.id`,
  ]);
  return { conversations, rows };
}

/** Everything one turn writes. `done` are inbox rows, `said` are sealed messages in order. */
export interface TurnWrite {
  readonly conversationId: string;
  readonly turn: number;
  readonly flow: string;
  readonly flowVersion: number;
  readonly state: Buffer;
  readonly language: Language;
  readonly listening: boolean;
  readonly away: boolean;
  readonly done: readonly number[];
  readonly said: readonly Buffer[];
  readonly wait: Date | null;
}

/**
 * Writes turns in one statement and returns the conversations that were written. A conversation whose turn number is
 * no longer the one that was read is left out as a whole: somebody else worked it, and it has to be read again. Rows
 * are locked in the order of their ids, so that two processes never wait for each other.
 */
export async function writeTurns(sql: Queryable, turns: readonly TurnWrite[], now: Date): Promise<Set<string>> {
  const at = now.toISOString();
  const done = turns.flatMap((turn) => turn.done.map((row) => ({ row, id: turn.conversationId })));
  const said = turns.flatMap((turn) => turn.said.map((body) => ({ body, id: turn.conversationId })));
  const rows = await sql<{ id: string }[]>`
    with input as (
      select * from unnest(
        ${turns.map((turn) => turn.conversationId)}::uuid[], ${turns.map((turn) => turn.turn)}::int[], ${turns.map((turn) => turn.flow)}::text[],
        ${turns.map((turn) => turn.flowVersion)}::int[], ${bytesArray(
          sql,
          turns.map((turn) => turn.state),
        )}::bytea[],
        ${turns.map((turn) => turn.language)}::text[], ${boolArray(
          sql,
          turns.map((turn) => turn.listening),
        )}::bool[], ${boolArray(
          sql,
          turns.map((turn) => turn.away),
        )}::bool[],
        ${turns.map((turn) => turn.wait?.toISOString() ?? null)}::timestamptz[]
      ) as t(id, turn, flow, flow_version, state, language, listening, away, wait)
    ), locked as (
      select c.id from conversations c join input i on i.id = c.id and i.turn = c.turn order by c.id for update of c
    ), moved as (
      update conversations c set turn = c.turn + 1, flow = i.flow, flow_version = i.flow_version, state = i.state,
        language = i.language, listening = i.listening, away = i.away, last_turn_at = ${at}::timestamptz
      from input i join locked l on l.id = i.id where c.id = l.id and c.turn = i.turn
      returning c.id, c.channel, c.account, c.turn, i.wait
    ), finished as (
      update inbox set done_at = ${at}::timestamptz
      from unnest(${done.map((entry) => entry.row)}::bigint[], ${done.map((entry) => entry.id)}::uuid[]) as d(row, id)
      join moved m on m.id = d.id where inbox.id = d.row
    ), spoken as (
      insert into outbox (conversation_id, channel, account, author, body, created_at, due_at)
      select m.id, m.channel, m.account, 'bot', s.body, ${at}::timestamptz, ${at}::timestamptz
      from unnest(${said.map((entry) => entry.id)}::uuid[], ${bytesArray(
        sql,
        said.map((entry) => entry.body),
      )}::bytea[])
        with ordinality as s(id, body, position)
      join moved m on m.id = s.id order by s.position
    ), timed as (
      insert into timers (conversation_id, turn, due_at) select id, turn, wait from moved where wait is not null
      on conflict (conversation_id) do update set turn = excluded.turn, due_at = excluded.due_at
    )
    select id from moved`;
  return new Set(rows.map((row) => row.id));
}

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
  readonly away: boolean;
  /** When the person wrote last, in milliseconds since 1970. */
  readonly heardAt: number | null;
}

/** A message or event that waits. Times in milliseconds since 1970. */
export interface WaitingRow {
  readonly id: number;
  readonly conversationId: string;
  readonly kind: 'message' | 'event';
  readonly source: Buffer;
  readonly body: Buffer;
  readonly receivedAt: number;
  readonly dueAt: number;
  readonly attempts: number;
}

/** More than any person writes while one turn is worked; the rest is the next turn. */
const ROWS_A_TURN = 50;

/** Conversations of which something waits, and what waits in them. */
export interface Waiting {
  readonly conversations: readonly WaitingConversation[];
  readonly rows: readonly WaitingRow[];
}

/**
 * Reads the conversations and what waits in them, oldest first. One statement and so one moment: a row that another
 * process has just worked, beside the turn number that this gave, would be worked twice.
 */
export async function readWaiting(sql: Sql, ids: readonly string[]): Promise<Waiting> {
  const read = await sql<(Omit<WaitingRow, 'id'> & Omit<WaitingConversation, 'id'> & { row: number })[]>`
    select c.id as "conversationId", c.channel, c.data_key as "dataKey", c.turn, c.flow, c.flow_version as "flowVersion", c.state,
      c.language, c.listening, c.away, extract(epoch from c.heard_at)::float8 * 1000 as "heardAt", i.id::float8 as row, i.kind, i.source_hash as source, i.body, i.attempts,
      extract(epoch from i.received_at)::float8 * 1000 as "receivedAt", extract(epoch from i.due_at)::float8 * 1000 as "dueAt"
    from unnest(${ids as string[]}::uuid[]) as wanted(id)
    join conversations c on c.id = wanted.id
    cross join lateral (
      select * from inbox where conversation_id = c.id and done_at is null and parked_at is null
      order by inbox.id limit ${ROWS_A_TURN}
    ) as i order by i.id`;
  const conversations = new Map(read.map((entry) => [entry.conversationId, { ...entry, id: entry.conversationId }]));
  return { conversations: [...conversations.values()], rows: read.map((entry) => ({ ...entry, id: entry.row })) };
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
  /** Whether the person wrote something that is worked in it. */
  readonly heard: boolean;
  readonly done: readonly number[];
  readonly said: readonly Buffer[];
  readonly wait: { readonly at: Date; readonly anyway: boolean } | null;
}

/**
 * Writes turns in one statement and returns the conversations that were written. A conversation whose turn number is
 * no longer the one that was read is left out as a whole: somebody else worked it, and it has to be read again. Rows
 * are locked in the order of their ids, so that two processes never wait for each other. Who went away is sent nothing
 * that was said before; who could not be written to and writes again is sent what an associate wrote meanwhile.
 */
export async function writeTurns(sql: Queryable, turns: readonly TurnWrite[], now: Date): Promise<Set<string>> {
  const at = now.toISOString();
  const done = turns.flatMap((turn) => turn.done.map((row) => ({ row, id: turn.conversationId })));
  const said = turns.flatMap((turn) => turn.said.map((body) => ({ body, id: turn.conversationId })));
  const each = <Value>(pick: (turn: TurnWrite) => Value): Value[] => turns.map(pick);
  const states = bytesArray(
    sql,
    each((turn) => turn.state),
  );
  const listening = boolArray(
    sql,
    each((turn) => turn.listening),
  );
  const away = boolArray(
    sql,
    each((turn) => turn.away),
  );
  const anyway = boolArray(
    sql,
    each((turn) => turn.wait?.anyway ?? false),
  );
  const heard = boolArray(
    sql,
    each((turn) => turn.heard),
  );
  const bodies = bytesArray(
    sql,
    said.map((entry) => entry.body),
  );
  const rows = await sql<{ id: string }[]>`
    with input as (
      select * from unnest(
        ${each((turn) => turn.conversationId)}::uuid[], ${each((turn) => turn.turn)}::int[], ${each((turn) => turn.flow)}::text[],
        ${each((turn) => turn.flowVersion)}::int[], ${states}::bytea[], ${each((turn) => turn.language)}::text[],
        ${listening}::bool[], ${away}::bool[], ${each((turn) => turn.wait?.at.toISOString() ?? null)}::timestamptz[], ${anyway}::bool[],
        ${heard}::bool[]
      ) as t(id, turn, flow, flow_version, state, language, listening, away, wait, anyway, heard)
    ), locked as (
      select c.id, c.unreachable_at from conversations c join input i on i.id = c.id and i.turn = c.turn order by c.id for no key update of c
    ), moved as (
      update conversations c set turn = c.turn + 1, flow = i.flow, flow_version = i.flow_version, state = i.state,
        language = i.language, listening = i.listening, away = i.away,
        erased_at = case when i.heard then null else c.erased_at end,
        heard_at = case when i.heard then ${at}::timestamptz else c.heard_at end,
        unreachable_at = case when i.heard then null else c.unreachable_at end, last_turn_at = ${at}::timestamptz
      from input i join locked l on l.id = i.id where c.id = l.id and c.turn = i.turn
      returning c.id, c.channel, c.account, c.turn, c.away, i.wait, i.anyway, i.heard and l.unreachable_at is not null as back
    ), finished as (
      update inbox set done_at = ${at}::timestamptz
      from unnest(${done.map((entry) => entry.row)}::bigint[], ${done.map((entry) => entry.id)}::uuid[]) as d(row, id)
      join moved m on m.id = d.id where inbox.id = d.row
    ), hushed as (
      update outbox o set state = 'failed', reason = 'withdrawn'
      from moved m where m.away and o.conversation_id = m.id and o.state in ('waiting', 'unknown')
    ), revived as (
      update outbox o set state = 'waiting', reason = null, due_at = ${at}::timestamptz
      from moved m where m.back and not m.away and o.conversation_id = m.id and o.author = 'associate' and o.state = 'failed'
        and o.reason = 'blocked' and o.created_at > ${at}::timestamptz - interval '7 days'
    ), spoken as (
      insert into outbox (conversation_id, channel, account, author, body, created_at, due_at)
      select m.id, m.channel, m.account, 'bot', s.body, ${at}::timestamptz, ${at}::timestamptz
      from unnest(${said.map((entry) => entry.id)}::uuid[], ${bodies}::bytea[]) with ordinality as s(id, body, position)
      join moved m on m.id = s.id order by s.position
    ), timed as (
      insert into timers (conversation_id, turn, due_at) select id, case when not anyway then turn end, wait from moved
      where wait is not null
      on conflict (conversation_id) do update set turn = excluded.turn, due_at = excluded.due_at
    )
    select id from moved`;
  return new Set(rows.map((row) => row.id));
}

/** How each channel account stands, and what it remembers: written by the process that owns it, read by every desk. */
import type { ChannelName, LineState, Trouble } from '../../src/channels/channel.ts';
import type { Queryable } from './queryable.ts';

/** How an account stands at `at`. `code` is sealed; null when there is nothing to scan. */
interface LineNow {
  readonly channel: string;
  readonly account: string;
  readonly state: LineState;
  readonly trouble: Trouble | null;
  readonly code: Buffer | null;
  readonly at: Date;
}

interface LineRow {
  readonly channel: string;
  readonly account: string;
  readonly state: LineState;
  readonly trouble: Trouble | null;
  /** Sealed. */
  readonly code: Buffer | null;
  readonly since: string;
  readonly seenAt: string;
}

/** Writes how an account stands. `since` moves only when its state or trouble changes; true when it does, or is new. */
export async function writeLine(sql: Queryable, line: LineNow): Promise<boolean> {
  const at = line.at.toISOString();
  const rows = await sql<{ changed: boolean }[]>`
    insert into lines as l (channel, account, state, trouble, code, since, seen_at)
    values (${line.channel}, ${line.account}, ${line.state}, ${line.trouble}, ${line.code}, ${at}, ${at})
    on conflict (channel, account) do update set
      state = excluded.state, trouble = excluded.trouble, code = excluded.code, seen_at = excluded.seen_at,
      since = case when (l.state, l.trouble) is distinct from (excluded.state, excluded.trouble)
        then excluded.since else l.since end
    returning since = ${at}::timestamptz as changed`;
  return rows[0]?.changed ?? false;
}

/** Every account that ever ran, by channel. */
export async function readLines(sql: Queryable): Promise<LineRow[]> {
  return await sql<LineRow[]>`
    select channel, account, state, trouble, code, since, seen_at as "seenAt" from lines order by channel, account`;
}

/**
 * Channels that do not work at this moment, although they did within a day: no account of theirs is ready, or no process has said
 * so since `before`. `absent`: that nobody says anything is all that is wrong.
 */
export async function failedLines(sql: Queryable, before: Date, now: Date): Promise<{ channel: ChannelName; absent: boolean }[]> {
  return await sql<{ channel: ChannelName; absent: boolean }[]>`
    select channel, bool_and(seen_at <= ${before.toISOString()}) as absent from lines
    where seen_at > ${now.toISOString()}::timestamptz - interval '1 day' and state <> 'starting' and (state <> 'linking' or memory is not null)
    group by channel
    having not bool_or(state = 'ready' and seen_at > ${before.toISOString()})
    order by channel`;
}

/** What an account remembers, sealed; undefined when that is nothing. */
export async function readMemory(sql: Queryable, channel: string, account: string): Promise<Buffer | undefined> {
  const rows = await sql<{ memory: Buffer | null }[]>`
    select memory from lines where channel = ${channel} and account = ${account}`;
  return rows[0]?.memory ?? undefined;
}

/** Keeps what an account remembers, sealed, and leaves alone how it stands. */
export async function writeMemory(sql: Queryable, channel: string, account: string, memory: Buffer, at: Date): Promise<void> {
  const now = at.toISOString();
  await sql`
    insert into lines (channel, account, state, since, seen_at, memory)
    values (${channel}, ${account}, 'starting', ${now}, ${now}, ${memory})
    on conflict (channel, account) do update set memory = excluded.memory`;
}

/** Finding and making conversations. */
import type { Sql } from 'postgres';
import { bytesArray } from './arrays.ts';

/** Where a conversation takes place, as far as the database may know. */
export interface Place {
  readonly channel: string;
  readonly account: string;
  readonly addressHash: Buffer;
}

export interface KeyRow {
  readonly id: string;
  readonly dataKey: Buffer;
}

export async function findByAddress(sql: Sql, place: Place): Promise<KeyRow | undefined> {
  const rows = await sql<KeyRow[]>`
    select id, data_key as "dataKey" from conversations
    where channel = ${place.channel} and account = ${place.account} and address_hash = ${place.addressHash}`;
  return rows[0];
}

/** The conversation that is known under an address besides its own. */
export async function findByOtherAddress(sql: Sql, place: Place): Promise<KeyRow | undefined> {
  const rows = await sql<KeyRow[]>`
    select c.id, c.data_key as "dataKey" from addresses a join conversations c on c.id = a.conversation_id
    where a.channel = ${place.channel} and a.account = ${place.account} and a.address_hash = ${place.addressHash}`;
  return rows[0];
}

/** Notes other addresses of a conversation's chat; those that are known stay with the conversation they have. */
export async function noteAddresses(sql: Sql, id: string, places: readonly Place[]): Promise<void> {
  const hashes = places.map(({ addressHash }) => addressHash);
  await sql`
    insert into addresses (channel, account, address_hash, conversation_id)
    select p.channel, p.account, p.hash, ${id}
    from unnest(
      ${places.map(({ channel }) => channel)}::text[], ${places.map(({ account }) => account)}::text[], ${bytesArray(sql, hashes)}::bytea[]
    ) as p(channel, account, hash)
    on conflict do nothing`;
}

/** From now on the chat is written to at this address, sealed. */
export async function moveAddress(sql: Sql, id: string, address: Buffer): Promise<void> {
  await sql`update conversations set address = ${address} where id = ${id}`;
}

/** Notes that the platform takes nothing for a chat any more, or that it does again. What waits for a chat that is gone is given up. */
export async function noteReachable(sql: Sql, id: string, reachable: boolean, at: Date): Promise<void> {
  const now = at.toISOString();
  await sql`
    with found as (
      update conversations set unreachable_at = ${reachable ? null : now} where id = ${id} returning id, away
    ), revived as (
      update outbox o set state = 'waiting', reason = null, due_at = ${now}::timestamptz from found
      where ${reachable} and not found.away and o.conversation_id = found.id and o.author = 'associate' and o.state = 'failed'
        and o.reason = 'blocked' and o.created_at > ${now}::timestamptz - interval '7 days'
    )
    update outbox o set state = 'failed', reason = 'blocked' from found
    where not ${reachable} and o.conversation_id = found.id and o.state in ('waiting', 'unknown')`;
}

/**
 * The chat is at another place now, and the one it left is nobody's any more. When the person wrote from there already, the older
 * conversation is found under no address: `nowhere` is a hash that no address has.
 */
export async function moveConversation(
  sql: Sql,
  id: string,
  { left, place, nowhere, address }: { left: Place; place: Place; nowhere: Buffer; address: Buffer },
): Promise<void> {
  await sql`
    with forgotten as (
      delete from addresses where channel = ${left.channel} and account = ${left.account} and address_hash = ${left.addressHash}
    )
    update conversations set address = ${address}, address_hash = case when exists (
      select 1 from conversations where channel = ${place.channel} and account = ${place.account} and address_hash = ${place.addressHash}
    ) then ${nowhere}::bytea else ${place.addressHash}::bytea end
    where id = ${id}`;
}

export async function findKey(sql: Sql, id: string): Promise<Buffer | undefined> {
  const rows = await sql<{ dataKey: Buffer }[]>`select data_key as "dataKey" from conversations where id = ${id}`;
  return rows[0]?.dataKey;
}

/** Inserts a conversation unless another process was quicker; returns the one that is there. */
export async function createConversation(
  sql: Sql,
  place: Place,
  fresh: { id: string; address: Buffer; dataKey: Buffer; at: Date },
): Promise<KeyRow> {
  const at = fresh.at.toISOString();
  await sql`
    insert into conversations (id, channel, account, address_hash, address, data_key, started_at, last_turn_at)
    values (${fresh.id}, ${place.channel}, ${place.account}, ${place.addressHash}, ${fresh.address}, ${fresh.dataKey}, ${at}, ${at})
    on conflict (channel, account, address_hash) do nothing`;
  const row = await findByAddress(sql, place);
  if (!row) throw new Error('a conversation vanished while it was being made');
  return row;
}

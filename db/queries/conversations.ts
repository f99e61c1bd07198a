/** Finding and making conversations. */
import type { Sql } from 'postgres';

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

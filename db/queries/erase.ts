/** Deleting conversations. Everything that belongs to one goes with it by foreign key. */
import type { Transaction } from '../client.ts';
import type { Queryable } from './queryable.ts';

interface Farewell {
  readonly from: string;
  readonly to: string;
  readonly dataKey: Buffer;
  readonly now: Date;
}

type Reseal = (place: 'address' | 'outbox', sealed: Buffer) => Buffer;

/** Deletes conversation `from` and leaves `to`: its address and the messages of its last turn, under a new key. */
export async function moveFarewell(tx: Transaction, farewell: Farewell, reseal: Reseal): Promise<void> {
  const at = farewell.now.toISOString();
  const [old] = await tx.sql<{ channel: string; account: string; addressHash: Buffer; address: Buffer; language: string }[]>`
    select channel, account, address_hash as "addressHash", address, language from conversations where id = ${farewell.from} for update`;
  if (!old) return;
  const last = await tx.sql<{ body: Buffer }[]>`
    select body from outbox where conversation_id = ${farewell.from} and author = 'bot' and created_at = ${at}::timestamptz order by id`;
  await tx.sql`delete from conversations where id = ${farewell.from}`;
  await tx.sql`
    insert into conversations (id, channel, account, address_hash, address, data_key, language, started_at, last_turn_at, erased_at)
    values (${farewell.to}, ${old.channel}, ${old.account}, ${old.addressHash}, ${reseal('address', old.address)}, ${farewell.dataKey},
      ${old.language}, ${at}, ${at}, ${at})`;
  for (const { body } of last) {
    await tx.sql`
      insert into outbox (conversation_id, channel, account, author, body, created_at, due_at)
      values (${farewell.to}, ${old.channel}, ${old.account}, 'bot', ${reseal('outbox', body)}, ${at}, ${at})`;
  }
}

/** Deletes what was left of erased conversations, once the farewell had time to be read, unless the person has come back since. */
export async function deleteErased(sql: Queryable, before: Date): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    delete from conversations c where erased_at < ${before.toISOString()}
      and not exists (select 1 from inbox where conversation_id = c.id and kind = 'message')
    returning c.id`;
  return rows.map((row) => row.id);
}

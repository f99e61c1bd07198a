/** Where associates are called: groups on Telegram and browsers. */
import type { Transaction } from '../client.ts';
import type { Queryable } from './queryable.ts';

/** A linked group as an admin sees it. `linkedBy` is null when that account is gone. */
export interface GroupRow {
  readonly id: string;
  readonly linkedAt: string;
  readonly linkedBy: string | null;
}

/** The linked groups, oldest first. */
export async function linkedGroups(sql: Queryable): Promise<GroupRow[]> {
  return await sql<GroupRow[]>`
    select g.id, g.linked_at as "linkedAt", u.name as "linkedBy"
    from oncall_groups g left join users u on u.id = g.created_by
    where g.address is not null order by g.linked_at, g.id`;
}

interface NewCode {
  readonly id: string;
  readonly codeHash: Buffer;
  readonly userId: string;
  readonly now: Date;
  readonly expiresAt: Date;
}

/** Keeps a new code; the one that was shown before does not work any more. */
export async function insertCode({ sql }: Transaction, { id, codeHash, userId, now, expiresAt }: NewCode): Promise<void> {
  await sql`delete from oncall_groups where address is null`;
  await sql`
    insert into oncall_groups (id, code_hash, code_expires_at, created_by, created_at)
    values (${id}, ${codeHash}, ${expiresAt.toISOString()}, ${userId}, ${now.toISOString()})`;
}

interface GroupAddress {
  readonly address: Buffer;
  readonly addressHash: Buffer;
}

/** Uses a code up for the group that `seal` gives the address of. False when there is no such code, or it is too old. */
export async function useCode(
  tx: Transaction,
  codeHash: Buffer,
  now: Date,
  seal: (id: string) => GroupAddress,
): Promise<boolean> {
  const rows = await tx.sql<{ id: string }[]>`
    select id from oncall_groups where code_hash = ${codeHash} and code_expires_at > ${now.toISOString()} for update`;
  const id = rows[0]?.id;
  if (id === undefined) return false;
  await setAddress(tx, id, seal(id));
  await tx.sql`
    update oncall_groups set linked_at = ${now.toISOString()}, code_hash = null, code_expires_at = null where id = ${id}`;
  return true;
}

/** Gives a group its address. One that had the same address is the same group, linked before. */
export async function setAddress({ sql }: Transaction, id: string, { address, addressHash }: GroupAddress): Promise<void> {
  await sql`delete from oncall_groups where address_hash = ${addressHash} and id <> ${id}`;
  await sql`update oncall_groups set address = ${address}, address_hash = ${addressHash} where id = ${id}`;
}

/** Unlinks a group. False when there is no such group. */
export async function deleteGroup(sql: Queryable, id: string): Promise<boolean> {
  const { count } = await sql`delete from oncall_groups where id = ${id} and address is not null`;
  return count === 1;
}

/** Unlinks a group that cannot be written to any more, and says so at the desk. */
export async function loseGroup({ sql }: Transaction, id: string, now: Date): Promise<void> {
  const { count } = await sql`delete from oncall_groups where id = ${id}`;
  if (count === 1) await sql`insert into alerts (kind, created_at) values ('group_lost', ${now.toISOString()})`;
}

interface NewSubscription {
  readonly id: string;
  readonly userId: string;
  readonly endpointHash: Buffer;
  readonly seal: (id: string) => Buffer;
  readonly now: Date;
}

/** Keeps a browser, or what is new about it; of each person's only the newest `limit`. */
export async function keepSubscription({ sql }: Transaction, made: NewSubscription, limit: number): Promise<void> {
  const { userId, endpointHash, now } = made;
  const known = await sql<{ id: string }[]>`select id from push_subscriptions where endpoint_hash = ${endpointHash} for update`;
  const id = known[0]?.id ?? made.id;
  await sql`
    insert into push_subscriptions (id, user_id, endpoint_hash, body, created_at)
    values (${id}, ${userId}, ${endpointHash}, ${made.seal(id)}, ${now.toISOString()})
    on conflict (id) do update set user_id = excluded.user_id, body = excluded.body`;
  await sql`
    delete from push_subscriptions where user_id = ${userId} and id in (
      select id from push_subscriptions where user_id = ${userId} order by created_at desc, id offset ${limit})`;
}

/** A browser of this person, by the hash of its address. */
export async function subscriptionOf(
  sql: Queryable,
  userId: string,
  endpointHash: Buffer,
): Promise<{ id: string; body: Buffer } | undefined> {
  const rows = await sql<{ id: string; body: Buffer }[]>`
    select id, body from push_subscriptions where user_id = ${userId} and endpoint_hash = ${endpointHash}`;
  return rows[0];
}

/** Forgets a browser of this person. */
export async function dropSubscription(sql: Queryable, userId: string, endpointHash: Buffer): Promise<void> {
  await sql`delete from push_subscriptions where user_id = ${userId} and endpoint_hash = ${endpointHash}`;
}

/** Forgets a browser that its push service does not know any more. */
export async function loseSubscription(sql: Queryable, id: string): Promise<void> {
  await sql`delete from push_subscriptions where id = ${id}`;
}

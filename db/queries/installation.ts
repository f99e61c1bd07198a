/** The one row that tells whether the master key is the one this database was begun with. */
import type { Sql } from 'postgres';

/** Stores `check` when the database is new; returns what it was begun with. */
export async function keyCheck(sql: Sql, check: Buffer): Promise<Buffer> {
  await sql`insert into installation (id, key_check) values (1, ${check}) on conflict (id) do nothing`;
  const [row] = await sql<{ keyCheck: Buffer }[]>`select key_check as "keyCheck" from installation where id = 1`;
  return row?.keyCheck ?? check;
}

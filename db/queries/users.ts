/** The people who answer. Log-ins and sessions are better-auth's; these are the desk's own questions. */
import type { Queryable } from './queryable.ts';

/** The names of users by id; ids that are gone are left out. */
export async function namesOf(sql: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<{ id: string; name: string }[]>`select id, name from users where id = any(${[...ids]}::text[])`;
  return new Map(rows.map((row) => [row.id, row.name]));
}

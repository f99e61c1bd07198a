/** Brings a database to the newest schema. Migrations are numbered, forward only and never edited after release. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as run } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import type { Database } from './client.ts';

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url));

/** Any number that nothing else uses: processes that start together migrate one after the other. */
const LOCK = 7_263_001;

/** Runs the migrations that are missing. */
export async function migrate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    await run(drizzle(sql), { migrationsFolder: FOLDER });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** How many migrations this build has that the database has not. */
export async function missingMigrations(database: Database): Promise<number> {
  const journal = JSON.parse(readFileSync(`${FOLDER}/meta/_journal.json`, 'utf8')) as { entries: unknown[] };
  const [table] = await database.sql<
    { there: boolean }[]
  >`select to_regclass('drizzle.__drizzle_migrations') is not null as there`;
  if (!table?.there) return journal.entries.length;
  const [row] = await database.sql<{ count: number }[]>`select count(*)::int as count from drizzle.__drizzle_migrations`;
  return journal.entries.length - (row?.count ?? 0);
}

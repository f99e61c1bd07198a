import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { connect, type Database } from '../../db/client.ts';

/** A database of its own for the calling test file, cloned from the migrated template; gone when the file is done. */
export async function createDatabase(): Promise<{ url: string; database: Database }> {
  const template = new URL(inject('templateUrl'));
  const admin = new URL(template);
  admin.pathname = '/postgres';
  const name = `test_${randomBytes(6).toString('hex')}`;
  const sql = postgres(admin.href, { max: 1, onnotice: () => {} });
  await sql`create database ${sql(name)} template ${sql(template.pathname.slice(1))}`;
  const url = new URL(template);
  url.pathname = `/${name}`;
  const database = connect(url.href, 8);
  afterAll(async () => {
    await database.close();
    await sql`drop database if exists ${sql(name)} with (force)`;
    await sql.end();
  });
  return { url: url.href, database };
}

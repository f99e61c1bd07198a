/** A database as an older version left it, to be brought up to date by a test. */

import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';

const MIGRATIONS = join(import.meta.dirname, '../../db/migrations');

interface Journal {
  readonly entries: readonly { readonly tag: string }[];
}

/** The address of a new database that has the migrations up to the one whose tag begins with `last`, such as `0002`. */
export async function databaseAt(last: string): Promise<string> {
  const url = new URL(inject('templateUrl'));
  url.pathname = '/postgres';
  const admin = postgres(url.href, { max: 1, onnotice: () => {} });
  const name = `test_${randomBytes(6).toString('hex')}`;
  await admin`create database ${admin(name)}`;
  afterAll(async () => {
    await admin`drop database if exists ${admin(name)} with (force)`;
    await admin.end();
  });
  url.pathname = `/${name}`;
  const folder = mkdtempSync(join(tmpdir(), 'amaan-migrations-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const journal = join(folder, 'meta/_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as Journal;
  const upTo = entries.findIndex(({ tag }) => tag.startsWith(last));
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, upTo + 1) }));
  const sql = postgres(url.href, { max: 1, onnotice: () => {} });
  await migrate(drizzle(sql), { migrationsFolder: folder });
  await sql.end();
  rmSync(folder, { recursive: true });
  return url.href;
}

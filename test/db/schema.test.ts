import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDatabase } from '../support/database.ts';

/** The schema as the database itself tells it, so that every change to it shows in a review. */
test('the schema is the one in schema.sql', async () => {
  const { database } = await createDatabase();
  const columns = await database.sql<{ table: string; line: string }[]>`
    select table_name as table, '  ' || column_name || ' ' || coalesce(nullif(data_type, 'ARRAY'), udt_name)
      || case when is_nullable = 'NO' then ' not null' else '' end
      || coalesce(' default ' || column_default, '') || case when is_identity = 'YES' then ' identity' else '' end as line
    from information_schema.columns where table_schema = 'public' order by table_name, ordinal_position`;
  const constraints = await database.sql<{ table: string; line: string }[]>`
    select conrelid::regclass::text as table, '  constraint ' || conname || ' ' || pg_get_constraintdef(oid) as line
    from pg_constraint where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f') order by 1, conname`;
  const indexes = await database.sql<{ line: string }[]>`
    select indexdef || ';' as line from pg_indexes i where schemaname = 'public'
      and not exists (select 1 from pg_constraint c where c.conname = i.indexname) order by indexname`;
  const tables = [...Map.groupBy([...columns, ...constraints], (row) => row.table)].map(
    ([table, rows]) => `create table ${table} (\n${rows.map((row) => row.line).join(',\n')}\n);`,
  );
  const dump = [...tables, ...indexes.map((row) => row.line)].join('\n\n');
  await expect(`${dump}\n`).toMatchFileSnapshot(join(import.meta.dirname, 'schema.sql'));
});

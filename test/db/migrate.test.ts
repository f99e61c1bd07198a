import { expect, test } from 'vitest';
import { missingMigrations } from '../../db/migrate.ts';
import { createDatabase } from '../support/database.ts';

test('a database cloned from the template has every migration', async () => {
  const { database } = await createDatabase();
  expect(await missingMigrations(database)).toBe(0);
});

import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { connect } from '../../db/client.ts';
import { migrate, missingMigrations } from '../../db/migrate.ts';
import { readMedia } from '../../src/desk/media.ts';
import { sealBytes, sealJson } from '../../src/privacy/keyring.ts';
import { createParts } from '../support/seed.ts';
import { ogg } from '../support/sounds.ts';
import { databaseAt } from '../support/upgrading.ts';

const url = await databaseAt('0002');
const database = connect(url, 4);
afterAll(() => database.close());
const parts = await createParts(database);
const overseer = { id: randomUUID(), name: 'A supervisor', role: 'supervisor' } as const;

/** A conversation with one message that is a voice, as version 0002 wrote it. Gives its id and the message's row. */
async function spoken(file: object): Promise<{ id: string; key: Buffer; row: number }> {
  const { sql } = database;
  const id = randomUUID();
  const { key, wrapped } = parts.keyring.create(id);
  await sql`
    insert into conversations (id, channel, account, address_hash, address, data_key)
    values (${id}, 'web', 'web', ${parts.keyring.hash('address', id)}, ${sealJson(key, 'address', id, id)}, ${wrapped})`;
  const body = sealJson(key, 'inbox', id, { content: { kind: 'attachment', media: 'voice', file } });
  const [inserted] = await sql<{ row: number }[]>`
    insert into inbox (conversation_id, source_hash, kind, body)
    values (${id}, ${parts.keyring.hash('message', id)}, 'message', ${body}) returning id::float8 as row`;
  return { id, key, row: inserted?.row ?? 0 };
}

test('a voice message that was kept whole plays on after the database was brought up to date', async () => {
  const file = randomUUID();
  const sound = Buffer.concat([ogg('what she said'), Buffer.alloc(100_000, 7)]);
  const { id, key, row } = await spoken({ at: 'store', id: file, type: 'audio/ogg', seconds: 4 });
  await database.sql`
    insert into media (id, conversation_id, body, size)
    values (${file}, ${id}, ${sealBytes(key, 'media', `${id}/${file}`, sound)}, ${sound.length})`;
  expect(await missingMigrations(database)).toBeGreaterThan(0);

  await migrate(url);

  expect(await missingMigrations(database)).toBe(0);
  const heard = await readMedia({ ...parts, channels: [] }, overseer, id, `in-${row}`);
  expect(heard).toEqual({ bytes: sound, type: 'audio/ogg', use: 'play' });
});

import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { deleteOld } from '../../db/queries/retention.ts';
import { createStage, type Stage } from '../support/stage.ts';

const DAY = 86_400_000;

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
  return () => stage.close();
});

async function count(): Promise<number> {
  const [row] = await stage.foundation.database.sql<{ count: number }[]>`select count(*)::int as count from conversations`;
  return row?.count ?? 0;
}

test('a conversation goes 90 days after its last sign of life, unless somebody waits in it', async () => {
  const { database, clock } = stage.foundation;
  await stage.send(randomUUID(), { kind: 'text', text: 'hello' });
  await stage.send(randomUUID(), { kind: 'text', text: 'hello' }, { kind: 'text', text: '0' });
  expect(await count()).toBe(2);

  await stage.pass(89 * DAY);
  expect(await deleteOld(database.sql, new Date(clock().getTime() - 90 * DAY))).toEqual([]);
  await stage.pass(2 * DAY);
  expect(await deleteOld(database.sql, new Date(clock().getTime() - 90 * DAY))).toHaveLength(1);

  const [left] = await database.sql<{ state: string }[]>`
    select h.state from conversations c join handoffs h on h.conversation_id = c.id`;
  expect(left?.state).toBe('waiting');
});

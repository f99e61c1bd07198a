import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { deleteOld } from '../../db/queries/retention.ts';
import { createReceiver } from '../../src/conversation/receive.ts';
import { ogg } from '../support/sounds.ts';
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

test('a voice message goes with its conversation', async () => {
  const { database, clock } = stage.foundation;
  const told = { id: randomUUID(), address: randomUUID(), bytes: ogg(), type: 'audio/ogg', seconds: 3 };
  // Nobody is woken: whenever its turn came, the days would be counted from there.
  const receiver = createReceiver({ ...stage.foundation, wake: () => {} });
  await receiver.recording({ name: 'terminal', account: 'stage' }, told);
  await stage.pass(89 * DAY);
  await deleteOld(database.sql, new Date(clock().getTime() - 90 * DAY));
  expect(await database.sql`select 1 from media`).toHaveLength(1);
  await stage.pass(2 * DAY);
  await deleteOld(database.sql, new Date(clock().getTime() - 90 * DAY));
  expect(await database.sql`select 1 from media`).toHaveLength(0);
});

import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Content } from '../../src/channels/channel.ts';
import { claimNext, close } from '../../src/desk/claims.ts';
import { readQueue } from '../../src/desk/queue.ts';
import { createStage, type Stage } from '../support/stage.ts';

const VIEWER = { id: 'associate', name: 'Associate', role: 'associate' } as const;
const text = (words: string): Content => ({ kind: 'text', text: words });

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
  return () => stage.close();
});

async function handoffOf(conversationId: string): Promise<string> {
  const [row] = await stage.foundation.database.sql<{ id: string }[]>`
    select id from handoffs where conversation_id = ${conversationId} and state = 'claimed'`;
  return row?.id ?? '';
}

test('somebody who had everything deleted and comes back in danger stands in the queue like everybody else', async () => {
  const address = randomUUID();
  for (const words of ['can you help me', 'delete my data', '1']) await stage.send(address, text(words));
  await stage.send(address, text('he says he will kill me tonight'));
  const { waiting } = await readQueue(stage.foundation, VIEWER);
  expect(waiting.map(({ urgency }) => urgency)).toEqual(['emergency']);
  const conversationId = await claimNext(stage.foundation, VIEWER);
  await close(stage.foundation, VIEWER, await handoffOf(conversationId), 'test');
  await stage.settle();
});

test('a case that was closed is open again when its complainant is back in line, and its next closing counts', async () => {
  const { database } = stage.foundation;
  const address = randomUUID();
  for (const words of ['can you help me', '0']) await stage.send(address, text(words));
  const conversationId = await claimNext(stage.foundation, VIEWER);
  await close(stage.foundation, VIEWER, await handoffOf(conversationId), 'advised');
  await stage.settle();
  for (const words of ['skip', 'skip', 'skip', 'it happened again', '1']) await stage.send(address, text(words));
  const open = await database.sql`select 1 from cases where conversation_id = ${conversationId} and closed_at is null`;
  expect(open).toHaveLength(1);

  await claimNext(stage.foundation, VIEWER);
  await close(stage.foundation, VIEWER, await handoffOf(conversationId), 'resolved');
  const [closed] = await database.sql<{ outcome: string }[]>`select outcome from cases where conversation_id = ${conversationId}`;
  expect(closed?.outcome).toBe('resolved');
});

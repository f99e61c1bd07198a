import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Worker } from '../../src/conversation/worker.ts';
import { openJson } from '../../src/privacy/keyring.ts';
import { Vault } from '../../src/privacy/vault.ts';
import type { Foundation } from '../../src/wiring/foundation.ts';
import { createInbox, createWorker } from '../../src/wiring/turns.ts';
import { createFoundation } from '../support/stage.ts';

const CHANNEL = { name: 'terminal', account: 'two' };

/** Two processes on one database: what they share is the rows and the keys, not what they remember. */
let foundation: Foundation;
let processes: readonly { worker: Worker; receive: (address: string, text: string) => Promise<string> }[];

beforeAll(async () => {
  foundation = await createFoundation(() => new Date());
  processes = [1, 2].map(() => {
    const own = { ...foundation, vault: new Vault(foundation) };
    const worker = createWorker(own);
    const inbox = createInbox(own, worker);
    return {
      worker,
      receive: (address, text) => inbox.message(CHANNEL, { id: randomUUID(), address, content: { kind: 'text', text } }),
    };
  });
});

afterAll(async () => {
  await Promise.all(processes.map(({ worker }) => worker.stop()));
  await foundation.close();
});

/** Sends one message through each process at the same moment, and waits until neither has anything left to do. */
async function sendBoth(address: string, texts: readonly string[]): Promise<string> {
  const ids = await Promise.all(processes.map(({ receive }, index) => receive(address, texts[index] ?? '')));
  await Promise.all(processes.map(({ worker }) => worker.settled()));
  const [id = ''] = ids;
  expect(ids).toEqual([id, id]);
  return id;
}

async function storyOf(id: string): Promise<string> {
  const [row] = await foundation.database.sql<{ state: Buffer }[]>`select state from conversations where id = ${id}`;
  const key = await foundation.vault.keyOf(id);
  const { context } = openJson<{ context: { answers: { story?: string } } }>(key, 'state', id, row?.state ?? Buffer.alloc(0));
  return context.answers.story ?? '';
}

test('two messages of one person at the same moment through two processes are both worked, 200 times', async () => {
  const together: number[] = [];
  for (let time = 0; time < 200; time += 1) {
    const texts = [`the first message of pair ${time} tells this`, `and the second message of pair ${time} tells that`];
    const id = await sendBoth(randomUUID(), texts);
    const story = await storyOf(id);
    expect(story.split('\n').toSorted()).toEqual(texts.toSorted());
    const rows = await foundation.database.sql<{ waiting: boolean }[]>`
      select done_at is null as waiting from inbox where conversation_id = ${id}`;
    expect(rows.map(({ waiting }) => waiting)).toEqual([false, false]);
    const [{ turn = 0 } = {}] = await foundation.database.sql<{ turn: number }[]>`
      select turn from conversations where id = ${id}`;
    together.push(turn);
  }
  // Both ways of meeting happened: worked in one turn, and one after the other.
  expect(new Set(together)).toEqual(new Set([1, 2]));
});

test('the same message through two processes at the same moment is worked once, 200 times', async () => {
  for (let time = 0; time < 200; time += 1) {
    const address = randomUUID();
    const id = randomUUID();
    const inboxes = processes.map(({ worker }) => createInbox(foundation, worker));
    const [conversation = ''] = await Promise.all(
      inboxes.map((inbox) =>
        inbox.message(CHANNEL, { id, address, content: { kind: 'text', text: 'somebody wrote to my friends in my name' } }),
      ),
    );
    await Promise.all(processes.map(({ worker }) => worker.settled()));
    const story = await storyOf(conversation);
    expect(story).toBe('somebody wrote to my friends in my name');
  }
});

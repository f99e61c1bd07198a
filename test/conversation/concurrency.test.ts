import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Worker } from '../../src/conversation/worker.ts';
import { openJson } from '../../src/privacy/keyring.ts';
import { Vault } from '../../src/privacy/vault.ts';
import type { Foundation } from '../../src/wiring/foundation.ts';
import { createInbox, createWorker } from '../../src/wiring/turns.ts';
import { createFoundation } from '../support/stage.ts';

const CHANNEL = { name: 'terminal', account: 'two' };

interface Message {
  readonly id: string;
  readonly text: string;
}

/** Two processes on one database: what they share is the rows and the keys, not what they remember. */
let foundation: Foundation;
let processes: readonly { worker: Worker; receive: (address: string, message: Message) => Promise<string> }[];

beforeAll(async () => {
  foundation = await createFoundation(() => new Date());
  processes = [1, 2].map(() => {
    const own = { ...foundation, vault: new Vault(foundation) };
    const worker = createWorker(own);
    const inbox = createInbox(own, worker);
    return {
      worker,
      receive: (address, { id, text }) => inbox.message(CHANNEL, { id, address, content: { kind: 'text', text } }),
    };
  });
});

afterAll(async () => {
  await Promise.all(processes.map(({ worker }) => worker.stop()));
  await foundation.close();
});

/** Sends one message through each process at the same moment, and waits until neither has anything left to do. */
async function sendBoth(address: string, messages: readonly [Message, Message]): Promise<string> {
  const ids = await Promise.all(processes.map(({ receive }, index) => receive(address, messages[index] ?? messages[0])));
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
    const first = { id: randomUUID(), text: `the first message of pair ${time} tells this` };
    const second = { id: randomUUID(), text: `the second message of pair ${time} tells that` };
    const id = await sendBoth(randomUUID(), [first, second]);
    expect((await storyOf(id)).split('\n').toSorted()).toEqual([first.text, second.text]);
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

test('nothing is lost when a person writes now through one process, now through the other, now through both', async () => {
  const address = randomUUID();
  const told: string[] = [];
  let id = '';
  const tell = (): Message => {
    const text = `${told.length} tells one more thing`;
    told.push(text);
    return { id: randomUUID(), text };
  };
  for (let time = 0; time < 45; time += 1) {
    const alone = processes[time % 3];
    if (alone) {
      id = await alone.receive(address, tell());
      await alone.worker.settled();
    } else await sendBoth(address, [tell(), tell()]);
  }
  expect((await storyOf(id)).split('\n').toSorted()).toEqual(told.toSorted());
});

test('the same message through two processes at the same moment is worked once, 200 times', async () => {
  const text = 'somebody wrote to all my friends in my name';
  for (let time = 0; time < 200; time += 1) {
    const message = { id: randomUUID(), text };
    expect(await storyOf(await sendBoth(randomUUID(), [message, message]))).toBe(text);
  }
});

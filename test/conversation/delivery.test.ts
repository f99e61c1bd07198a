import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { markUndelivered } from '../../db/queries/outbox.ts';
import { type Channel, type Outbound, SendError, type Sent } from '../../src/channels/channel.ts';
import { Deliverer } from '../../src/conversation/deliverer.ts';
import { createReceiver } from '../../src/conversation/receive.ts';
import { createWorker } from '../../src/wiring/turns.ts';
import { createFoundation } from '../support/stage.ts';

let now = Date.parse('2026-11-23T10:00:00Z');
const foundation = await createFoundation(() => new Date(now));
const { database, signals } = foundation;
const { sql } = database;
const worker = createWorker(foundation);
const receiver = createReceiver({ ...foundation, wake: () => {} });

/** A platform whose answers the test decides. */
class Platform implements Channel {
  readonly name = 'terminal';
  readonly account = randomUUID();
  readonly can = { buttons: true, textLimit: 10_000 };
  readonly copies: string[] = [];
  state: 'ready' | 'down' = 'ready';
  answer: (message: Outbound) => Promise<Sent> = async () => ({});
  fate: Sent | 'absent' | 'unknown' = 'unknown';

  async start(): Promise<void> {}

  async send(_address: string, message: Outbound): Promise<Sent> {
    this.copies.push(message.id);
    return await this.answer(message);
  }

  async find(): Promise<Sent | 'absent' | 'unknown'> {
    return this.fate;
  }

  health() {
    return { state: this.state };
  }

  async stop(): Promise<void> {}
}

let platform: Platform;
let deliverer: Deliverer;
let address: string;
let id: string;

beforeEach(() => {
  platform = new Platform();
  deliverer = new Deliverer({ ...foundation, channel: platform });
  address = randomUUID();
});

afterAll(async () => {
  await worker.stop();
  await foundation.close();
});

async function writes(text: string): Promise<void> {
  now += 1_000;
  id = await receiver.message(platform, { id: randomUUID(), address, content: { kind: 'text', text } });
  worker.wake(id);
  await worker.settled();
}

/** Delivers what is due, until nothing is, or until the first that is left has to wait. */
async function delivers(): Promise<void> {
  await deliverer.sweep();
  while (await isDue()) await new Promise((resolve) => setImmediate(resolve));
}

async function isDue(): Promise<boolean> {
  const [first] = await sql<{ due: boolean }[]>`
    select state = 'sending' or due_at <= ${new Date(now).toISOString()} as due from outbox
    where conversation_id = ${id} and state in ('waiting', 'sending', 'unknown') order by id limit 1`;
  return first?.due ?? false;
}

async function states(): Promise<string[]> {
  const rows = await sql<{ state: string }[]>`select state from outbox where conversation_id = ${id} order by id`;
  return rows.map(({ state }) => state);
}

async function alerts(): Promise<number> {
  return (await sql`select 1 from alerts where conversation_id = ${id}`).length;
}

const lost = async (): Promise<Sent> => {
  throw new SendError('unreachable', { maybeSent: true });
};

describe('a message whose answer was lost', () => {
  beforeEach(async () => {
    await writes('hello');
    platform.answer = lost;
    await delivers();
    platform.answer = async () => ({});
    platform.copies.length = 0;
    now += 5_000;
  });

  test('is not sent again when the platform has it', async () => {
    platform.fate = { reference: 'there' };
    await delivers();
    expect(platform.copies).toEqual([]);
    expect((await states())[0]).toBe('sent');
  });

  test('is sent again when it never went out', async () => {
    platform.fate = 'absent';
    await delivers();
    expect(platform.copies.length).toBe(1);
    expect((await states())[0]).toBe('sent');
  });

  test('is left alone while the platform is away, however long that is, and asked about afterwards', async () => {
    platform.state = 'down';
    now += 3_600_000;
    await delivers();
    expect(platform.copies).toEqual([]);
    expect((await states())[0]).toBe('unknown');
    platform.state = 'ready';
    platform.fate = { reference: 'there' };
    now += 5_000;
    await delivers();
    expect(platform.copies).toEqual([]);
    expect((await states())[0]).toBe('sent');
  });

  test('is sent again when the platform cannot tell for a minute, and counted', async () => {
    await delivers();
    expect(platform.copies).toEqual([]);
    now += 61_000;
    await delivers();
    expect(platform.copies.length).toBe(1);
    const [row] = await sql<{ repeats: number }[]>`select repeats from outbox where conversation_id = ${id} order by id limit 1`;
    expect(row?.repeats).toBe(1);
  });
});

describe('a message that is under way while the person hides the chat', () => {
  test('is withdrawn when it would have to be tried again', async () => {
    await writes('hello');
    platform.answer = async () => {
      if (platform.copies.length > 1) return {};
      await writes('x');
      throw new SendError('throttled', { retryAfter: 1 });
    };
    await delivers();
    expect((await states())[0]).toBe('failed');
    expect(await alerts()).toBe(0);
    now += 5_000;
    await delivers();
    expect(platform.copies.filter((copy) => copy === platform.copies[0]).length).toBe(1);
  });
});

describe('a message that did not arrive after all', () => {
  const undelivered = async (reason: string): Promise<string | undefined> => {
    const [row] = await sql<
      { id: string }[]
    >`select id::text as id from outbox where conversation_id = ${id} order by id limit 1`;
    return await markUndelivered(sql, platform, { message: row?.id ?? '', reason, at: new Date(now) });
  };
  const unreachable = async (): Promise<boolean> =>
    (await sql`select 1 from conversations where id = ${id} and unreachable_at is not null`).length === 1;

  beforeEach(async () => {
    await writes('hello');
    now += 1_000;
    await delivers();
  });

  test('is failed, and somebody is told', async () => {
    expect(await undelivered('rejected')).toBe(id);
    expect((await states())[0]).toBe('failed');
    expect(await alerts()).toBe(1);
    expect(await unreachable()).toBe(false);
    expect(await undelivered('rejected')).toBeUndefined();
  });

  test('tells that the person cannot be written to, unless they wrote since', async () => {
    expect(await undelivered('blocked')).toBe(id);
    expect(await unreachable()).toBe(true);
    await writes('I am here');
    expect(await unreachable()).toBe(false);
  });

  test('goes out again when an associate wrote it and the person writes again', async () => {
    await sql`update outbox set author = 'associate' where conversation_id = ${id}`;
    await undelivered('blocked');
    const before = platform.copies.length;
    await writes('I am here');
    await delivers();
    expect((await states()).every((state) => state === 'sent')).toBe(true);
    expect(platform.copies.length).toBeGreaterThan(before);
  });

  test('while it is still under way has to be told again', async () => {
    await sql`update outbox set state = 'sending' where conversation_id = ${id}`;
    await expect(undelivered('blocked')).rejects.toThrow('under way');
    await sql`update outbox set state = 'sent' where conversation_id = ${id}`;
    expect(await undelivered('blocked')).toBe(id);
  });

  test('of another account is none of ours', async () => {
    const [row] = await sql<
      { id: string }[]
    >`select id::text as id from outbox where conversation_id = ${id} order by id limit 1`;
    const other = { name: 'terminal', account: 'another' };
    expect(await markUndelivered(sql, other, { message: row?.id ?? '', reason: 'blocked', at: new Date(now) })).toBeUndefined();
    expect(await markUndelivered(sql, platform, { message: "1' or true", reason: 'blocked', at: new Date(now) })).toBeUndefined();
  });
});

describe('what somebody takes back', () => {
  test('begins no conversation, and does not keep one that was deleted', async () => {
    const before = (await sql`select 1 from conversations`).length;
    expect(await receiver.message(platform, { id: 'a', address, content: { kind: 'revoke', of: 'b' } })).toBe('');
    expect((await sql`select 1 from conversations`).length).toBe(before);
  });

  test('before it came is never heard', async () => {
    await writes('hello');
    await receiver.message(platform, { id: 'revoke', address, content: { kind: 'revoke', of: 'late' } });
    worker.wake(id);
    await worker.settled();
    await receiver.message(platform, { id: 'late', address, content: { kind: 'text', text: 'a secret' } });
    worker.wake(id);
    await worker.settled();
    const rows = await sql<{ kind: string }[]>`select kind from inbox where conversation_id = ${id} and kind = 'message'`;
    expect(rows.length).toBe(1);
    signals.notify('chat', id);
  });
});

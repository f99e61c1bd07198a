import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Channel, type Content, SendError } from '../../src/channels/channel.ts';
import { Deliverer } from '../../src/conversation/deliverer.ts';
import { createReceiver } from '../../src/conversation/receive.ts';
import type { Foundation } from '../../src/wiring/foundation.ts';
import { createWorker } from '../../src/wiring/turns.ts';
import { createFoundation } from '../support/stage.ts';

const text = (words: string): Content => ({ kind: 'text', text: words });

let foundation: Foundation;
let now = Date.parse('2026-11-23T10:00:00+05:00');

beforeAll(async () => {
  foundation = await createFoundation(() => new Date(now));
  return () => foundation.close();
});

/** A platform whose answer to each send is decided by the test. */
function platform(answer: () => void): { channel: Channel; texts: string[] } {
  const texts: string[] = [];
  const channel: Channel = {
    name: 'terminal',
    account: randomUUID(),
    can: { buttons: false, textLimit: 10_000 },
    start: async () => {},
    send: async (_address, message) => {
      answer();
      texts.push(message.text);
      return {};
    },
    health: () => ({ state: 'ready' }),
    stop: async () => {},
  };
  return { channel, texts };
}

interface Person {
  readonly id: string;
  write(words: string): Promise<void>;
}

async function person(channel: Channel): Promise<Person> {
  const worker = createWorker(foundation);
  const receiver = createReceiver({ ...foundation, wake: (id) => worker.wake(id) });
  const address = randomUUID();
  const write = async (words: string): Promise<string> => {
    const id = await receiver.message(channel, { id: randomUUID(), address, content: text(words) });
    await worker.settled();
    return id;
  };
  const id = await write('can you help me');
  return { id, write: async (words) => void (await write(words)) };
}

/** One look at the outbox, with nothing waiting for a later time afterwards. */
async function deliver(channel: Channel, id: string): Promise<void> {
  const deliverer = new Deliverer({ ...foundation, channel });
  deliverer.wake(id);
  while (await isDue(id)) await setImmediate();
  await deliverer.stop();
}

/** Whether the first message that is left may go now. */
async function isDue(id: string): Promise<boolean> {
  const [first] = await foundation.database.sql<{ due: boolean }[]>`
    select state = 'sending' or due_at <= ${new Date(now).toISOString()} as due from outbox
    where conversation_id = ${id} and state in ('waiting', 'sending', 'unknown') order by id limit 1`;
  return first?.due ?? false;
}

async function states(id: string): Promise<string[]> {
  const rows = await foundation.database.sql<{ state: string; reason: string | null }[]>`
    select state, reason from outbox where conversation_id = ${id} order by id`;
  return rows.map(({ state, reason }) => (reason ? `${state} ${reason}` : state));
}

async function alerts(id: string): Promise<number> {
  return (await foundation.database.sql`select 1 from alerts where conversation_id = ${id}`).length;
}

describe('a message that the platform does not take', () => {
  test('waits and is tried again, and what was said after it waits behind it', async () => {
    let up = false;
    const { channel, texts } = platform(() => {
      if (!up) throw new SendError('unreachable');
    });
    const { id } = await person(channel);
    await deliver(channel, id);
    expect(await states(id)).toEqual(['waiting unreachable', 'waiting']);
    expect(await alerts(id)).toBe(0);
    up = true;
    now += 2_000;
    await deliver(channel, id);
    expect(texts).toHaveLength(2);
    expect(await states(id)).toEqual(['sent', 'sent']);
  });

  test('is given up at once when no retry can help, with an alert, and does not hold up the next', async () => {
    let first = true;
    const { channel } = platform(() => {
      if (first) {
        first = false;
        throw new SendError('rejected');
      }
    });
    const { id } = await person(channel);
    await deliver(channel, id);
    expect(await states(id)).toEqual(['failed rejected', 'sent']);
    expect(await alerts(id)).toBe(1);
  });

  test('may have arrived when the answer was lost: it is sent again and the repeat is counted', async () => {
    let lost = true;
    const { channel, texts } = platform(() => {
      if (lost) {
        lost = false;
        throw new SendError('unreachable', { maybeSent: true });
      }
    });
    const { id } = await person(channel);
    await deliver(channel, id);
    expect(await states(id)).toEqual(['unknown unreachable', 'waiting']);
    now += 2_000;
    await deliver(channel, id);
    expect(texts).toHaveLength(2);
    const [row] = await foundation.database.sql<{ repeats: number }[]>`
      select repeats::int as repeats from outbox where conversation_id = ${id} order by id limit 1`;
    expect(row?.repeats).toBe(1);
  });

  test('is withdrawn when the person hides the chat, so that nothing old appears on the phone', async () => {
    let up = false;
    const { channel, texts } = platform(() => {
      if (!up) throw new SendError('unreachable');
    });
    const { id, write } = await person(channel);
    await deliver(channel, id);
    await write('x');
    up = true;
    now += 2_000;
    await deliver(channel, id);
    expect(texts).toEqual(['Thank you. There is nothing new today.']);
    expect(await states(id)).toEqual(['failed withdrawn', 'failed withdrawn', 'sent']);
  });

  test('does not hold up others for ever when it cannot even be opened', async () => {
    const { channel, texts } = platform(() => {});
    const { id } = await person(channel);
    await foundation.database.sql`
      update outbox set body = decode('0102', 'hex') where id = (select min(id) from outbox where conversation_id = ${id})`;
    await deliver(channel, id);
    expect(texts).toHaveLength(1);
    expect(await states(id)).toEqual(['failed rejected', 'sent']);
    expect(await alerts(id)).toBe(1);
  });
});

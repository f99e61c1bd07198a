/** Files that people send on WhatsApp: nothing is taken before it is asked for, and nothing that is too large. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Channel, FetchError, LARGEST_FILE } from '../../src/channels/channel.ts';
import { Received } from '../contract/received.ts';
import type { Deed } from '../support/standins/standin.ts';
import { type Account, openAccount } from '../support/whatsapp/harness.ts';

let account: Account;
let channel: Channel;
let received: Received;

beforeAll(async () => {
  account = await openAccount();
  channel = await account.ready((inbound) => received.receive(inbound));
});
beforeEach(() => {
  received = new Received();
});
afterAll(() => account.close());

/** Sends a file; gives what the platform calls it and what we do. */
async function send(deed: Deed, more: Record<string, unknown> = {}): Promise<{ id: string; reference: string }> {
  const id = await account.server.receive('amna', deed, more);
  const [first] = await received.atLeast(1);
  const file = first?.content.kind === 'attachment' ? first.content.file : undefined;
  if (file?.at !== 'platform') throw new Error('the message does not say where its file is');
  return { id, reference: file.reference };
}

async function fetchAll(reference: string): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
  for await (const part of channel.fetch?.(reference) ?? []) parts.push(part);
  return parts;
}

const reason = (reference: string) =>
  fetchAll(reference).catch((error: unknown) => (error instanceof FetchError ? error.reason : error));

test('a large file comes in parts and whole, and is not taken before it is asked for', async () => {
  const bytes = Buffer.alloc(5 * 2 ** 20 + 17, 'some bytes that are not all the same');
  const { id, reference } = await send({ kind: 'picture', bytes, type: 'image/jpeg' });
  await account.server.receive('amna', { kind: 'text', text: 'after' });
  await received.atLeast(2);
  expect(account.server.fetched(id)).toBe(false);
  const parts = await fetchAll(reference);
  expect(Buffer.concat(parts).equals(bytes)).toBe(true);
  expect(parts.map((part) => part.length)).toEqual([...Array.from({ length: 5 }, () => 2 ** 20), 17]);
  expect(account.server.fetched(id)).toBe(true);
});

test('a file that is said to be too large is not even taken', async () => {
  const { id, reference } = await send({ kind: 'file' }, { size: LARGEST_FILE + 1 });
  expect(await reason(reference)).toBe('too_large');
  expect(account.server.fetched(id)).toBe(false);
});

test('a file that is larger than it was said to be is refused', async () => {
  const { reference } = await send({ kind: 'file', bytes: Buffer.alloc(LARGEST_FILE + 1) }, { size: 10 });
  expect(await reason(reference)).toBe('too_large');
});

test('a file that WhatsApp has no longer, or that was taken back, is gone', async () => {
  const { id, reference } = await send({ kind: 'voice' });
  account.server.lose(id);
  expect(await reason(reference)).toBe('gone');
  received = new Received();
  const other = await send({ kind: 'voice' });
  await account.server.receive('amna', { kind: 'delete', of: other.id });
  await received.atLeast(2);
  expect(await reason(other.reference)).toBe('gone');
  expect(await reason('false_1@c.us_NONE')).toBe('gone');
});

test('fetching that is given up in the middle leaves nothing behind, and the next works', async () => {
  const bytes = Buffer.alloc(3 * 2 ** 20, 'x');
  const { reference } = await send({ kind: 'voice', bytes });
  for await (const part of channel.fetch?.(reference) ?? []) {
    expect(part.length).toBe(2 ** 20);
    break;
  }
  expect(Buffer.concat(await fetchAll(reference)).equals(bytes)).toBe(true);
});

test('without a page nothing can be fetched now', async () => {
  channel = account.channel();
  expect(await reason('false_1@c.us_NONE')).toBe('unreachable');
});

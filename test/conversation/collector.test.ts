import { createHash, randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { findMedia } from '../../db/queries/media.ts';
import { upsertHandoff } from '../../db/queries/place.ts';
import { LARGEST_FILE } from '../../src/channels/channel.ts';
import { Collector } from '../../src/conversation/collector.ts';
import { openParts, PART } from '../../src/conversation/file.ts';
import { createReceiver } from '../../src/conversation/receive.ts';
import type { Attachment } from '../../src/engine/protocol.ts';
import { createLogger } from '../../src/logger.ts';
import { openJson, sealJson } from '../../src/privacy/keyring.ts';
import { fileOf, PNG } from '../support/files.ts';
import { findIn, findInTables } from '../support/search.ts';
import { ogg } from '../support/sounds.ts';
import { createFoundation } from '../support/stage.ts';
import { startTelegramServer } from '../support/standins/telegram/server.ts';
import { telegramOn } from '../support/telegram/harness.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SAID = 'what only she said';

let now = Date.parse('2026-11-23T10:00:00Z');
const foundation = await createFoundation(() => new Date(now));
const { database, vault, signals } = foundation;
const { sql } = database;
const receiver = createReceiver({ ...foundation, wake: () => {} });
const server = await startTelegramServer();
const channel = telegramOn(server);
await channel.start(async () => {});
let collector = new Collector({ ...foundation, channel });

afterAll(async () => {
  await collector.stop();
  await channel.stop();
  await server.close();
  await foundation.close();
});

beforeEach(async () => {
  await sql`delete from conversations`;
  server.mend();
  collector = new Collector({ ...foundation, channel });
});

/** Somebody sends a file that Telegram keeps. */
async function sent(
  bytes: Buffer,
  media: Attachment = 'voice',
  address: string = randomUUID(),
): Promise<{ id: string; reference: string }> {
  const reference = server.keep(bytes);
  const file = { at: 'platform', reference, type: 'application/x-claimed' } as const;
  const id = await receiver.message(channel, { id: randomUUID(), address, content: { kind: 'attachment', media, file } });
  return { id, reference };
}

/** Somebody who has written, and whom an associate has. Gives the address. */
async function claimed(flags: readonly string[] = []): Promise<string> {
  const address = randomUUID();
  const id = await receiver.message(channel, { id: randomUUID(), address, content: { kind: 'text', text: 'hello' } });
  await upsertHandoff(sql, { id: randomUUID(), conversationId: id, urgency: 1, now: new Date(now) });
  await sql`update handoffs set state = 'claimed' where conversation_id = ${id}`;
  if (flags.length > 0) await flag(id, flags);
  return address;
}

async function flag(id: string, flags: readonly string[]): Promise<void> {
  const answers = sealJson(await vault.keyOf(id), 'answers', id, {});
  await sql`
    insert into cases (id, conversation_id, reference, pin_hash, types, flags, urgency, answers, may_contact, opened_at)
    values (${randomUUID()}, ${id}, ${randomUUID()}, ${Buffer.alloc(32)}, '{}', ${[...flags]}, 'normal', ${answers}, false, now())`;
}

/** What is kept of a conversation's only file; undefined when there is none. */
async function kept(id: string) {
  const [row] = await sql<{ id: string; reference: Buffer | null; digest: Buffer | null; attempts: number }[]>`
    select id, reference, digest, attempts from media where conversation_id = ${id}`;
  const found = row && (await findMedia(sql, id, row.id));
  return row && found && { ...row, ...found };
}

async function opened(id: string): Promise<Buffer> {
  const file = await kept(id);
  if (!file) throw new Error('there is no file');
  return openParts({ conversationId: id, key: await vault.keyOf(id), id: file.id }, file.parts, file.size);
}

describe('a voice message', () => {
  test('is fetched, sealed and kept as what it is, with a digest and without where it came from', async () => {
    const sound = ogg(SAID);
    const { id, reference } = await sent(sound);
    expect(await kept(id)).toMatchObject({ state: 'waiting', kind: 'voice', type: null, size: 0, parts: [] });
    await collector.sweep();
    const digest = createHash('sha256').update(sound).digest();
    expect(await kept(id)).toMatchObject({ state: 'stored', reference: null, reason: null, type: 'audio/ogg', digest });
    expect(await opened(id)).toEqual(sound);
    expect(await findInTables(sql, { SAID, reference })).toEqual([]);
  });

  test('of several parts is kept part by part', async () => {
    const sound = Buffer.concat([ogg(SAID), Buffer.alloc(2 * PART, 9)]);
    const { id } = await sent(sound);
    await collector.sweep();
    expect((await kept(id))?.parts).toHaveLength(3);
    expect(await opened(id)).toEqual(sound);
  });

  test('tells whoever has the chat open once it is there', async () => {
    const { id } = await sent(ogg());
    const told: string[] = [];
    const first = Promise.withResolvers<void>();
    const stop = signals.on('chat', (about) => {
      told.push(about);
      first.resolve();
    });
    await collector.sweep();
    await first.promise;
    stop();
    expect(told).toContain(id);
  });

  test('that cannot be fetched waits and is tried again later, not before', async () => {
    const { id, reference } = await sent(ogg(SAID));
    server.fault({ method: 'getFile', status: 500 });
    await collector.sweep();
    expect(await kept(id)).toMatchObject({ state: 'waiting', reason: 'unreachable', attempts: 1 });
    const before = server.calls('getFile');
    await collector.sweep();
    expect(server.calls('getFile')).toBe(before);
    expect(await findInTables(sql, { SAID, reference })).toEqual([]);
    now += MINUTE;
    await collector.sweep();
    expect(await kept(id)).toMatchObject({ state: 'stored', reason: null });
    expect(await opened(id)).toEqual(ogg(SAID));
  });

  test('that breaks off midway is begun anew, and nothing of the first try is left', async () => {
    const sound = Buffer.concat([ogg(SAID), Buffer.alloc(3 * PART, 9)]);
    const { id } = await sent(sound);
    server.fault({ method: 'download', drop: 'after' });
    await collector.sweep();
    expect(await kept(id)).toMatchObject({ state: 'waiting', reason: 'unreachable' });
    expect(await sql`select 1 from media_parts`).toHaveLength(0);
    now += MINUTE;
    await collector.sweep();
    expect(await opened(id)).toEqual(sound);
  });

  test('that cannot be fetched is named in the log by its conversation alone', async () => {
    const { id, reference } = await sent(ogg(SAID));
    const log = new PassThrough();
    server.fault({ method: 'getFile', status: 400, description: `Bad Request: ${reference}` });
    await new Collector({ ...foundation, channel, log: createLogger('debug', log) }).sweep();
    const written: string = log.read().toString();
    expect(JSON.parse(written)).toMatchObject({ conversation: id, reason: 'gone', msg: 'file not fetched' });
    expect(findIn(Buffer.from(written), { SAID, reference, token: server.token })).toEqual([]);
  });

  test('that is never there is given up in the end, and nothing says where it was', async () => {
    const { id } = await sent(ogg());
    for (let times = 0; times < 9; times += 1) {
      expect((await kept(id))?.state).toBe('waiting');
      server.fault({ method: 'getFile', status: 500 });
      await collector.sweep();
      now += DAY;
    }
    expect(await kept(id)).toMatchObject({ state: 'failed', reason: 'unreachable', reference: null, parts: [] });
  });

  test.each([
    ['gone', () => ogg(), (file: string) => server.lose(file)],
    ['too_large', () => Buffer.concat([ogg(), Buffer.alloc(LARGEST_FILE)]), () => {}],
    ['disguised', () => fileOf('html'), () => {}],
  ])('that is %s is not asked for again', async (reason, bytes, meanwhile) => {
    const { id, reference } = await sent(bytes());
    meanwhile(reference);
    await collector.sweep();
    expect(await kept(id)).toMatchObject({ state: 'failed', reason, reference: null });
    expect(await sql`select 1 from media_parts`).toHaveLength(0);
    const before = server.calls('getFile');
    now += DAY;
    await collector.sweep();
    expect(server.calls('getFile')).toBe(before);
  });

  test('that cannot be worked for any other reason does not hold up those behind it', async () => {
    const broken = await sent(ogg());
    now += 1;
    const behind = await sent(ogg(SAID));
    await sql`update media set reference = '\\x00' where conversation_id = ${broken.id}`;
    await collector.sweep();
    expect(await kept(broken.id)).toMatchObject({ state: 'waiting', reason: 'failed' });
    expect(await opened(behind.id)).toEqual(ogg(SAID));
  });

  test('of another account is left to whoever has that account', async () => {
    const file = { at: 'platform', reference: server.keep(ogg()), type: 'audio/ogg' } as const;
    const other = { name: 'telegram', account: '2' };
    const content = { kind: 'attachment', media: 'voice', file } as const;
    const id = await receiver.message(other, { id: randomUUID(), address: 'a', content });
    const before = server.calls('getFile');
    await collector.sweep();
    expect(server.calls('getFile')).toBe(before);
    expect(await kept(id)).toMatchObject({ state: 'waiting', attempts: 0 });
  });

  test('goes with its conversation, also while it waits', async () => {
    await sent(ogg());
    await sql`delete from conversations`;
    await collector.sweep();
    expect(await sql`select 1 from media`).toHaveLength(0);
    expect(await sql`select 1 from media_parts`).toHaveLength(0);
  });
});

describe('a picture or a document', () => {
  test.each<[Attachment, Buffer, string]>([
    ['picture', PNG, 'image/png'],
    ['file', fileOf('pdf'), 'application/pdf'],
  ])('(%s) is taken in while an associate has the conversation', async (media, bytes, type) => {
    const { id } = await sent(bytes, media, await claimed());
    await collector.sweep();
    expect(await kept(id)).toMatchObject({ state: 'stored', kind: media, type });
    expect(await opened(id)).toEqual(bytes);
  });

  test.each<Attachment>(['picture', 'file'])('(%s) is not while nobody has it, and nothing says where it is', async (media) => {
    const address = randomUUID();
    const { id, reference } = await sent(PNG, media, address);
    expect(await kept(id)).toBeUndefined();
    const bodies = await sql<{ body: Buffer }[]>`select body from inbox where conversation_id = ${id}`;
    const key = await vault.keyOf(id);
    const arrived = bodies.map(({ body }) => openJson<unknown>(key, 'inbox', id, body));
    expect(arrived).toEqual([{ content: { kind: 'attachment', media } }]);
    expect(JSON.stringify(arrived)).not.toContain(reference);
  });

  test('is not once the conversation was given back', async () => {
    const address = await claimed();
    await sql`update handoffs set state = 'waiting'`;
    expect(await kept((await sent(PNG, 'picture', address)).id)).toBeUndefined();
  });

  test.each<Attachment>(['picture', 'file'])('(%s) is not when somebody under 18 is in it', async (media) => {
    const { id } = await sent(PNG, media, await claimed(['minor']));
    expect(await kept(id)).toBeUndefined();
  });

  test('is erased unfetched when that becomes known while it waits', async () => {
    const { id } = await sent(PNG, 'picture', await claimed());
    await flag(id, ['minor']);
    const before = server.calls('getFile');
    await collector.sweep();
    expect(await kept(id)).toBeUndefined();
    expect(server.calls('getFile')).toBe(before);
  });

  test('leaves a voice message of the same person where it is', async () => {
    const { id } = await sent(ogg(SAID), 'voice', await claimed(['minor']));
    await collector.sweep();
    expect(await opened(id)).toEqual(ogg(SAID));
  });

  test.each<Attachment>(['video', 'sticker', 'unknown'])('is never a %s', async (media) => {
    const { id } = await sent(PNG, media, await claimed());
    expect(await kept(id)).toBeUndefined();
  });

  test.each([
    ['a film', fileOf('film')],
    ['a drawing that can hold a program', fileOf('svg')],
    ['a program', fileOf('program')],
  ])('is not kept when the picture is %s', async (_, bytes) => {
    const { id } = await sent(bytes, 'picture', await claimed());
    await collector.sweep();
    expect(await kept(id)).toMatchObject({ state: 'failed', reason: 'disguised' });
    expect(await sql`select 1 from media_parts`).toHaveLength(0);
  });
});

test('a message that comes twice has one file', async () => {
  const file = { at: 'platform', reference: server.keep(ogg()), type: 'audio/ogg' } as const;
  const inbound = { id: randomUUID(), address: randomUUID(), content: { kind: 'attachment', media: 'voice', file } } as const;
  const id = await receiver.message(channel, inbound);
  await receiver.message(channel, inbound);
  expect(await sql`select 1 from media where conversation_id = ${id}`).toHaveLength(1);
});

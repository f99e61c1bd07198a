import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { upsertHandoff } from '../../db/queries/place.ts';
import type { Channel } from '../../src/channels/channel.ts';
import { createTelegram } from '../../src/channels/telegram/telegram.ts';
import { Collector } from '../../src/conversation/collector.ts';
import type { ConversationView } from '../../src/desk/views.ts';
import type { Attachment } from '../../src/engine/protocol.ts';
import { partOf } from '../../src/http/desk/media.ts';
import { sealJson } from '../../src/privacy/keyring.ts';
import { type Browser, createDesk } from '../support/desk.ts';
import { fileOf, PNG } from '../support/files.ts';
import { ogg, webm } from '../support/sounds.ts';
import { startTelegramServer, type TelegramServer } from '../support/standins/telegram/server.ts';
import { silent, telegramOn } from '../support/telegram/harness.ts';

const server: TelegramServer = await startTelegramServer();
const telegram: Channel = telegramOn(server);
const desk = await createDesk({ channels: [telegram] });
const { parts } = desk;
const collector = new Collector({ ...parts, channel: telegram, log: silent });
const PAGE = { name: 'web', account: 'page' };
const SPOKEN = Buffer.concat([webm('what she says'), Buffer.alloc(50_000, 3)]);

afterAll(async () => {
  await collector.stop();
  await telegram.stop();
  await server.close();
});

/** Somebody who said something aloud on the page, and waits. */
async function spoken(bytes = SPOKEN) {
  const told = { id: randomUUID(), address: randomUUID(), bytes, type: 'audio/webm', seconds: 9 };
  return await waiting(await parts.receiver.recording(PAGE, told));
}

async function waiting(conversationId: string) {
  const handoffId = randomUUID();
  await upsertHandoff(parts.database.sql, { id: handoffId, conversationId, urgency: 1, now: new Date() });
  const path = `/api/desk/conversations/${conversationId}`;
  const read = async (browser: Browser) => (await (await browser.get(path)).json()) as ConversationView;
  const voiceOf = async (browser: Browser): Promise<string> => {
    const entry = (await read(browser)).entries.find((candidate) => candidate.from === 'complainant' && candidate.voice);
    return `${path}/media/${entry?.id}`;
  };
  return { conversationId, path, read, voiceOf, claim: (who: Browser) => who.post(`/api/desk/handoffs/${handoffId}/claim`) };
}

const refusal = async (response: Response) => [response.status, await response.json()];
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('a voice message from the page', () => {
  test('is heard by who has the conversation and by who oversees it, and by nobody else', async () => {
    const [associate, other] = [await desk.logIn(), await desk.logIn()];
    const [supervisor, admin] = [await desk.logIn('supervisor'), await desk.logIn('admin')];
    const chat = await spoken();
    const voice = await chat.voiceOf(supervisor);
    expect(await refusal(await associate.get(voice))).toEqual([403, { error: 'not_yours' }]);
    await chat.claim(associate);
    expect(await refusal(await desk.stranger.get(voice))).toEqual([401, { error: 'signed_out' }]);
    expect(await refusal(await other.get(voice))).toEqual([403, { error: 'not_yours' }]);
    for (const allowed of [associate, supervisor, admin]) {
      const answer = await allowed.get(voice);
      expect([answer.status, await bytesOf(answer)]).toEqual([200, SPOKEN]);
    }
    expect(await chat.voiceOf(associate)).toBe(voice);
  });

  test('is no longer heard once the conversation was given back', async () => {
    const associate = await desk.logIn();
    const chat = await spoken();
    await chat.claim(associate);
    const voice = await chat.voiceOf(associate);
    const { handoff } = await chat.read(associate);
    await associate.post(`/api/desk/handoffs/${handoff?.id}/release`);
    expect(await refusal(await associate.get(voice))).toEqual([403, { error: 'not_yours' }]);
  });

  test('stands in the transcript with its length, comes as the sound it is and is kept nowhere', async () => {
    const supervisor = await desk.logIn('supervisor');
    const chat = await spoken();
    const { entries } = await chat.read(supervisor);
    expect(entries).toMatchObject([{ from: 'complainant', text: '', media: 'voice', voice: { seconds: 9 } }]);
    const answer = await supervisor.get(await chat.voiceOf(supervisor));
    const names = ['content-type', 'cache-control', 'x-content-type-options', 'accept-ranges'];
    expect(names.map((name) => answer.headers.get(name))).toEqual(['audio/webm', 'no-store', 'nosniff', 'bytes']);
  });

  test('comes in parts when a player asks for parts', async () => {
    const supervisor = await desk.logIn('supervisor');
    const voice = await (await spoken()).voiceOf(supervisor);
    const part = await supervisor.get(voice, { headers: { range: 'bytes=10-19' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${SPOKEN.length}`]);
    expect(await bytesOf(part)).toEqual(SPOKEN.subarray(10, 20));
    const beyond = await supervisor.get(voice, { headers: { range: `bytes=${SPOKEN.length}-` } });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${SPOKEN.length}`]);
  });

  test('is not found under another conversation, another entry, or what is no entry', async () => {
    const supervisor = await desk.logIn('supervisor');
    const [chat, elsewhere] = [await spoken(), await spoken()];
    const entry = (await chat.voiceOf(supervisor)).split('/').at(-1);
    await parts.receiver.message(PAGE, { id: randomUUID(), address: 'x', content: { kind: 'text', text: 'no voice' } });
    for (const wrong of [
      `${elsewhere.path}/media/${entry}`,
      ...['in-0', 'out-1', 'in-x', `${entry}0`].map((id) => `${chat.path}/media/${id}`),
    ]) {
      expect(await refusal(await supervisor.get(wrong))).toEqual([404, { error: 'not_found' }]);
    }
  });

  test('is gone when its bytes are, and not found when the conversation is', async () => {
    const supervisor = await desk.logIn('supervisor');
    const chat = await spoken();
    const voice = await chat.voiceOf(supervisor);
    await parts.database.sql`delete from media where conversation_id = ${chat.conversationId}`;
    expect(await refusal(await supervisor.get(voice))).toEqual([410, { error: 'media_gone' }]);
    await parts.database.sql`delete from conversations where id = ${chat.conversationId}`;
    expect(await refusal(await supervisor.get(voice))).toEqual([404, { error: 'not_found' }]);
  });
});

/** A chat on Telegram that an associate has, and which the supervisor reads. */
async function onTelegram() {
  const address = randomUUID();
  const supervisor = await desk.logIn('supervisor');
  const hello = { id: randomUUID(), address, content: { kind: 'text', text: 'hello' } } as const;
  const chat = await waiting(await parts.receiver.message(telegram, hello));
  const associate = await desk.logIn();
  await chat.claim(associate);
  /** Sends a file that Telegram keeps, which is not fetched yet. Gives where the desk asks for it. */
  const send = async (media: Attachment, bytes: Buffer, said = { type: 'application/x-claimed', seconds: 7 }) => {
    const reference = server.keep(bytes);
    const content = { kind: 'attachment', media, file: { at: 'platform', reference, ...said } } as const;
    await parts.receiver.message(telegram, { id: randomUUID(), address, content });
    return { reference, path: `${chat.path}/media/${(await chat.read(supervisor)).entries.at(-1)?.id}` };
  };
  const last = async () => (await chat.read(supervisor)).entries.at(-1);
  return { ...chat, associate, supervisor, send, last };
}

const headersOf = (answer: Response, names: readonly string[]) => names.map((name) => answer.headers.get(name));
const GUARDS = ['cache-control', 'x-content-type-options', 'cross-origin-resource-policy', 'content-security-policy'];
const GUARDED = ['no-store', 'nosniff', 'same-origin', "default-src 'none'; sandbox"];

describe('a voice message on Telegram', () => {
  test('is being fetched at first, then plays from here whether or not Telegram has it', async () => {
    const chat = await onTelegram();
    const { path, reference } = await chat.send('voice', ogg('what he says'));
    expect(await refusal(await chat.associate.get(path))).toEqual([503, { error: 'media_waiting' }]);
    expect(await chat.last()).toMatchObject({ media: 'voice', voice: { seconds: 7 } });
    await collector.sweep();
    server.lose(reference);
    const answer = await chat.associate.get(path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'audio/ogg']);
    expect(await bytesOf(answer)).toEqual(ogg('what he says'));
  });

  test('does not tell the page where Telegram keeps it', async () => {
    const chat = await onTelegram();
    const { reference } = await chat.send('voice', ogg());
    expect(JSON.stringify(await chat.read(chat.supervisor))).not.toContain(reference);
  });
});

describe('a voice message from before files were taken in', () => {
  /** One that stands as it was kept then: with its reference, to be fetched when it is listened to. */
  async function old(channel: { readonly name: string; readonly account: string }, reference: string, on = desk) {
    const hello = { id: randomUUID(), address: randomUUID(), content: { kind: 'text', text: 'hello' } } as const;
    const id = await on.parts.receiver.message(channel, hello);
    const file = { at: 'platform', reference, type: 'audio/ogg', seconds: 7 };
    const content = { kind: 'attachment', media: 'voice', file };
    const body = sealJson(await on.parts.vault.keyOf(id), 'inbox', id, { content });
    const [row] = await on.parts.database.sql<{ id: number }[]>`
      update inbox set body = ${body} where conversation_id = ${id} returning id::float8 as id`;
    return { id, path: `/api/desk/conversations/${id}/media/in-${row?.id}` };
  }

  test('is fetched at that moment, and only for who may hear it', async () => {
    const { path } = await old(telegram, server.keep(ogg('long ago')));
    const before = server.calls('getFile');
    expect((await (await desk.logIn()).get(path)).status).toBe(403);
    expect((await desk.stranger.get(path)).status).toBe(401);
    expect(server.calls('getFile')).toBe(before);
    const answer = await (await desk.logIn('supervisor')).get(path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'audio/ogg']);
    expect(await bytesOf(answer)).toEqual(ogg('long ago'));
  });

  test.each([
    ['media_away', 503, { method: 'getFile', status: 500 }],
    ['media_away', 503, { method: 'download', status: 429 }],
    ['no_channel', 501, { method: 'getFile', status: 401 }],
    ['media_gone', 410, { method: 'download', status: 404 }],
    ['media_too_large', 413, { method: 'getFile', status: 400, description: 'Bad Request: file is too big' }],
  ])('that cannot be fetched is %s', async (error, status, fault) => {
    const { path } = await old(telegram, server.keep(ogg()));
    const supervisor = await desk.logIn('supervisor');
    server.fault(fault);
    expect(await refusal(await supervisor.get(path))).toEqual([status, { error }]);
  });

  test.each([
    ['none', []],
    ['another account', [createTelegram({ token: '2:OTHER', apiRoot: 'http://127.0.0.1:1', log: silent })]],
  ])('is out of reach for a process whose channel is %s, which says so', async (_, channels) => {
    const elsewhere = await createDesk({ channels });
    const { path } = await old({ name: 'telegram', account: '1' }, 'f', elsewhere);
    const overseer = await elsewhere.logIn('supervisor');
    expect(await refusal(await overseer.get(path))).toEqual([501, { error: 'no_channel' }]);
  });
});

describe('a picture', () => {
  test('comes as what it is, to who may read the conversation, guarded against being kept or passed on', async () => {
    const chat = await onTelegram();
    const { path } = await chat.send('picture', PNG);
    expect(await chat.last()).toMatchObject({ media: 'picture', file: { as: 'picture', trouble: 'waiting' } });
    await collector.sweep();
    expect(await chat.last()).toMatchObject({ media: 'picture', file: { as: 'picture', size: PNG.length } });
    const other = await desk.logIn();
    expect(await refusal(await other.get(path))).toEqual([403, { error: 'not_yours' }]);
    expect(await refusal(await desk.stranger.get(path))).toEqual([401, { error: 'signed_out' }]);
    for (const allowed of [chat.associate, chat.supervisor]) {
      const answer = await allowed.get(path);
      expect([answer.status, await bytesOf(answer)]).toEqual([200, PNG]);
      expect(headersOf(answer, ['content-type', 'content-disposition'])).toEqual(['image/png', 'inline']);
      expect(headersOf(answer, GUARDS)).toEqual(GUARDED);
    }
  });

  test('that came while nobody had the conversation has nothing to look at', async () => {
    const chat = await onTelegram();
    await parts.database.sql`update handoffs set state = 'waiting' where conversation_id = ${chat.conversationId}`;
    const { path } = await chat.send('picture', PNG);
    const entry = await chat.last();
    expect(entry).toMatchObject({ media: 'picture' });
    expect(entry).not.toHaveProperty('file');
    expect(await refusal(await chat.supervisor.get(path))).toEqual([404, { error: 'not_found' }]);
  });

  test('that was erased is gone, and so says its line', async () => {
    const chat = await onTelegram();
    const { path } = await chat.send('picture', PNG);
    await collector.sweep();
    await parts.database.sql`delete from media where conversation_id = ${chat.conversationId}`;
    expect(await refusal(await chat.supervisor.get(path))).toEqual([410, { error: 'media_gone' }]);
    expect(await chat.last()).toMatchObject({ file: { as: 'picture', trouble: 'gone' } });
  });

  test.each([
    ['a page', fileOf('html')],
    ['a drawing that can hold a program', fileOf('svg')],
    ['a film', fileOf('film')],
  ])('that is %s in disguise is refused', async (_, bytes) => {
    const chat = await onTelegram();
    const { path } = await chat.send('picture', bytes, { type: 'image/jpeg', seconds: 1 });
    await collector.sweep();
    expect(await refusal(await chat.supervisor.get(path))).toEqual([410, { error: 'media_disguised' }]);
    expect(await chat.last()).toMatchObject({ file: { trouble: 'disguised' } });
  });
});

describe('a document', () => {
  test.each([
    ['a PDF', fileOf('pdf'), 'application/pdf', 'document.pdf'],
    ['sound', ogg(), 'application/octet-stream', 'document.ogg'],
    ['a page', fileOf('html'), 'application/octet-stream', 'document.bin'],
    ['a drawing that can hold a program', fileOf('svg'), 'application/octet-stream', 'document.bin'],
    ['a program', fileOf('program'), 'application/octet-stream', 'document.bin'],
  ])('that is %s is saved, never shown, under a name of our own', async (_, bytes, type, name) => {
    const chat = await onTelegram();
    const { path } = await chat.send('file', bytes, { type: 'text/html', seconds: 1 });
    await collector.sweep();
    expect(await chat.last()).toMatchObject({ media: 'file', file: { as: 'document', size: bytes.length } });
    const answer = await chat.associate.get(path);
    expect(await bytesOf(answer)).toEqual(bytes);
    expect(headersOf(answer, ['content-type', 'content-disposition'])).toEqual([type, `attachment; filename="${name}"`]);
    expect(headersOf(answer, GUARDS)).toEqual(GUARDED);
  });

  test('that is a picture is looked at as one', async () => {
    const chat = await onTelegram();
    const { path } = await chat.send('file', PNG);
    await collector.sweep();
    expect(await chat.last()).toMatchObject({ media: 'file', file: { as: 'picture' } });
    const answer = await chat.associate.get(path);
    expect(headersOf(answer, ['content-type', 'content-disposition'])).toEqual(['image/png', 'inline']);
  });
});

test.each([
  [undefined, undefined],
  ['bytes=0-', { from: 0, to: 99 }],
  ['bytes=0-0', { from: 0, to: 0 }],
  ['bytes=90-200', { from: 90, to: 99 }],
  ['bytes=-10', { from: 90, to: 99 }],
  ['bytes=-1000', { from: 0, to: 99 }],
  ['bytes=100-', 'none'],
  ['bytes=5-4', 'none'],
  ['bytes=-0', 'none'],
  ['bytes=0-1,5-6', undefined],
  ['bytes=-', undefined],
  ['pages=1-2', undefined],
])('of 100 bytes, %s is %o', (header, part) => {
  expect(partOf(header, 100)).toEqual(part);
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { upsertHandoff } from '../../db/queries/place.ts';
import type { Channel } from '../../src/channels/channel.ts';
import { createTelegram } from '../../src/channels/telegram/telegram.ts';
import type { ConversationView } from '../../src/desk/views.ts';
import { partOf } from '../../src/http/desk/sound.ts';
import { type Browser, createDesk } from '../support/desk.ts';
import { ogg, webm } from '../support/sounds.ts';
import { silent, telegramOn } from '../support/telegram/harness.ts';
import { startTelegramServer, type TelegramServer } from '../support/telegram/server.ts';

const server: TelegramServer = await startTelegramServer();
const telegram: Channel = telegramOn(server);
const desk = await createDesk({ channels: [telegram] });
const { parts } = desk;
const PAGE = { name: 'web', account: 'page' };
const SPOKEN = Buffer.concat([webm('what she says'), Buffer.alloc(50_000, 3)]);

afterAll(async () => {
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
    return `${path}/voice/${entry?.id}`;
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
      `${elsewhere.path}/voice/${entry}`,
      ...['in-0', 'out-1', 'in-x', `${entry}0`].map((id) => `${chat.path}/voice/${id}`),
    ]) {
      expect(await refusal(await supervisor.get(wrong))).toEqual([404, { error: 'not_found' }]);
    }
  });

  test('is gone when its bytes are, and not found when the conversation is', async () => {
    const supervisor = await desk.logIn('supervisor');
    const chat = await spoken();
    const voice = await chat.voiceOf(supervisor);
    await parts.database.sql`delete from media where conversation_id = ${chat.conversationId}`;
    expect(await refusal(await supervisor.get(voice))).toEqual([410, { error: 'voice_gone' }]);
    await parts.database.sql`delete from conversations where id = ${chat.conversationId}`;
    expect(await refusal(await supervisor.get(voice))).toEqual([404, { error: 'not_found' }]);
  });
});

describe('a voice message on Telegram', () => {
  const CHAT = 501;
  const sound = Buffer.concat([ogg('what he says'), Buffer.alloc(30_000, 5)]);
  let supervisor: Browser;
  let arrived: string[];

  beforeAll(async () => {
    supervisor = await desk.logIn('supervisor');
    await telegram.start(async (inbound) => {
      arrived.push(await parts.receiver.message(telegram, inbound));
    });
  });

  beforeEach(() => {
    arrived = [];
  });

  /** Sends one and gives its file, and where the desk hears it. */
  async function sent(more = {}): Promise<{ file: string; voice: string; view: ConversationView }> {
    const file = server.speak(CHAT, sound, more);
    await server.until(() => arrived.length > 0 && server.waiting() === 0);
    const chat = await waiting(arrived[0] ?? '');
    const view = await chat.read(supervisor);
    return { file, voice: `${chat.path}/voice/${view.entries.at(-1)?.id}`, view };
  }

  test('is heard with the very bytes that were spoken, fetched at that moment and every time anew', async () => {
    const { voice, view } = await sent();
    expect(view.entries.at(-1)).toMatchObject({ media: 'voice', voice: { seconds: 7 } });
    const before = server.calls('download');
    for (const time of [1, 2]) {
      const answer = await supervisor.get(voice);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'audio/ogg']);
      expect(await bytesOf(answer)).toEqual(sound);
      expect(server.calls('download')).toBe(before + time);
    }
  });

  test('is asked of Telegram only for who may hear it', async () => {
    const { voice } = await sent();
    const before = server.calls('getFile');
    expect((await (await desk.logIn()).get(voice)).status).toBe(403);
    expect((await desk.stranger.get(voice)).status).toBe(401);
    expect(server.calls('getFile')).toBe(before);
  });

  test('does not tell the page where Telegram keeps it', async () => {
    const { file, view } = await sent();
    expect(JSON.stringify(view)).not.toContain(file);
  });

  test.each([
    ['voice_away', 503, { method: 'getFile', status: 500 }],
    ['voice_away', 503, { method: 'download', status: 429 }],
    ['no_channel', 501, { method: 'getFile', status: 401 }],
    ['voice_gone', 410, { method: 'download', status: 404 }],
    ['voice_too_large', 413, { method: 'getFile', status: 400, description: 'Bad Request: file is too big' }],
  ])('that cannot be fetched is %s', async (error, status, fault) => {
    const { voice } = await sent();
    server.fault(fault);
    expect(await refusal(await supervisor.get(voice))).toEqual([status, { error }]);
  });

  test.each([
    ['none', []],
    ['another account', [createTelegram({ token: '2:OTHER', apiRoot: 'http://127.0.0.1:1', log: silent })]],
  ])('is out of reach for a process whose channel is %s, which says so', async (_, channels) => {
    const elsewhere = await createDesk({ channels });
    const content = { kind: 'attachment', media: 'voice', file: { at: 'platform', reference: 'f', type: 'audio/ogg' } } as const;
    const account = { name: 'telegram', account: '1' };
    const id = await elsewhere.parts.receiver.message(account, { id: 'm', address: 'a', content });
    const overseer = await elsewhere.logIn('supervisor');
    const view = (await (await overseer.get(`/api/desk/conversations/${id}`)).json()) as ConversationView;
    const answer = await overseer.get(`/api/desk/conversations/${id}/voice/${view.entries[0]?.id}`);
    expect(await refusal(answer)).toEqual([501, { error: 'no_channel' }]);
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

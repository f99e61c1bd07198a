import { once } from 'node:events';
import { type ServerType, serve } from '@hono/node-server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTelegram, type Telegram } from '../../src/channels/telegram/telegram.ts';
import type { Logger } from '../../src/logger.ts';
import { Received } from '../contract/received.ts';
import { startTelegramServer, type TelegramServer } from '../support/standins/telegram/server.ts';
import { logInto, silent } from '../support/telegram/harness.ts';

const CHAT = 501;
const SECRET = 'a-secret-of-our-own';
let server: TelegramServer;
let ours: ServerType;
let url: string;
let channel: Telegram;
let received: Received;
let posts: number;

beforeEach(async () => {
  server = await startTelegramServer();
  received = new Received();
  posts = 0;
  ours = serve({ fetch: (request) => post(request), port: 0, hostname: '127.0.0.1' });
  await once(ours, 'listening');
  const address = ours.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/telegram/a-path-of-our-own`;
  channel = make();
});

afterEach(async () => {
  received.refuseIf(() => false);
  await channel.stop();
  await server.close();
  ours.close();
});

function make(more: { log?: Logger; renewal?: number } = {}): Telegram {
  const { log = silent, ...renewal } = more;
  return createTelegram({ token: server.token, apiRoot: server.url, webhook: { url, secret: SECRET, ...renewal }, log });
}

async function post(request: Request): Promise<Response> {
  posts += 1;
  return (await channel.webhook?.(request)) ?? new Response(null, { status: 404 });
}

function update(secret: string | undefined, id = 7, text = 'by hand'): Request {
  const from = { id: CHAT, is_bot: false, first_name: 'Somebody' };
  const message = { message_id: id, date: 1, chat: { ...from, type: 'private' }, from, text };
  const headers = new Headers({ 'content-type': 'application/json' });
  if (secret !== undefined) headers.set('x-telegram-bot-api-secret-token', secret);
  return new Request(url, { method: 'POST', headers, body: JSON.stringify({ update_id: id, message }) });
}

test('it registers itself, is ready, and takes each message once and in order', async () => {
  await channel.start(received.receive);
  expect(channel.health()).toEqual({ state: 'ready' });
  const texts = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  for (const text of texts) server.say(CHAT, text);
  await server.until(() => server.waiting() === 0);
  expect(received.texts()).toEqual(texts);
  expect(server.calls('getUpdates')).toBe(0);
});

test.for([undefined, 'wrong', 'a-secret-of-our-owm', `${SECRET}x`])(
  'a post with the secret %o is turned away',
  async (secret) => {
    await channel.start(received.receive);
    expect((await post(update(secret))).status).toBe(401);
    expect(received.taken).toEqual([]);
  },
);

test('a post without the right secret is turned away whatever is in it', async () => {
  await channel.start(received.receive);
  expect((await post(update('wrong', 7, 'x'.repeat(2_000_000)))).status).toBe(401);
  const headers = { 'x-telegram-bot-api-secret-token': 'wrong' };
  expect((await post(new Request(url, { method: 'POST', headers, body: 'no json' }))).status).toBe(401);
});

test('a post of more than a megabyte is refused, whatever it says of its length, and the next one works', async () => {
  await channel.start(received.receive);
  const byHand = update(SECRET, 7, 'x'.repeat(1024 * 1024));
  expect(byHand.headers.get('content-length')).toBeNull();
  expect((await post(byHand)).status).toBe(413);
  const overTheWire = { 'x-telegram-bot-api-secret-token': SECRET };
  expect((await fetch(url, { method: 'POST', headers: overTheWire, body: ' '.repeat(3_000_000) })).status).toBe(413);
  expect(received.taken).toEqual([]);
  expect((await post(update(SECRET, 8, 'x'.repeat(4_096)))).status).toBe(200);
  expect(received.texts()).toEqual(['x'.repeat(4_096)]);
});

test('a post that takes too long is delivered again under its old id, and later ones wait for it', async () => {
  await server.close();
  server = await startTelegramServer({ patience: 50 });
  channel = make();
  const slow = Promise.withResolvers<boolean>();
  received.refuseIf(({ content }) => (content.kind === 'text' && content.text === 'slow' ? slow.promise : false));
  await channel.start(received.receive);
  server.say(CHAT, 'slow');
  server.say(CHAT, 'later');
  await server.until(() => posts >= 3);
  slow.resolve(false);
  await server.until(() => server.waiting() === 0);
  const ids = received.taken.map(({ id }) => id);
  expect(received.texts().at(-1)).toBe('later');
  expect(ids.length).toBeGreaterThan(2);
  expect(new Set(ids).size).toBe(2);
});

test('the address is taken back from a process that polls with the same token', async () => {
  channel = make({ renewal: 20 });
  await channel.start(received.receive);
  await fetch(`${server.url}/bot${server.token}/deleteWebhook`, { method: 'POST' });
  server.say(CHAT, 'for us');
  await received.atLeast(1);
  expect(received.texts()).toEqual(['for us']);
});

test('a token that is revoked later is named by health, until it is good again', async () => {
  channel = make({ renewal: 20 });
  await channel.start(received.receive);
  server.revoke();
  await server.until(() => channel.health().state === 'down');
  expect(channel.health().trouble).toBe('wrong_token');
  server.revoke(false);
  await server.until(() => channel.health().state === 'ready');
});

test('the log holds neither the address nor the secret, nor what was posted', async () => {
  const lines: string[] = [];
  channel = make({ log: logInto(lines) });
  server.fault({ method: 'setWebhook', status: 400, description: `Bad Request: bad webhook: ${url}` });
  received.refuseIf(() => received.refused.length < 1);
  await channel.start(received.receive);
  for (const secret of [undefined, 'canary-secret', SECRET]) await post(update(secret, 7, 'canary-text'));
  await post(update(SECRET, 9, 'canary'.repeat(300_000)));
  await post(new Request(url, { method: 'POST', headers: { 'x-telegram-bot-api-secret-token': SECRET }, body: 'canary' }));
  await channel.stop();
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.join('')).not.toMatch(/canary|a-secret-of|a-path-of|127\.0\.0\.1|1:TEST/);
});

test('a post is answered with success only when its message was received', async () => {
  const inHand = Promise.withResolvers<void>();
  const decided = Promise.withResolvers<boolean>();
  received.refuseIf(() => {
    inHand.resolve();
    return decided.promise;
  });
  await channel.start(received.receive);
  let status = 0;
  const answering = post(update(SECRET)).then((response) => {
    status = response.status;
  });
  await inHand.promise;
  expect(status).toBe(0);
  decided.resolve(false);
  await answering;
  expect(status).toBe(200);
  expect(received.taken.map(({ id }) => id)).toEqual([`m/${CHAT}/7`]);
});

test('a message that could not be received is answered with failure and comes again before later ones', async () => {
  received.refuseIf(() => received.refused.length < 3);
  await channel.start(received.receive);
  server.say(CHAT, 'first');
  server.say(CHAT, 'second');
  await server.until(() => server.waiting() === 0);
  expect(received.texts()).toEqual(['first', 'second']);
  expect(received.refused).toHaveLength(3);
  expect(channel.health()).toEqual({ state: 'ready' });
});

test('a body that is not an update is a failure, and the next post works', async () => {
  await channel.start(received.receive);
  const headers = { 'x-telegram-bot-api-secret-token': SECRET };
  expect((await post(new Request(url, { method: 'POST', headers, body: 'no json' }))).status).toBe(500);
  expect((await post(update(SECRET))).status).toBe(200);
});

test('before the start and after the stop Telegram is told to come later, and another process gets what came meanwhile', async () => {
  expect((await post(update(SECRET))).status).toBe(503);
  await channel.start(received.receive);
  await channel.stop();
  server.say(CHAT, 'meanwhile');
  expect((await post(update(SECRET))).status).toBe(503);
  channel = make();
  await channel.start(received.receive);
  await received.atLeast(1);
  expect(received.texts()).toEqual(['meanwhile']);
});

test('a press is answered here too', async () => {
  await channel.start(received.receive);
  const press = server.press(CHAT, 'q1:yes');
  await server.until(() => server.answered().length > 0);
  expect(server.answered()).toEqual([press]);
});

test('registering is tried again while Telegram is away or refuses', async () => {
  server.fault({ method: 'getMe', drop: 'before' });
  server.fault({ method: 'setWebhook', status: 500 });
  server.fault({ method: 'setWebhook', status: 400 });
  await channel.start(received.receive);
  expect(server.calls('setWebhook')).toBe(3);
  expect(channel.health()).toEqual({ state: 'ready' });
});

test('what Telegram delivers twice comes under its old id, and what is first of each is in order', async () => {
  await channel.start(received.receive);
  server.disturb({ twice: 0.25, shuffled: true });
  const texts = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  for (const text of texts) for (const chat of [CHAT, CHAT + 1]) server.say(chat, text);
  await server.until(() => server.waiting() === 0);
  const first = received.taken.filter(({ id }, at) => received.taken.findIndex((other) => other.id === id) === at);
  expect(received.taken.length).toBe(50);
  for (const chat of [CHAT, CHAT + 1]) {
    const own = first.filter(({ address }) => address === String(chat));
    expect(own.map(({ content }) => content.kind === 'text' && content.text)).toEqual(texts);
  }
});

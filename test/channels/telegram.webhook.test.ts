import { once } from 'node:events';
import { type ServerType, serve } from '@hono/node-server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTelegram, type Telegram } from '../../src/channels/telegram/telegram.ts';
import { Received } from '../contract/received.ts';
import { silent } from '../support/telegram/harness.ts';
import { startTelegramServer, type TelegramServer } from '../support/telegram/server.ts';

const CHAT = 501;
const SECRET = 'a-secret-of-our-own';
let server: TelegramServer;
let ours: ServerType;
let url: string;
let channel: Telegram;
let received: Received;

beforeEach(async () => {
  server = await startTelegramServer();
  received = new Received();
  ours = serve({ fetch: (request) => post(request), port: 0, hostname: '127.0.0.1' });
  await once(ours, 'listening');
  const address = ours.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/telegram`;
  channel = make();
});

afterEach(async () => {
  received.refuseIf(() => false);
  await channel.stop();
  await server.close();
  ours.close();
});

function make(): Telegram {
  return createTelegram({ token: server.token, apiRoot: server.url, webhook: { url, secret: SECRET }, log: silent });
}

async function post(request: Request): Promise<Response> {
  return (await channel.webhook?.(request)) ?? new Response(null, { status: 404 });
}

function update(secret: string | undefined, id = 7): Request {
  const from = { id: CHAT, is_bot: false, first_name: 'Somebody' };
  const message = { message_id: id, date: 1, chat: { ...from, type: 'private' }, from, text: 'by hand' };
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

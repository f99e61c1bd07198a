import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTelegram } from '../../src/channels/telegram/telegram.ts';
import { outbound } from '../contract/channel.ts';
import { Received } from '../contract/received.ts';
import { startTelegramServer, type TelegramServer } from '../support/standins/telegram/server.ts';
import { logInto, telegramOn } from '../support/telegram/harness.ts';

const CHAT = 501;
let server: TelegramServer;
let received: Received;
const running: { stop(): Promise<void> }[] = [];

beforeEach(async () => {
  server = await startTelegramServer();
  received = new Received();
});

afterEach(async () => {
  received.refuseIf(() => false);
  for (const channel of running.splice(0)) await channel.stop();
  await server.close();
});

function make() {
  const channel = telegramOn(server);
  running.push(channel);
  return channel;
}

test('messages that were sent while nobody listened arrive at the start', async () => {
  server.say(CHAT, 'early');
  await make().start(received.receive);
  await received.atLeast(1);
  expect(received.texts()).toEqual(['early']);
});

test('while the database is away nothing is confirmed and health says so; when it is back nothing is missing', async () => {
  const channel = make();
  let away = true;
  received.refuseIf(() => away);
  await channel.start(received.receive);
  const firstUpdate = 1_000;
  const texts = Array.from({ length: 30 }, (_, index) => `line ${index}`);
  for (const text of texts) server.say(CHAT + (text.length % 2), text);
  await received.until(() => received.refused.length >= 6);
  const polls = server.calls('getUpdates');
  await server.until(() => server.calls('getUpdates') >= polls + 2);
  expect(server.confirmed()).toBeLessThanOrEqual(firstUpdate);
  expect(server.waiting()).toBe(30);
  expect(channel.health()).toMatchObject({ state: 'down', trouble: 'storage', advice: expect.stringContaining('database') });
  away = false;
  await received.atLeast(30);
  await server.until(() => server.waiting() === 0);
  expect(received.texts().toSorted()).toEqual(texts.toSorted());
  expect(channel.health()).toEqual({ state: 'ready' });
});

test('one message that is refused for long neither stops the other chats nor makes a hot loop', async () => {
  await make().start(received.receive);
  received.refuseIf(({ address }) => address === String(CHAT));
  server.say(CHAT, 'stuck');
  for (let chat = 1; chat <= 90; chat += 1) {
    server.say(chat, 'free');
    if (chat % 30 === 0) await received.atLeast(chat);
  }
  expect(server.calls('getUpdates')).toBeLessThan(20);
  received.refuseIf(() => false);
  await server.until(() => server.waiting() === 0);
  expect(received.taken).toHaveLength(91);
});

test('a stop leaves nothing unconfirmed that was received, and confirms nothing that was not', async () => {
  const channel = make();
  received.refuseIf(({ address }) => address !== String(CHAT));
  await channel.start(received.receive);
  server.say(CHAT, 'taken');
  await received.atLeast(1);
  server.say(CHAT + 1, 'refused');
  await received.until(() => received.refused.length > 0);
  server.say(CHAT, 'taken too');
  await received.atLeast(2);
  await channel.stop();
  // An offset confirms all that came before it: what came after the refused one is given again, under its old id.
  expect(server.waiting()).toBe(2);
  received.refuseIf(() => false);
  await make().start(received.receive);
  await received.atLeast(4);
  expect(received.texts()).toEqual(['taken', 'taken too', ...received.texts().slice(2)]);
  expect(new Set(received.taken.map(({ id }) => id)).size).toBe(3);
});

test('a stop confirms the message in hand as soon as it is received', async () => {
  const channel = make();
  const inHand = Promise.withResolvers<void>();
  const decided = Promise.withResolvers<boolean>();
  received.refuseIf(() => {
    inHand.resolve();
    return decided.promise;
  });
  await channel.start(received.receive);
  server.say(CHAT, 'in hand');
  await inHand.promise;
  const stopping = channel.stop();
  setImmediate(() => decided.resolve(false));
  await stopping;
  expect(received.texts()).toEqual(['in hand']);
  expect(server.waiting()).toBe(0);
});

test.for([
  { method: 'getUpdates', drop: 'before' },
  { method: 'getUpdates', drop: 'after' },
  { method: 'getUpdates', status: 502 },
  { method: 'getUpdates', status: 429, retryAfter: 1 },
  { method: 'getMe', drop: 'before' },
  { method: 'deleteWebhook', status: 500 },
] as const)('nothing is lost and nothing comes twice when calls fail: %o', async (rule) => {
  server.fault({ ...rule, times: 2 });
  const started = make().start(received.receive);
  const texts = ['one', 'two', 'three'];
  for (const text of texts) server.say(CHAT, text);
  await started;
  await received.atLeast(3);
  await server.until(() => server.waiting() === 0);
  expect(received.texts()).toEqual(texts);
});

test('while Telegram is away health says what to check, and it comes back by itself', async () => {
  const channel = make();
  await channel.start(received.receive);
  const { port } = server;
  await server.close();
  server = await startTelegramServer({ port });
  server.fault({ status: 500, times: 2 });
  await server.until(() => channel.health().trouble === 'unreachable');
  expect(channel.health()).toMatchObject({ state: 'reconnecting', advice: expect.stringContaining('TELEGRAM_API_ROOT') });
  server.say(CHAT, 'after');
  await received.atLeast(1);
  expect(channel.health()).toEqual({ state: 'ready' });
});

test('it stops at once while Telegram is away', async () => {
  const channel = make();
  await channel.start(received.receive);
  const { port } = server;
  await server.close();
  const began = performance.now();
  await channel.stop();
  expect(performance.now() - began).toBeLessThan(2_000);
  server = await startTelegramServer({ port });
});

test('a second process on the same token is named by health; between them nothing is lost', async () => {
  const [first, second] = [make(), make()];
  await first.start(received.receive);
  await second.start(received.receive);
  await server.until(() => first.health().state === 'down');
  expect(first.health()).toMatchObject({ trouble: 'second_process', advice: expect.stringContaining('Another process') });
  const texts = Array.from({ length: 10 }, (_, index) => `line ${index}`);
  for (const text of texts) server.say(CHAT, text);
  await server.until(() => server.waiting() === 0);
  expect(new Set(received.texts())).toEqual(new Set(texts));
  await second.stop();
  await server.until(() => first.health().state === 'ready');
});

test('a refused token is named by health, start waits, and a stop ends the wait', async () => {
  server.revoke();
  const channel = make();
  let started = false;
  const starting = channel.start(received.receive).then(() => {
    started = true;
  });
  await server.until(() => server.calls('getMe') > 1);
  const advice = expect.stringContaining('TELEGRAM_BOT_TOKEN');
  expect(channel.health()).toMatchObject({ state: 'down', trouble: 'wrong_token', advice });
  expect(started).toBe(false);
  await channel.stop();
  await starting;
});

test('a Telegram that was never there is down and unreachable', async () => {
  server.fault({ method: 'getMe', drop: 'before', times: 3 });
  const channel = make();
  const started = channel.start(received.receive);
  await server.until(() => server.calls('getMe') > 1);
  expect(channel.health()).toMatchObject({ state: 'down', trouble: 'unreachable' });
  await started;
});

test('a token that is revoked while messages come is named by health, and nothing is lost when it is good again', async () => {
  const channel = make();
  await channel.start(received.receive);
  server.say(CHAT, 'before');
  await received.atLeast(1);
  server.revoke();
  await server.hangUp();
  server.say(CHAT, 'meanwhile');
  await server.until(() => channel.health().trouble === 'wrong_token');
  expect(channel.health().state).toBe('down');
  server.revoke(false);
  await received.until(() => received.texts().includes('meanwhile'));
  await server.until(() => server.waiting() === 0);
  expect(new Set(received.texts())).toEqual(new Set(['before', 'meanwhile']));
});

test('too many calls: the wait that Telegram named is kept before the next one', async () => {
  await make().start(received.receive);
  // The first one does not wait, to see whether polling works at all.
  await server.until(() => server.polled() && server.calls('getUpdates') === 2);
  server.fault({ method: 'getUpdates', status: 429, retryAfter: 2 });
  server.say(CHAT, 'one');
  await server.until(() => server.calls('getUpdates') === 3);
  const began = performance.now();
  server.say(CHAT, 'two');
  await received.atLeast(2);
  expect(server.calls('getUpdates')).toBe(4);
  expect(performance.now() - began).toBeGreaterThan(1_900);
});

test('an update that Telegram gives again comes under its old id, and chats may overtake each other', async () => {
  await make().start(received.receive);
  server.disturb({ twice: 0.25, shuffled: true });
  for (let line = 0; line < 50; line += 1) for (const chat of [CHAT, CHAT + 1]) server.say(chat, `line ${line}`);
  await server.until(() => server.waiting() === 0);
  const first = received.taken.filter(({ id }, at) => received.taken.findIndex((other) => other.id === id) === at);
  expect(received.taken.length).toBeGreaterThan(100);
  expect(first).toHaveLength(100);
  const lines = Array.from({ length: 50 }, (_, line) => `line ${line}`);
  for (const chat of [CHAT, CHAT + 1]) {
    const texts = first.flatMap(({ address, content }) =>
      address === String(chat) && content.kind === 'text' ? [content.text] : [],
    );
    expect(texts).toEqual(lines);
  }
});

test('a token that is refused for a while, as in an outage, works again by itself', async () => {
  server.revoke();
  const channel = make();
  const started = channel.start(received.receive);
  await server.until(() => server.calls('getMe') > 0);
  server.revoke(false);
  await started;
  expect(channel.health()).toEqual({ state: 'ready' });
});

test('the log holds nothing that a person wrote and no chat', async () => {
  const lines: string[] = [];
  const channel = createTelegram({ token: server.token, apiRoot: server.url, log: logInto(lines) });
  running.push(channel);
  received.refuseIf(() => received.refused.length < 2);
  await channel.start(received.receive);
  server.fault({ method: 'getUpdates', status: 500 });
  server.fault({ method: 'sendMessage', status: 400, description: 'canary-description' });
  server.fault({ method: 'answerCallbackQuery', status: 400 });
  server.say(987_654_321, 'canary-text');
  server.press(987_654_321, 'q:canary-option');
  await received.atLeast(2);
  await expect(channel.send('987654321', outbound('canary-answer'))).rejects.toThrow();
  await channel.stop();
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.join('')).not.toMatch(/canary|987654321|1:TEST/);
});

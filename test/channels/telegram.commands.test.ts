import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CommandList } from '../../src/channels/telegram/commands.ts';
import { createTelegram, type Telegram } from '../../src/channels/telegram/telegram.ts';
import type { Logger } from '../../src/logger.ts';
import { Received } from '../contract/received.ts';
import { startTelegramServer, type TelegramServer } from '../support/standins/telegram/server.ts';
import { logInto, silent } from '../support/telegram/harness.ts';

const CHAT = 501;
const help = [{ command: 'help', description: 'What you can write here' }];
const madad = [{ command: 'help', description: 'آپ یہاں کیا لکھ سکتے ہیں' }];
const LISTS: readonly CommandList[] = [
  { language: '', commands: help },
  { language: 'ur', commands: madad },
];

let server: TelegramServer;
let channel: Telegram;
let received: Received;

beforeEach(async () => {
  server = await startTelegramServer();
  received = new Received();
});

afterEach(async () => {
  await channel.stop();
  await server.close();
});

function make(commands: readonly CommandList[], log: Logger = silent): Telegram {
  return createTelegram({ token: server.token, apiRoot: server.url, commands, log });
}

test('people are offered the commands in the language of their Telegram, others those without a language, groups none', async () => {
  channel = make(LISTS);
  await channel.start(received.receive);
  await server.until(() => server.offered('ur').length > 0 && server.calls('setMyCommands') === 2);
  expect(server.offered('ur')).toEqual(madad);
  expect(server.offered('de')).toEqual(help);
  expect(server.offered('ur', 'group')).toEqual([]);
});

test('they are set anew when Telegram comes back', async () => {
  channel = make(LISTS);
  await channel.start(received.receive);
  await server.until(() => server.calls('setMyCommands') === 2);
  const { port } = server;
  await server.close();
  server = await startTelegramServer({ port });
  await server.until(() => server.calls('setMyCommands') === 2);
  expect(server.offered('ur')).toEqual(madad);
});

test('messages do not wait for them: they are tried again until Telegram takes them, and the log says so without them', async () => {
  const lines: string[] = [];
  channel = make(LISTS, logInto(lines));
  server.fault({ method: 'setMyCommands', delay: 300 });
  server.fault({ method: 'setMyCommands', status: 429, retryAfter: 1 });
  server.fault({ method: 'setMyCommands', drop: 'after' });
  await channel.start(received.receive);
  server.say(CHAT, 'salam');
  await received.atLeast(1);
  expect(server.offered('ur')).toEqual([]);
  expect(channel.health()).toEqual({ state: 'ready' });
  await server.until(() => server.calls('setMyCommands') === 4);
  expect(server.offered('ur')).toEqual(madad);
  expect(lines.filter((line) => line.includes('telegram commands not set'))).toHaveLength(2);
  expect(lines.join('')).not.toMatch(/write here|1:TEST/);
});

test('a list that Telegram does not take ends neither the others nor the channel, nor a stop', async () => {
  channel = make([...LISTS, { language: 'en', commands: [{ command: 'No Command', description: 'x' }] }]);
  await channel.start(received.receive);
  await server.until(() => server.calls('setMyCommands') >= 4);
  expect(server.offered('ur')).toEqual(madad);
  expect(channel.health()).toEqual({ state: 'ready' });
  const began = performance.now();
  await channel.stop();
  expect(performance.now() - began).toBeLessThan(3_500);
});

test('without a list nothing is set, so that what @BotFather was told stays', async () => {
  channel = make([]);
  await channel.start(received.receive);
  server.say(CHAT, 'salam');
  await received.atLeast(1);
  expect(server.calls('setMyCommands')).toBe(0);
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Channel, type Mark, SendError } from '../../src/channels/channel.ts';
import { splitText } from '../../src/channels/split.ts';
import { outbound } from '../contract/channel.ts';
import { startTelegramServer, type TelegramServer } from '../support/standins/telegram/server.ts';
import { telegramOn } from '../support/telegram/harness.ts';

const CHAT = 501;
const ADDRESS = String(CHAT);
let server: TelegramServer;
let channel: Channel;

beforeEach(async () => {
  server = await startTelegramServer();
  server.say(CHAT, 'salam');
  channel = telegramOn(server);
});

afterEach(async () => {
  await channel.stop();
  await server.close();
});

async function failure(text = 'hello', address = ADDRESS): Promise<SendError> {
  const error: unknown = await channel.send(address, outbound(text)).catch((thrown: unknown) => thrown);
  if (!(error instanceof SendError)) throw new Error('it did not fail as a SendError');
  return error;
}

test('a message shows no link preview, has a button a row, and its number is its reference', async () => {
  const options = [
    { id: 'yes', label: 'Yes' },
    { id: 'no', label: 'No' },
  ];
  const sent = await channel.send(ADDRESS, outbound('see https://example.org', options, 'q9'));
  const [seen] = server.sent(CHAT);
  expect(seen).toMatchObject({ preview: false, rows: [1, 1] });
  expect(seen?.options.map(({ data }) => data)).toEqual(['q9:yes', 'q9:no']);
  expect(sent).toEqual({ reference: String(seen?.id) });
});

test('a secret cannot be passed on, in any of its parts; numbers and steps can', async () => {
  await channel.send(ADDRESS, { ...outbound(`${'a'.repeat(4_000)}\n\n${'b'.repeat(4_000)}`), secret: true });
  await channel.send(ADDRESS, { ...outbound('not this'), secret: false });
  await channel.send(ADDRESS, outbound('nor that'));
  expect(server.sent(CHAT).map(({ protect }) => protect)).toEqual([true, true, false, false]);
});

test('an unused connection that Telegram ended is not used again', async () => {
  await channel.send(ADDRESS, outbound('one'));
  expect(await server.hangUp()).toBe(1);
  await channel.send(ADDRESS, outbound('two'));
  expect(server.sent(CHAT).map(({ text }) => text)).toEqual(['one', 'two']);
});

test('when the answer is lost after the message went out, it may have been sent, and it was', async () => {
  server.fault({ method: 'sendMessage', drop: 'after' });
  expect(await failure()).toMatchObject({ reason: 'unreachable', maybeSent: true });
  expect(server.sent(CHAT)).toHaveLength(1);
});

test('when the connection breaks before Telegram looked at it, it may have been sent, and it is not tried again here', async () => {
  server.fault({ method: 'sendMessage', drop: 'before' });
  expect(await failure()).toMatchObject({ reason: 'unreachable', maybeSent: true });
  expect(server.calls('sendMessage')).toBe(1);
});

test('when there is no connection, nothing was sent', async () => {
  const { port } = server;
  await server.close();
  expect(await failure()).toMatchObject({ reason: 'unreachable', maybeSent: false });
  server = await startTelegramServer({ port });
});

test('a broken server sent nothing, a gateway that gave up may have', async () => {
  server.fault({ method: 'sendMessage', status: 500 });
  expect(await failure()).toMatchObject({ reason: 'unreachable', maybeSent: false });
  server.fault({ method: 'sendMessage', status: 504 });
  expect(await failure()).toMatchObject({ reason: 'unreachable', maybeSent: true });
});

test('too many messages: the wait that Telegram named is passed on', async () => {
  server.fault({ method: 'sendMessage', status: 429, retryAfter: 17 });
  expect(await failure()).toMatchObject({ reason: 'throttled', retryAfter: 17, retryable: true });
});

test('who blocked the bot and who is not there any more cannot be written to', async () => {
  expect(await failure('hello', '999')).toMatchObject({ reason: 'blocked', retryable: false });
  server.block(CHAT);
  expect(await failure()).toMatchObject({ reason: 'blocked', retryable: false });
});

test('a refused token is a matter of settings', async () => {
  server.revoke();
  expect(await failure()).toMatchObject({ reason: 'misconfigured', retryable: false });
});

test('a message without words or with an option that no button can carry is rejected before it leaves', async () => {
  expect(await failure(' \n ')).toMatchObject({ reason: 'rejected' });
  const long = [{ id: 'x'.repeat(70), label: 'Long' }];
  await expect(channel.send(ADDRESS, outbound('hello', long))).rejects.toMatchObject({ reason: 'rejected' });
  expect(server.calls('sendMessage')).toBe(0);
});

test('a long message that broke off in the middle goes on there when it is tried again', async () => {
  const message = outbound(`${'a'.repeat(4_000)}\n\n${'b'.repeat(4_000)}\n\n${'c'.repeat(4_000)}`);
  server.fault({ method: 'sendMessage', delay: 0 });
  server.fault({ method: 'sendMessage', status: 429, retryAfter: 1 });
  await expect(channel.send(ADDRESS, message)).rejects.toMatchObject({ reason: 'throttled' });
  await channel.send(ADDRESS, message);
  expect(server.sent(CHAT).map(({ text }) => text[0])).toEqual(['a', 'b', 'c']);
});

/** What stands out in what the chat shows: its kind and its words. */
const standingOut = () =>
  server
    .sent(CHAT)
    .map(({ text, entities }) => entities.map(({ type, offset, length }) => `${type}: ${text.slice(offset, offset + length)}`));

test('marks stand where they should, after Urdu and emoji too, and a message without any has none', async () => {
  const text = '  😀 اگر محفوظ ہو: 1234-5678 اور 9012۔ چھپائیں';
  const mark = (style: Mark['style'], words: string): Mark => ({
    style,
    from: text.indexOf(words),
    to: text.indexOf(words) + words.length,
  });
  const marks = [mark('code', '1234-5678'), mark('code', '9012'), mark('bold', 'چھپائیں')];
  await channel.send(ADDRESS, { ...outbound(text), marks });
  await channel.send(ADDRESS, outbound('*0* and `1`'));
  expect(standingOut()).toEqual([['code: 1234-5678', 'code: 9012', 'bold: چھپائیں'], []]);
  expect(server.sent(CHAT).map((seen) => seen.text)).toEqual([text.trim(), '*0* and `1`']);
});

test('a mark goes with its words when the text is split, and is split with them', async () => {
  const [first, second] = [`${'😀 '.repeat(1_300)}first`, `${'لفظ '.repeat(900)}second`];
  const text = `${first}\n\n${second} third`;
  const from = text.indexOf('first');
  const marks: Mark[] = [
    { style: 'bold', from, to: from + 'first\n\nلفظ'.length },
    { style: 'code', from: text.indexOf('second'), to: text.length },
  ];
  await channel.send(ADDRESS, { ...outbound(text), marks });
  expect(standingOut()).toEqual([['bold: first'], ['bold: لفظ', 'code: second third']]);
});

test('a text is cut at a blank line, else at a line, else at a space, else between characters, and never loses a word', () => {
  const split = (text: string) => splitText(text, 10);
  const texts = (text: string) => split(text).map((part) => part.text);
  expect(texts('short')).toEqual(['short']);
  expect(texts('  \n ')).toEqual([]);
  expect(texts('aaaaaa\n\nbb cc')).toEqual(['aaaaaa', 'bb cc']);
  expect(texts('aaaaaa\nbb cc')).toEqual(['aaaaaa', 'bb cc']);
  expect(texts('aaaa bbbb cccc')).toEqual(['aaaa bbbb', 'cccc']);
  expect(texts('a'.repeat(25))).toEqual(['a'.repeat(10), 'a'.repeat(10), 'aaaaa']);
  expect(texts(`aaaaaaaaa${'😀'.repeat(3)}`)).toEqual(['aaaaaaaaa', '😀'.repeat(3)]);
  expect(texts('aaaaaaaaaa bbb')).toEqual(['aaaaaaaaaa', 'bbb']);
  const untidy = ' \n aaaa bbbb  \n\n  cccc dddd eeee \n';
  expect(split(untidy).map(({ from, text }) => untidy.slice(from, from + text.length))).toEqual(texts(untidy));
  expect(texts(untidy)).toEqual(['aaaa bbbb', 'cccc dddd', 'eeee']);
});

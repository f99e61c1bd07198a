import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import { outbound } from '../contract/channel.ts';
import { Received } from '../contract/received.ts';
import type { Deed } from '../support/standins/standin.ts';
import { chatOf, startTelegramStandIn, type TelegramStandIn } from '../support/standins/telegram/standin.ts';
import { telegramOn } from '../support/telegram/harness.ts';

const AMNA = String(chatOf('amna'));
let standIn: TelegramStandIn;
let channel: Channel;
let received: Received;

beforeEach(async () => {
  standIn = await startTelegramStandIn();
  channel = telegramOn(standIn.server);
  received = new Received();
  await channel.start(received.receive);
});

afterEach(async () => {
  await channel.stop();
  await standIn.close();
});

test('everything that a person can do arrives as what it is', async () => {
  const deeds: Deed[] = [
    { kind: 'text', text: 'salam' },
    { kind: 'voice', bytes: Buffer.from('a sound') },
    { kind: 'picture', caption: 'look' },
    { kind: 'video' },
    { kind: 'file', type: 'image/png', name: 'a.png' },
    { kind: 'sticker' },
    { kind: 'location' },
    { kind: 'contact' },
    { kind: 'poll' },
    { kind: 'unknown' },
    { kind: 'block' },
    { kind: 'unblock' },
  ];
  for (const deed of deeds) await standIn.receive('amna', deed);
  const taken = await received.atLeast(deeds.length);
  expect(taken.map(({ content }) => (content.kind === 'attachment' ? content.media : content.kind))).toEqual(
    deeds.map(({ kind }) => ({ block: 'gone', unblock: 'back' })[kind as string] ?? kind),
  );
  expect(new Set(taken.map(({ address }) => address))).toEqual(new Set([AMNA]));
  expect(taken[2]?.content).toMatchObject({ caption: 'look', file: { type: 'image/jpeg' } });
  expect(taken[4]?.content).toMatchObject({ file: { type: 'image/png', size: 13 } });
});

test('a changed message names the one that it changes, a caption stays a caption, and a deletion says nothing', async () => {
  const words = await standIn.receive('amna', { kind: 'text', text: 'befor' });
  const picture = await standIn.receive('amna', { kind: 'picture', caption: 'lok' });
  await standIn.receive('amna', { kind: 'edit', of: words, text: 'before' });
  await standIn.receive('amna', { kind: 'delete', of: words });
  await standIn.receive('amna', { kind: 'edit', of: picture, text: 'look' });
  const [, , ...edits] = await received.atLeast(4);
  expect(edits.map(({ content }) => content)).toEqual([
    { kind: 'edit', of: `m/${AMNA}/${words}`, text: 'before' },
    { kind: 'edit', of: `m/${AMNA}/${picture}`, text: 'look' },
  ]);
});

test('nobody can call, press what is not there or change what was never written', async () => {
  await expect(standIn.receive('amna', { kind: 'call' })).rejects.toThrow('call a bot');
  await expect(standIn.receive('amna', { kind: 'pick', label: 'Yes' })).rejects.toThrow('no such button');
  await expect(standIn.receive('amna', { kind: 'edit', of: '1', text: 'x' })).rejects.toThrow('no such message');
});

test('a label is pressed under the last message that has it', async () => {
  await standIn.receive('amna', { kind: 'text', text: 'salam' });
  await received.atLeast(1);
  const yes = [{ id: 'yes', label: 'Yes' }];
  for (const asked of ['q1', 'q2']) await channel.send(AMNA, outbound('Are you safe?', yes, asked));
  await channel.send(AMNA, outbound('Take your time.'));
  await standIn.receive('amna', { kind: 'pick', label: 'Yes' });
  const [, picked] = await received.atLeast(2);
  expect(picked?.content).toEqual({ kind: 'option', id: 'yes', asked: 'q2' });
  expect(standIn.sent('amna').map(({ text, options }) => [text, ...options])).toEqual([
    ['Are you safe?', 'Yes'],
    ['Are you safe?', 'Yes'],
    ['Take your time.'],
  ]);
});

test('faults come about as they are named, as often as they are ordered, and can be mended', async () => {
  await standIn.receive('amna', { kind: 'text', text: 'salam' });
  const send = () => channel.send(AMNA, outbound('hello'));
  standIn.fault({ kind: 'message_lost' });
  await expect(send()).rejects.toMatchObject({ reason: 'unreachable', maybeSent: true });
  expect(standIn.sent('amna')).toHaveLength(0);
  standIn.fault({ kind: 'answer_lost' });
  await expect(send()).rejects.toMatchObject({ reason: 'unreachable', maybeSent: true });
  expect(standIn.sent('amna')).toHaveLength(1);
  standIn.fault({ kind: 'refused', reason: 'throttled', retryAfter: 9, times: 2 });
  for (let time = 0; time < 2; time += 1) await expect(send()).rejects.toMatchObject({ reason: 'throttled', retryAfter: 9 });
  for (const reason of ['unreachable', 'blocked', 'rejected', 'misconfigured'] as const) {
    standIn.fault({ kind: 'refused', reason });
    await expect(send()).rejects.toMatchObject({ reason, maybeSent: false });
  }
  standIn.fault({ kind: 'slow', milliseconds: 1 });
  await send();
  standIn.fault({ kind: 'message_lost' });
  standIn.mend();
  await send();
  expect(standIn.sent('amna')).toHaveLength(3);
});

test('who blocked us gets nothing until the block ends', async () => {
  await standIn.receive('amna', { kind: 'block' });
  await standIn.receive('amna', { kind: 'text', text: 'salam' });
  await expect(channel.send(AMNA, outbound('hello'))).rejects.toMatchObject({ reason: 'blocked' });
  await standIn.receive('amna', { kind: 'unblock' });
  await channel.send(AMNA, outbound('hello'));
  expect(standIn.sent('amna')).toHaveLength(1);
});

test('a host that is not this machine is a stray, and nothing is posted to one', async () => {
  expect(standIn.strays()).toEqual([]);
  const { port, token, url } = standIn.server;
  const headers = { host: 'api.telegram.org' };
  request({ host: '127.0.0.1', port, path: `/bot${token}/getMe`, headers })
    .once('response', (response) => response.resume())
    .end();
  await standIn.until(() => standIn.strays().length > 0);
  const hook = await fetch(`${url}/bot${token}/setWebhook?url=https://help.example.org/x`, { method: 'POST' });
  expect(hook.status).toBe(400);
  expect(standIn.strays()).toEqual(['api.telegram.org', 'help.example.org']);
});

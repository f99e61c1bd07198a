import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Outbound } from '../../src/channels/channel.ts';
import { checkWhatsAppCloud } from '../../src/channels/whatsappCloud/check.ts';
import type { WhatsAppCloud } from '../../src/channels/whatsappCloud/whatsappCloud.ts';
import { outbound } from '../contract/channel.ts';
import { Received } from '../contract/received.ts';
import { cloudOn } from '../support/cloud/harness.ts';
import { readableLog } from '../support/cloud/lines.ts';
import type { CloudStandIn } from '../support/standins/cloud/cloudStandIn.ts';
import { startCloudStandIn } from '../support/standins/cloud/server.ts';

const AMNA = 'amna';
let standIn: CloudStandIn;
let channel: WhatsAppCloud;
let received: Received;
let lines: string[];

beforeEach(async () => {
  standIn = await startCloudStandIn();
  received = new Received();
  const readable = readableLog();
  lines = readable.lines;
  channel = cloudOn(standIn, readable.log);
});

afterEach(async () => {
  received.refuseIf(() => false);
  await channel.stop();
  expect(standIn.strays()).toEqual([]);
  await standIn.close();
});

async function meet(): Promise<string> {
  await channel.start(received.receive);
  await standIn.receive(AMNA, { kind: 'text', text: 'salam' });
  return (await received.atLeast(1))[0]?.address ?? '';
}

const allPosted = () => standIn.until(() => standIn.waiting() === 0);

test('nothing is lost and nothing new is made up when posts come twice and chats overtake each other', async () => {
  standIn.disturb({ twice: 0.3, shuffled: true });
  received.refuseIf(() => Math.random() < 0.2);
  await channel.start(received.receive);
  const people = ['amna', 'bano', 'chandni'];
  for (let line = 0; line < 40; line += 1) {
    for (const person of people) await standIn.receive(person, { kind: 'text', text: `${person} ${line}` });
  }
  standIn.mend();
  await allPosted();
  for (const person of people) {
    const mine = received.texts(standIn.address(person));
    expect([...new Set(mine)]).toEqual(Array.from({ length: 40 }, (_, line) => `${person} ${line}`));
  }
  expect(new Set(received.taken.map(({ id }) => id)).size).toBe(120);
  expect(received.taken.length).toBeGreaterThan(120);
});

test('while the database is away health says so, and when it is back nothing is missing', async () => {
  let away = true;
  received.refuseIf(() => away);
  await channel.start(received.receive);
  for (const text of ['one', 'two', 'three']) await standIn.receive(AMNA, { kind: 'text', text });
  await received.until(() => received.refused.length > 1);
  expect(channel.health()).toMatchObject({ state: 'down', trouble: 'storage', advice: expect.stringContaining('database') });
  away = false;
  await received.atLeast(3);
  await allPosted();
  expect(received.texts()).toEqual(['one', 'two', 'three']);
  expect(channel.health()).toEqual({ state: 'ready' });
});

describe('how the number stands', () => {
  test.each([
    ['unreachable', 'down', { status: 500, code: 2 }],
    ['unreachable', 'down', { status: 502 }],
    ['unreachable', 'down', { status: 429, code: 4 }],
    ['wrong_token', 'down', { status: 401, code: 190 }],
    ['bad_settings', 'down', { status: 400, code: 100, subcode: 33 }],
    ['banned', 'banned', { status: 403, code: 368 }],
    ['refused', 'down', { status: 403, code: 10 }],
  ] as const)('is %s (%s) when Meta answers so, and is asked until it works', async (trouble, state, rule) => {
    standIn.rule({ at: 'number', times: 1_000, ...rule });
    const starting = channel.start(received.receive);
    await standIn.until(() => standIn.calls('number') >= 2);
    expect(channel.health()).toMatchObject({ state, trouble, advice: expect.any(String) });
    standIn.mend();
    await starting;
    expect(channel.health()).toEqual({ state: 'ready' });
    expect(lines.filter((line) => line.includes('whatsapp down'))).toHaveLength(1);
  });

  test.each([
    ['BANNED', 'banned'],
    ['DISCONNECTED', 'bad_settings'],
  ] as const)('is told by Meta itself: %s', async (standing, trouble) => {
    standIn.standing(standing);
    const starting = channel.start(received.receive);
    await standIn.until(() => standIn.calls('number') >= 2);
    expect(channel.health()).toMatchObject({ trouble });
    await channel.stop();
    await starting;
    expect(channel.health().state).toBe('down');
  });

  test('is unreachable when something answers that is not Meta', async () => {
    standIn.rule({ at: 'number', times: 2, status: 200 });
    await channel.start(received.receive);
    expect(standIn.calls('number')).toBe(3);
    expect(channel.health()).toEqual({ state: 'ready' });
    expect(lines.join('')).toContain('"trouble":"unreachable"');
  });

  test('is asked again at once when a send is refused, so that a revoked token is noticed and its return too', async () => {
    const address = await meet();
    standIn.revoke();
    await expect(channel.send(address, outbound('hello'))).rejects.toMatchObject({ reason: 'misconfigured' });
    await standIn.until(() => standIn.calls('number') >= 3);
    expect(channel.health()).toMatchObject({ state: 'down', trouble: 'wrong_token' });
    standIn.revoke(false);
    while (channel.health().state !== 'ready') await new Promise(setImmediate);
    await channel.send(address, outbound('hello again'));
    expect(standIn.sent(AMNA)).toHaveLength(1);
  });

  test('is refused while the number is good and its messages are not taken, until one is', async () => {
    const address = await meet();
    standIn.rule({ at: 'messages', status: 400, code: 131042 });
    await expect(channel.send(address, outbound('hello'))).rejects.toMatchObject({ reason: 'misconfigured' });
    expect(channel.health()).toMatchObject({ state: 'down', trouble: 'refused' });
    await channel.send(address, outbound('hello'));
    expect(channel.health()).toEqual({ state: 'ready' });
  });

  test('can be checked without receiving anything', async () => {
    const { token, numberId, url: apiRoot } = standIn;
    expect(await checkWhatsAppCloud({ token, numberId, apiRoot })).toBeNull();
    expect(await checkWhatsAppCloud({ token: 'another', numberId, apiRoot })).toContain('WHATSAPP_CLOUD_TOKEN');
    expect(await checkWhatsAppCloud({ token, numberId: '1', apiRoot })).toContain('WHATSAPP_CLOUD_NUMBER_ID');
    expect(await checkWhatsAppCloud({ token, numberId, apiRoot: 'http://127.0.0.1:1' })).toContain('network');
  });
});

describe('finding a message whose answer was lost', () => {
  const long = () => outbound(`${'a'.repeat(4_000)}\n\n${'b'.repeat(4_000)}`);

  async function lost(address: string, message: Outbound, kind: 'answer_lost' | 'message_lost'): Promise<Date> {
    const attempted = new Date();
    standIn.fault({ kind });
    await expect(channel.send(address, message)).rejects.toMatchObject({ maybeSent: true });
    await allPosted();
    return attempted;
  }

  /** Meta tells of something that happens so many milliseconds after `from`. */
  async function laterBy(from: Date, milliseconds: number): Promise<void> {
    const timestamp = String(Math.ceil((from.getTime() + milliseconds) / 1_000));
    standIn.post('status', { statuses: [{ id: 'wamid.other', status: 'delivered', timestamp }] });
    await allPosted();
  }

  test('it is found by its statuses, under the id that Meta gave it', async () => {
    const address = await meet();
    const message = outbound('hello');
    const attempted = await lost(address, message, 'answer_lost');
    const [seen] = standIn.outgoing(AMNA);
    expect(await channel.find?.(address, message, attempted)).toEqual({ reference: seen?.id });
  });

  test('it is absent when Meta says that it failed', async () => {
    const address = await meet();
    const message = outbound('hello');
    standIn.afterwards('failed', 131026);
    const attempted = await lost(address, message, 'answer_lost');
    expect(await channel.find?.(address, message, attempted)).toBe('absent');
  });

  test('it is unknown while nothing newer is told, and absent when Meta tells of what came a minute later', async () => {
    const address = await meet();
    const message = outbound('hello');
    const attempted = await lost(address, message, 'message_lost');
    expect(await channel.find?.(address, message, attempted)).toBe('unknown');
    await laterBy(attempted, 30_000);
    expect(await channel.find?.(address, message, attempted)).toBe('unknown');
    await laterBy(attempted, 60_000);
    expect(await channel.find?.(address, message, attempted)).toBe('absent');
  });

  test('it stays unknown when it was tried before this process listened, which may have missed what was told', async () => {
    const address = await meet();
    const attempted = new Date(Date.now() - 60_000);
    await laterBy(new Date(), 60_000);
    expect(await channel.find?.(address, outbound('hello'), attempted)).toBe('unknown');
  });

  test('of a long one that broke off only what is missing is sent again', async () => {
    const address = await meet();
    const message = long();
    const attempted = await lost(address, message, 'answer_lost');
    await laterBy(attempted, 60_000);
    expect(await channel.find?.(address, message, attempted)).toBe('absent');
    await channel.send(address, message);
    expect(standIn.sent(AMNA).map(({ text }) => text[0])).toEqual(['a', 'b']);
  });
});

test('a message that fails after it counted as sent is noticed, without a word of it', async () => {
  const address = await meet();
  standIn.afterwards('failed', 131047);
  await channel.send(address, outbound('CANARY'));
  await allPosted();
  const noticed = lines.filter((line) => line.includes('failed after it was taken'));
  expect(noticed).toHaveLength(1);
  expect(noticed[0]).toContain('131047');
  expect(lines.join('')).not.toMatch(new RegExp(`CANARY|${address.split('@')[0]}`));
});

test('a block is told only afterwards, and ends when it is lifted', async () => {
  const address = await meet();
  await standIn.receive(AMNA, { kind: 'block' });
  await channel.send(address, outbound('nobody sees this'));
  await allPosted();
  expect(standIn.sent(AMNA)).toEqual([]);
  expect(lines.join('')).toContain('131026');
  await standIn.receive(AMNA, { kind: 'unblock' });
  await channel.send(address, outbound('hello'));
  expect(standIn.sent(AMNA)).toHaveLength(1);
});

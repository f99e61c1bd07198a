/** How our messages look on WhatsApp, how fast they go, and what becomes of those whose answer is lost. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Channel, Outbound } from '../../src/channels/channel.ts';
import { Pacing } from '../../src/channels/whatsapp/pacing.ts';
import { render, TEXT_LIMIT } from '../../src/channels/whatsapp/render.ts';
import { outbound } from '../contract/channel.ts';
import { Received } from '../contract/received.ts';
import { type Account, openAccount } from '../support/whatsapp/harness.ts';

const PATIENT = { timeout: 30_000, interval: 20 };

describe('a message', () => {
  const options = [
    { id: 'yes', label: 'Yes' },
    { id: 'no', label: 'No *really*' },
  ];

  test('has its options as a numbered list, and how to answer below them', () => {
    const message = { ...outbound('Are you safe?', options), menuHint: 'Answer with a number.' };
    expect(render(message)).toEqual(['Are you safe?\n\n*1*  Yes\n*2*  No *\u200Areally*\n\nAnswer with a number.']);
    expect(render(outbound('', options))).toEqual(['*1*  Yes\n*2*  No *\u200Areally*']);
  });

  test('shows what stands out, line by line and without its outer blanks', () => {
    const text = 'Call 15 now\nyour code: 1234 ';
    const marks: Outbound['marks'] = [
      { style: 'bold', from: 5, to: 16 },
      { style: 'code', from: 23, to: 28 },
    ];
    expect(render({ ...outbound(text), marks })).toEqual(['Call *15 now*\n*your* code: `1234`']);
  });

  test('keeps plain signs plain, also in addresses and within words', () => {
    expect(render(outbound('2*3*4 and *a* _b_ ~c~, see https://x.pk/_y_/z and a_b_c, **'))).toEqual([
      '2*3*4 and *\u200Aa* _\u200Ab_ ~\u200Ac~, see https://x.pk/_y_/z and a_b_c, **',
    ]);
  });

  test('is cut where it is too long, marks and all, with its options at the end', () => {
    const text = 'word '.repeat(2_000).trim();
    const parts = render({ ...outbound(text, options), marks: [{ style: 'bold', from: 3_990, to: 4_020 }] });
    expect(parts).toHaveLength(3);
    expect(parts.slice(0, -1).every((part) => part.length <= TEXT_LIMIT + 2)).toBe(true);
    expect(parts.map((part) => part.split('*').length - 1)).toEqual([2, 2, 6]);
    expect(parts.at(-1)).toContain('*2*  No');
  });

  test('without any words is refused', () => {
    expect(() => render(outbound('  '))).toThrow(expect.objectContaining({ reason: 'rejected' }));
  });
});

describe('the pace', () => {
  const pacing = () => new Pacing(300, new AbortController().signal);

  test('lets twenty messages go at once, and then eight a second', () => {
    const pace = pacing();
    const planned = Array.from({ length: 28 }, (_, index) => pace.plan(`chat ${index}`, 1_000));
    expect(planned.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 1_000));
    expect(planned.slice(20)).toEqual([1_125, 1_250, 1_375, 1_500, 1_625, 1_750, 1_875, 2_000]);
    expect(pace.plan('another', 60_000)).toBe(60_000);
  });

  test('keeps a gap within a chat, and none before its first message', () => {
    const pace = pacing();
    expect(['one', 'one', 'other', 'one'].map((chat) => pace.plan(chat, 1_000))).toEqual([1_000, 1_300, 1_000, 1_600]);
    expect(pace.plan('one', 5_000)).toBe(5_000);
  });
});

describe('on the platform', () => {
  let account: Account;
  let received: Received;
  let channel: Channel;

  beforeEach(async () => {
    account = await openAccount();
    received = new Received();
    channel = await account.ready(received.receive, { timings: { send: 1_000 } });
    await account.server.receive('amna', { kind: 'text', text: 'salam' });
    await received.atLeast(1);
  });

  afterEach(() => account.close());

  const amna = () => account.server.address('amna');
  const texts = () => account.server.sent('amna').map(({ text }) => text);
  const send = (message: Outbound) => channel.send(amna(), message).catch((error: unknown) => error);
  const LOST = { reason: 'unreachable', maybeSent: true, retryable: true };

  /** Asks until the channel can tell. */
  async function found(message: Outbound, attempted: Date) {
    await vi.waitUntil(async () => (await channel.find?.(amna(), message, attempted)) !== 'unknown', PATIENT);
    return await channel.find?.(amna(), message, attempted);
  }

  test('nobody is shown that we read, and no address is looked up', async () => {
    const sent = await channel.send(amna(), outbound('see https://example.com'));
    expect(sent.reference).toBe(account.server.sent('amna')[0]?.id);
    expect(account.server.wasMarkedSeen('amna')).toBe(false);
  });

  test('a message to a page that hangs is told as maybe sent, and does not go out later: it was not sent', async () => {
    const message = outbound('once');
    const attempted = new Date();
    const release = await account.server.hang();
    expect(await send(message)).toMatchObject(LOST);
    expect(await channel.find?.(amna(), message, attempted)).toBe('unknown');
    expect(await found(message, attempted)).toBe('absent');
    release();
    await channel.send(amna(), message);
    expect(texts()).toEqual(['once']);
  });

  test('a message whose answer is lost is found, and not confused with another of the same words', async () => {
    const earlier = outbound('same words');
    const { reference } = await channel.send(amna(), earlier);
    account.server.fault({ kind: 'answer_lost' });
    const message = outbound('same words');
    const attempted = new Date();
    expect(await send(message)).toMatchObject(LOST);
    const there = await found(message, attempted);
    expect(there).toEqual({ reference: account.server.sent('amna')[1]?.id });
    expect(there).not.toEqual({ reference });
    expect(texts()).toEqual(['same words', 'same words']);
  });

  test('a message that never leaves the page is not taken for sent', async () => {
    await channel.send(amna(), outbound('first'));
    account.server.fault({ kind: 'message_lost' });
    const message = outbound('stuck');
    const attempted = new Date();
    expect(await send(message)).toMatchObject(LOST);
    expect(await found(message, attempted)).toBe('absent');
    await channel.send(amna(), message);
    expect(texts()).toEqual(['first', 'stuck']);
  });

  test('a message that is on its way is waited for when it stops', async () => {
    account.server.fault({ kind: 'slow', milliseconds: 500 });
    const sending = send(outbound('on its way'));
    await channel.stop();
    expect(await sending).toMatchObject({ reference: expect.any(String) });
    expect(texts()).toEqual(['on its way']);
    await expect(channel.send(amna(), outbound('too late'))).rejects.toMatchObject({ reason: 'unreachable', maybeSent: false });
  });

  test('a long message that broke off goes on where it broke off, whether it is tried again or looked for first', async () => {
    const text = Array.from({ length: 900 }, (_, index) => `word${index}`).join(' ');
    const whole = render(outbound(text));
    expect(whole).toHaveLength(2);
    const message = outbound(text);
    const attempted = new Date();
    await channel.send(amna(), outbound('first'));
    account.server.fault({ kind: 'slow', milliseconds: 0 });
    account.server.fault({ kind: 'message_lost' });
    expect(await send(message)).toMatchObject(LOST);
    expect(await found(message, attempted)).toBe('absent');
    await channel.send(amna(), message);
    expect(texts()).toEqual(['first', ...whole]);
  });

  test('a chat that WhatsApp does not know is refused', async () => {
    account.server.fault({ kind: 'refused', reason: 'rejected' });
    expect(await send(outbound('hello'))).toMatchObject({ reason: 'rejected', retryable: false });
  });

  test('a person who blocked us is written to in vain, which WhatsApp tells nobody', async () => {
    await account.server.receive('amna', { kind: 'block' });
    expect(await send(outbound('hello'))).toMatchObject({ reference: expect.any(String) });
    expect(texts()).toEqual([]);
  });
});

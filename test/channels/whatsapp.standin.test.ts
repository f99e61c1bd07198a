/** That the stand-in for WhatsApp is one: the real library links to it and works on it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import whatsapp from 'whatsapp-web.js';
import { type Bench, openBench } from '../support/standins/whatsapp/bench.ts';
import type { Device } from '../support/standins/whatsapp/device.ts';
import { readMenu } from '../support/standins/whatsapp/menu.ts';

const QUIET = { sendSeen: false };

let bench: Bench;

/** The chat that a person writes in, as the library has it. */
const chatOf = async (device: Device, person: string) => device.client.getChatById(bench.server.address(person));

describe('a linked device', () => {
  let device: Device;
  let never = '';
  beforeAll(async () => {
    bench = await openBench();
    device = await bench.ready();
  });
  afterAll(() => bench.close());

  test('is linked by a QR', () => {
    expect(device.events.slice(0, 3)).toEqual(['qr', 'authenticated', 'ready']);
    expect(device.client.info.pushname).toBe('Helpline');
  });

  test('gets what a person writes and answers with a menu, of which she picks', async () => {
    const id = await bench.server.receive('menu', { kind: 'text', text: 'salam' });
    await device.until(() => device.messages.some((message) => message.id === id));
    const sent = await device.client.sendMessage(
      bench.server.address('menu'),
      '*Safe* now?\n\n*1*  Yes\n*2*  No\n\nWrite a number.',
      QUIET,
    );
    await bench.server.until(() => bench.server.sent('menu').length === 1);
    expect(bench.server.sent('menu')).toEqual([{ id: sent.id._serialized, text: 'Safe now?', options: ['Yes', 'No'] }]);
    await device.until(() => device.events.includes(`ack 2 ${sent.id._serialized}`));
    bench.server.reads('menu');
    await device.until(() => device.events.includes(`ack 3 ${sent.id._serialized}`));
    await bench.server.receive('menu', { kind: 'pick', label: 'No' });
    await device.until(() => device.messages.at(-1)?.body === '2');
    expect(bench.server.wasMarkedSeen('menu')).toBe(false);
    expect(await device.client.sendSeen(bench.server.address('menu'))).toBe(true);
    expect(bench.server.wasMarkedSeen('menu')).toBe(true);
  });

  test('carries files both ways', async () => {
    const bytes = Buffer.from('a sound');
    const id = await bench.server.receive('files', { kind: 'voice', bytes }, { size: 64 * 2 ** 20 });
    await device.until(() => device.messages.some((message) => message.id === id));
    const { message } = device.messages.find((other) => other.id === id) ?? expect.fail();
    expect([message.type, message.hasMedia]).toEqual(['ptt', true]);
    expect(message.rawData).toMatchObject({ size: 64 * 2 ** 20 });
    expect(bench.server.fetched(id)).toBe(false);
    expect(Buffer.from((await message.downloadMedia()).data, 'base64')).toEqual(bytes);
    expect(bench.server.fetched(id)).toBe(true);
    bench.server.lose(id, 429);
    await expect(message.downloadMedia()).rejects.toThrow();
    bench.server.lose(id);
    expect(await message.downloadMedia()).toBeUndefined();
    const file = new whatsapp.MessageMedia('image/png', bytes.toString('base64'), 'a.png');
    await device.client.sendMessage(bench.server.address('files'), file, { ...QUIET, caption: 'look' });
    await bench.server.until(() => bench.server.sent('files').length === 1);
    expect([bench.server.raw('files'), bench.server.files('files')]).toEqual([['look'], [bytes]]);
  });

  test('hears of edits, deletions, reactions, calls and what is not a private message', async () => {
    const id = await bench.server.receive('all', { kind: 'text', text: 'one' });
    await bench.server.receive('all', { kind: 'edit', of: id, text: 'two' });
    await bench.server.receive('all', { kind: 'delete', of: id });
    bench.server.react('all', id, '👍');
    await bench.server.receive('all', { kind: 'call' });
    for (const kind of ['location', 'contact', 'poll', 'unknown'] as const) await bench.server.receive('all', { kind });
    bench.server.inGroup('family', 'all', 'in a group');
    bench.server.inChannel('news', 'in a channel');
    bench.server.status('all', 'a status');
    const own = bench.server.fromPhone('all', 'by hand');
    await bench.server.receive('all', { kind: 'text', text: 'last' }, { isForwarded: true, forwardingScore: 5 });
    await device.until(() => device.messages.at(-1)?.body === 'last');
    const heard = device.messages.slice(device.messages.findIndex((message) => message.id === id) + 1);
    expect(heard.map(({ message }) => message.type)).toEqual([
      ...['call_log', 'location', 'vcard', 'poll_creation', 'unknown', 'chat', 'chat', 'chat', 'chat'],
    ]);
    expect(heard.slice(5).map(({ from }) => from.split('@')[1])).toEqual(['g.us', 'newsletter', 'broadcast', 'c.us']);
    expect(heard.at(-1)?.message.isForwarded).toBe(true);
    expect(heard.some((message) => message.id === own)).toBe(false);
    expect(device.events).toEqual(
      expect.arrayContaining(['message_edit', 'message_revoke_everyone', 'message_reaction', 'call']),
    );
  });

  test('takes back and changes what it wrote', async () => {
    const sent = await device.client.sendMessage((await known('back')) ?? '', 'wrong', QUIET);
    await bench.server.until(() => bench.server.sent('back').length === 1);
    await sent.edit('right');
    expect(bench.server.raw('back')).toEqual(['right']);
    await sent.delete(true);
    await bench.server.until(() => bench.server.sent('back').length === 0);
  });

  test('cannot read a message at first, or ever', async () => {
    never = await bench.server.encrypted('mute');
    const late = await bench.server.encrypted('cipher');
    await device.until(() => device.events.filter((event) => event === 'message_ciphertext').length === 2);
    expect(device.messages.some((message) => message.id === late)).toBe(false);
    bench.server.decrypt(late, 'now');
    await device.until(() => device.messages.at(-1)?.body === 'now');
    const before = device.messages.length;
    await bench.server.receive(
      'cipher',
      { kind: 'text', text: '' },
      { type: 'ciphertext', subtype: 'view_once_unavailable_fanout' },
    );
    await known('cipher');
    expect(device.messages.slice(before).map(({ body }) => body)).toEqual(['hello']);
  });

  test('reaches nobody by a number once the person is hidden', async () => {
    await known('hidden');
    const number = bench.server.address('hidden');
    bench.server.lid('hidden');
    await known('hidden');
    expect(device.messages.at(-1)?.from).toMatch(/@lid$/);
    await device.client.sendMessage(number, 'to the number', QUIET);
    await device.client.sendMessage(bench.server.address('hidden'), 'to her', QUIET);
    await bench.server.until(() => bench.server.sent('hidden').length > 0);
    expect(bench.server.raw('hidden')).toEqual(['to her']);
    expect(await device.client.getContactLidAndPhone([number])).toEqual([{ pn: number, lid: bench.server.address('hidden') }]);
    const newcomer = bench.server.address('new');
    bench.server.lid('new', true, false);
    expect(await device.client.getContactLidAndPhone([newcomer])).toEqual([{}]);
    await expect(device.client.sendMessage(newcomer, 'to the number', QUIET)).rejects.toThrow('No LID for user');
  });

  test('hears some messages twice, and chats overtake each other', async () => {
    bench.server.disturb({ twice: 0.5, shuffled: true });
    const start = device.messages.length;
    for (const text of ['1', '2'])
      for (const person of ['ann', 'ben']) await bench.server.receive(person, { kind: 'text', text });
    await device.until(() => device.messages.length === start + 6);
    bench.server.mend();
    const heard = device.messages.slice(start);
    const unique = [...new Set(heard.map(({ id }) => id))].map((id) => heard.find((message) => message.id === id));
    const [ann, ben] = [bench.server.address('ann'), bench.server.address('ben')];
    expect(unique.map((message) => [message?.from, message?.body])).toEqual([[ben, '1'], [ben, '2'], [ann, '1'], [ann, '2']]); // biome-ignore format: one line a table
  });

  test('is told of refusals, and of nothing when an answer is lost or a message is', async () => {
    const to = (await known('faulty')) ?? '';
    bench.server.fault({ kind: 'refused', reason: 'rejected' });
    await expect(device.client.sendMessage(to, 'refused', QUIET)).rejects.toThrow('No LID for user');
    bench.server.fault({ kind: 'answer_lost' });
    let answered = false;
    device.client.sendMessage(to, 'no answer', QUIET).then(
      () => (answered = true),
      () => undefined,
    );
    await bench.server.until(() => bench.server.sent('faulty').length === 1);
    bench.server.fault({ kind: 'message_lost' });
    const lost = await device.client.sendMessage(to, 'lost', QUIET);
    await device.client.sendMessage(to, 'arrives', QUIET);
    await bench.server.until(() => bench.server.sent('faulty').length === 2);
    expect(bench.server.raw('faulty')).toEqual(['no answer', 'arrives']);
    expect(answered).toBe(false);
    const ours = await (await chatOf(device, 'faulty')).fetchMessages({ fromMe: true, limit: 50 });
    expect(ours.map(({ body, ack }) => [body, ack > 0])).toEqual(
      expect.arrayContaining([
        ['no answer', true],
        ['lost', false],
        ['arrives', true],
      ]),
    );
    await lost.delete(true);
    bench.server.fault({ kind: 'refused', reason: 'blocked' });
    await device.client.sendMessage(to, 'blocked', QUIET);
    await bench.server.receive('faulty', { kind: 'block' });
    const unread = await device.client.sendMessage(to, 'to whoever blocks us', QUIET);
    await device.until(() => device.events.includes(`ack 1 ${unread.id._serialized}`));
    await bench.server.receive('faulty', { kind: 'unblock' });
    await device.client.sendMessage(to, 'end', QUIET);
    await bench.server.until(() => bench.server.sent('faulty').length === 3);
    expect(bench.server.raw('faulty')).toEqual(['no answer', 'arrives', 'end']);
  });

  test('holds messages in both directions while there is no network', async () => {
    const to = (await known('network')) ?? '';
    bench.server.connection('TIMEOUT');
    await device.until(() => device.events.at(-1) === 'change_state TIMEOUT');
    const { id } = await device.client.sendMessage(to, 'later', QUIET);
    const held = await bench.server.receive('network', { kind: 'text', text: 'held' });
    expect(await device.client.getState()).toBe('TIMEOUT');
    expect(device.messages.some((message) => message.id === held)).toBe(false);
    expect(bench.server.sent('network')).toEqual([]);
    bench.server.connection('CONNECTED');
    await device.until(() => device.messages.some((message) => message.id === held));
    await device.until(() => device.events.includes(`ack 2 ${id._serialized}`));
    expect(bench.server.raw('network')).toEqual(['later']);
  });

  test('takes hundreds of messages at once', async () => {
    const start = device.messages.length;
    for (let count = 0; count < 500; count += 1)
      await bench.server.receive(`many${count % 50}`, { kind: 'text', text: `${count}` });
    await device.until(() => device.messages.length === start + 500);
    expect(new Set(device.messages.slice(start).map(({ id }) => id)).size).toBe(500);
  });

  test('asks the phone again for what it cannot read, and gives up', async () => {
    await bench.server.until(() => bench.server.askedAgain(never));
    await device.until(() => device.events.includes('message_ciphertext_failed'));
    expect(device.messages.some((message) => message.id === never)).toBe(false);
  });

  /** A person who has written. Gives her chat. */
  async function known(person: string): Promise<string | undefined> {
    const id = await bench.server.receive(person, { kind: 'text', text: 'hello' });
    await device.until(() => device.messages.some((message) => message.id === id));
    return device.messages.find((message) => message.id === id)?.from;
  }
});

describe('a numbered menu', () => {
  test.each([
    ['Pick:\n\n*1*  Yes\n*2*  No', { text: 'Pick:', options: ['Yes', 'No'] }],
    ['Pick:\n1. Yes\n2. No\n\nWrite a number.', { text: 'Pick:', options: ['Yes', 'No'] }],
    ['1 Yes', { text: '', options: ['Yes'] }],
    ['Do:\n1. This\n2. That\n1 Yes\n2 No', { text: 'Do:\n1. This\n2. That', options: ['Yes', 'No'] }],
    ['Steps:\n1. This\n3. That', { text: 'Steps:\n1. This\n3. That', options: [] }],
    ['1. Yes\n2. No\nand more', { text: '1. Yes\n2. No\nand more', options: [] }],
    ['_Write_ to ~me~ or a_b_c, *\u200Aplain*', { text: 'Write to me or a_b_c, *plain*', options: [] }],
    ['*Call* `1799` or 2*3*4', { text: 'Call 1799 or 2*3*4', options: [] }],
  ])('%j', (body, seen) => {
    expect(readMenu(body)).toEqual(seen);
  });
});

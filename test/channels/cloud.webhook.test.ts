import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Inbound } from '../../src/channels/channel.ts';
import { LARGEST_POST } from '../../src/channels/whatsappCloud/webhook.ts';
import type { WhatsAppCloud } from '../../src/channels/whatsappCloud/whatsappCloud.ts';
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

const status = async (request: Request) => (await channel.webhook(request)).status;

/** A post of one message by hand. */
function written(message: object, metadata: object = { phone_number_id: standIn.numberId }, contacts?: object[]): string {
  const value = { messaging_product: 'whatsapp', metadata, ...(contacts && { contacts }), messages: [message] };
  return JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field: 'messages', value }] }] });
}

const text = (body: string, id = 'wamid.1', from = '923001234567') => ({
  from,
  id,
  timestamp: '1',
  type: 'text',
  text: { body },
});

/** What a message means; undefined when it says nothing. */
async function meaning(message: object, contacts?: object[]): Promise<Inbound | undefined> {
  const before = received.taken.length;
  expect(await status(standIn.request(written(message, undefined, contacts)))).toBe(200);
  return received.taken[before];
}

const content = async (type: string, more: object = {}) =>
  (await meaning({ ...text(''), text: undefined, type, ...more }))?.content;

test.each([
  ['subscribe', 'a word that was agreed', 200, '1158201444'],
  ['subscribe', 'another word', 403, ''],
  ['unsubscribe', 'a word that was agreed', 403, ''],
])('a handshake with mode %s and the word "%s" is answered with %i', async (mode, word, code, echoed) => {
  const query = new URLSearchParams({ 'hub.mode': mode, 'hub.verify_token': word, 'hub.challenge': '1158201444' });
  const answer = await channel.webhook(new Request(`https://helpline.example/hooks/whatsapp?${query}`));
  expect(answer.status).toBe(code);
  expect(await answer.text()).toBe(echoed);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
});

test('a handshake without a word, and any other method, are turned away', async () => {
  expect(await status(new Request('https://helpline.example/hooks/whatsapp?hub.mode=subscribe'))).toBe(403);
  expect(await status(new Request('https://helpline.example/hooks/whatsapp', { method: 'DELETE' }))).toBe(405);
});

test('a post without the right signature of exactly these bytes is turned away, and nothing of it is received', async () => {
  await channel.start(received.receive);
  const body = written(text('hello'));
  const right = standIn.request(body).headers.get('x-hub-signature-256') ?? '';
  const wrong = [null, '', 'sha256=', right.slice(0, -1), `${right}0`, right.slice('sha256='.length), `sha1=${right.slice(7)}`];
  wrong.push(`sha256=${'0'.repeat(64)}`, standIn.request(`${body} `).headers.get('x-hub-signature-256'));
  for (const signature of wrong) expect(await status(standIn.request(body, signature))).toBe(401);
  expect(received.taken).toEqual([]);
  expect(await status(standIn.request(body, right.toUpperCase().replace('SHA256', 'sha256')))).toBe(200);
  expect(received.texts()).toEqual(['hello']);
});

test('a body over the limit is turned away, whether or not it says how long it is', async () => {
  await channel.start(received.receive);
  const huge = 'x'.repeat(LARGEST_POST + 1);
  expect(await status(standIn.request(huge))).toBe(413);
  const said = standIn.request('x');
  said.headers.set('content-length', String(LARGEST_POST + 1));
  expect(await status(said)).toBe(413);
  expect(await status(standIn.request(written(text('y'.repeat(LARGEST_POST / 2)))))).toBe(200);
});

test('before the start and after the stop Meta is told to come later, and the handshake works all the same', async () => {
  const body = written(text('early'));
  expect(await status(standIn.request(body))).toBe(503);
  await channel.start(received.receive);
  await channel.stop();
  expect(await status(standIn.request(body))).toBe(503);
  const query = new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.verify_token': standIn.verifyToken });
  expect(await status(new Request(`https://helpline.example/hooks/whatsapp?${query}`))).toBe(200);
});

test('messages are received while the number does not work yet', async () => {
  standIn.revoke();
  const starting = channel.start(received.receive);
  await standIn.receive(AMNA, { kind: 'text', text: 'early' });
  await received.atLeast(1);
  expect(channel.health().state).not.toBe('ready');
  standIn.revoke(false);
  await starting;
  expect(channel.health()).toEqual({ state: 'ready' });
});

test.each([
  'no json',
  '',
  'null',
  '[]',
  '{"object":"page","entry":[]}',
  '{"object":"whatsapp_business_account"}',
  '{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":null}]}]}',
  '{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"account_update","value":{"event":"X"}}]}]}',
])('a rightly signed post of an unknown shape is answered with success, or it would come for ever: %s', async (body) => {
  await channel.start(received.receive);
  expect(await status(standIn.request(body))).toBe(200);
  expect(received.taken).toEqual([]);
});

test('what cannot be read takes nothing with it, and another number is none of ours', async () => {
  await channel.start(received.receive);
  const value = {
    metadata: { phone_number_id: standIn.numberId },
    messages: [null, 7, { type: 'text' }, text('good'), { ...text(''), id: 'wamid.2', text: 'not an object' }],
    statuses: [null, { status: 'sent' }],
    contacts: 'none',
  };
  standIn.post(AMNA, value);
  await standIn.until(() => standIn.waiting() === 0);
  expect(received.taken.map(({ content: said }) => said)).toEqual([
    { kind: 'text', text: 'good' },
    { kind: 'attachment', media: 'unknown' },
  ]);
  expect(await status(standIn.request(written(text('elsewhere'), { phone_number_id: '999' })))).toBe(200);
  expect(received.taken).toHaveLength(2);
});

test('all messages of a post must be received, or it comes again', async () => {
  received.refuseIf(({ address }) => received.refused.length === 0 && address === '923000000002@c.us');
  await channel.start(received.receive);
  standIn.post(AMNA, {
    messages: [
      text('one', 'wamid.1', '923000000001'),
      text('two', 'wamid.2', '923000000002'),
      text('three', 'wamid.3', '923000000001'),
    ],
  });
  await standIn.until(() => standIn.posted() === 1);
  expect(received.texts('923000000001@c.us')).toEqual(['one', 'three', 'one', 'three']);
  expect(received.texts('923000000002@c.us')).toEqual(['two']);
});

test('what may be said arrives as what it is', async () => {
  await channel.start(received.receive);
  const unknown = { kind: 'attachment', media: 'unknown' };
  const reply = (kind: string, id: string) => ({ interactive: { type: kind, [kind]: { id, title: 'Yes' } } });
  expect(await content('interactive', reply('button_reply', 'q1:yes'))).toEqual({ kind: 'option', id: 'yes', asked: 'q1' });
  expect(await content('interactive', reply('list_reply', 'q1:a:b'))).toEqual({ kind: 'option', id: 'a:b', asked: 'q1' });
  expect(await content('interactive', reply('list_reply', 'old'))).toEqual({ kind: 'option', id: 'old', asked: '' });
  expect(await content('interactive', { interactive: { type: 'nfm_reply', nfm_reply: {} } })).toEqual(unknown);
  expect(await content('button', { button: { payload: 'q1:no', text: 'No' } })).toEqual({
    kind: 'option',
    id: 'no',
    asked: 'q1',
  });
  expect(await content('button', { button: { payload: 'No', text: 'No' } })).toEqual({ kind: 'text', text: 'No' });
  expect(await content('request_welcome')).toEqual({ kind: 'hello' });
  expect(await content('order', { order: {} })).toEqual(unknown);
  expect(await content('something new')).toEqual(unknown);
  expect(await content('reaction', { reaction: { emoji: '👍' } })).toBeUndefined();
  expect(await content('unsupported', { unsupported: { type: 'edit' } })).toEqual(unknown);
  expect(await content('unsupported', { errors: [{ code: 131060 }] })).toEqual(unknown);
  expect(await content('unsupported', { unsupported: { type: 'pin' } })).toBeUndefined();
  expect(await content('text', { text: { body: 'hi' }, group_id: 'g1' })).toBeUndefined();
});

test('a changed caption is a change as well, and each change has an id of its own', async () => {
  await channel.start(received.receive);
  const edit = { original_message_id: 'wamid.1', message: { type: 'image', image: { id: '5', caption: 'new' } } };
  const first = await meaning({ ...text(''), type: 'edit', edit });
  const second = await meaning({ ...text(''), type: 'edit', edit, timestamp: '2' });
  expect(first?.content).toEqual({ kind: 'edit', of: 'cloud/wamid.1', text: 'new' });
  expect(new Set([first?.id, second?.id, 'cloud/wamid.1']).size).toBe(3);
});

test('a chat is known by its number and by the id that Meta gives, and by the id alone when there is no number', async () => {
  await channel.start(received.receive);
  await standIn.receive(AMNA, { kind: 'text', text: 'with a number' });
  const [seen] = await received.atLeast(1);
  standIn.hide(AMNA);
  await standIn.receive(AMNA, { kind: 'text', text: 'without' });
  const [, hidden] = await received.atLeast(2);
  expect(seen?.address).toMatch(/^\d+@c\.us$/);
  expect(seen?.also).toEqual([hidden?.address]);
  expect(hidden?.address).toBe(standIn.address(AMNA));
  await channel.send(hidden?.address ?? '', { id: 'm1', text: 'hello', options: [], asked: '' });
  expect(standIn.sent(AMNA).map((message) => message.text)).toEqual(['hello']);
});

test('the contact that belongs to a message is found among several, and never another', async () => {
  await channel.start(received.receive);
  const contacts = [
    { wa_id: '923000000001', user_id: 'PK.1' },
    { wa_id: '923000000002', user_id: 'PK.2' },
  ];
  expect(await meaning(text('a', 'wamid.1', '923000000002'), contacts)).toMatchObject({
    address: '923000000002@c.us',
    also: ['PK.2@bsuid'],
  });
  const hidden = { ...text('b'), from: undefined, from_user_id: 'PK.1' };
  expect(await meaning(hidden, contacts)).toMatchObject({ address: '923000000001@c.us', also: ['PK.1@bsuid'] });
  expect(await meaning({ ...text('c'), from: undefined }, contacts)).toBeUndefined();
  expect((await meaning(text('d', 'wamid.4', '923000000009'), contacts))?.also).toBeUndefined();
});

test('who changes the number takes the chat along, and the old address is nobody any more', async () => {
  await channel.start(received.receive);
  await standIn.receive(AMNA, { kind: 'text', text: 'hello' });
  const [before] = await received.atLeast(1);
  standIn.move(AMNA);
  const [, moved] = await received.atLeast(2);
  expect(moved).toMatchObject({ address: standIn.address(AMNA), content: { kind: 'moved', from: before?.address } });
  expect(moved?.address).not.toBe(before?.address);
  expect(moved?.also).not.toContain(before?.address);
});

test('a message of which Meta says later that it did not arrive is undelivered', async () => {
  await channel.start(received.receive);
  const failed = { id: 'wamid.9', status: 'failed', timestamp: '1', recipient_id: '923001234567', errors: [{ code: 131026 }] };
  const of = (mark: string, code: number) => ({ ...failed, biz_opaque_callback_data: mark, errors: [{ code }] });
  standIn.post(AMNA, { statuses: [of('17/0', 131026), of('18/1', 131047), of('19/0', 131053), failed] });
  const news = await received.atLeast(3);
  expect(news.map(({ content }) => content)).toEqual([
    { kind: 'undelivered', message: '17', reason: 'blocked' },
    { kind: 'undelivered', message: '18', reason: 'blocked' },
    { kind: 'undelivered', message: '19', reason: 'rejected' },
  ]);
  await channel.stop();
  expect(received.taken.length).toBe(3);
});

test('nothing that a person writes, and no number, reaches the log', async () => {
  await channel.start(received.receive);
  received.refuseIf(() => received.refused.length === 0);
  standIn.post(AMNA, { messages: [text('CANARY-words'), { type: 'CANARY-type', id: 'CANARY-id', from: 'CANARY-number' }] });
  standIn.post(AMNA, {
    errors: [{ code: 130429, title: 'CANARY-title' }],
    statuses: [{ id: 'CANARY', status: 'failed', recipient_id: '923001234567' }],
  });
  await standIn.until(() => standIn.waiting() === 0);
  const logged = lines.join('');
  expect(logged).toContain('130429');
  expect(logged).not.toContain('CANARY');
  expect(logged).not.toContain('923001234567');
});

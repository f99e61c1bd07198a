/** What the things mean to us that people send on WhatsApp, and who is not answered at all. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import { toMessage, type WaMessage } from '../../src/channels/whatsapp/message.ts';
import { isPerson, readEdit, readRevoke, readUnreadable, readWritten } from '../../src/channels/whatsapp/read.ts';
import { outbound } from '../contract/channel.ts';
import { Received } from '../contract/received.ts';
import { type Account, openAccount } from '../support/whatsapp/harness.ts';

/** A message as the page would tell of it. */
function told(fields: Record<string, unknown>, id: Record<string, unknown> = {}): WaMessage {
  const from = '923001234567@c.us';
  const key = { fromMe: false, remote: from, id: 'ABC', _serialized: `false_${from}_ABC`, ...id };
  const message = toMessage({ id: key, from: { _serialized: from }, t: 1_000, type: 'chat', body: 'words', ...fields });
  return message ?? expect.fail();
}

const media = (fields: Record<string, unknown>) => readWritten(told({ body: 'c21hbGw=', ...fields }))?.content;

describe('a message', () => {
  test('of words is text, however it came to be written', () => {
    expect(readWritten(told({}))).toEqual({
      id: 'm/ABC',
      address: '923001234567@c.us',
      content: { kind: 'text', text: 'words' },
    });
    for (const type of ['buttons_response', 'list_response', 'template_button_reply']) {
      expect(readWritten(told({ type }))?.content).toEqual({ kind: 'text', text: 'words' });
    }
    expect(readWritten(told({ from: '1234@lid' }))?.address).toBe('1234@lid');
  });

  test.for([
    ['ptt', 'voice'],
    ['audio', 'voice'],
    ['image', 'picture'],
    ['video', 'video'],
    ['ptv', 'video'],
    ['document', 'file'],
    ['sticker', 'sticker'],
    ['location', 'location'],
    ['vcard', 'contact'],
    ['multi_vcard', 'contact'],
    ['poll_creation', 'poll'],
    ['order', 'unknown'],
    ['groups_v4_invite', 'unknown'],
    ['something new', 'unknown'],
  ])('of type %s is an attachment: %s', ([type, kind]) => {
    expect(media({ type })).toEqual({ kind: 'attachment', media: kind });
    expect(media({ type, caption: 'mine' })).toEqual({ kind: 'attachment', media: kind, caption: 'mine' });
  });

  test('that may be looked at once only is not opened', () => {
    const once = { type: 'image', isViewOnce: true, directPath: '/x', mimetype: 'image/jpeg' };
    expect(media(once)).toEqual({ kind: 'attachment', media: 'unknown' });
  });

  test('says where its file is, with a type that a browser takes for what it is', () => {
    const file = { at: 'platform', reference: 'false_923001234567@c.us_ABC' };
    const stored = { directPath: '/x' };
    expect(media({ ...stored, type: 'ptt', mimetype: 'audio/ogg; codecs=opus', size: 9, duration: '7' })).toMatchObject({
      file: { ...file, type: 'audio/ogg', size: 9, seconds: 7 },
    });
    expect(media({ ...stored, type: 'image', mimetype: 'text/html' })).toMatchObject({ file: { ...file, type: 'image/jpeg' } });
    expect(media({ ...stored, type: 'document', mimetype: 'Application/PDF' })).toMatchObject({
      file: { ...file, type: 'application/pdf' },
    });
    expect(media({ ...stored, type: 'document', mimetype: '"><script>' })).toMatchObject({
      file: { type: 'application/octet-stream' },
    });
    expect(media({ type: 'image', mimetype: 'image/jpeg' })).not.toHaveProperty('file');
    expect(media({ ...stored, type: 'video', mimetype: 'video/mp4' })).not.toHaveProperty('file');
  });

  test.for([
    ['a group', { from: '12036300@g.us' }],
    ['a channel', { from: '12036300@newsletter' }],
    ['status', { from: 'status@broadcast' }],
    ['a broadcast list', { broadcast: true }],
    ['WhatsApp itself', { from: '0@c.us' }],
    ['a notice', { type: 'e2e_notification' }],
    ['a reaction', { type: 'reaction' }],
    ['a vote', { type: 'poll_update' }],
    ['the line about a call, which comes as a call as well', { type: 'call_log' }],
    ['words that cannot be read yet', { type: 'ciphertext' }],
  ] as const)('from %s says nothing to us', ([, fields]) => {
    expect(readWritten(told(fields))).toBeUndefined();
    expect(readEdit(told({ ...fields, latestEditSenderTimestampMs: 5 }))).toBeUndefined();
  });

  test('of our own says nothing to us, whatever became of it', () => {
    const own = told({ latestEditSenderTimestampMs: 5, type: 'chat' }, { fromMe: true });
    expect([readWritten(own), readEdit(own), readRevoke(own), readUnreadable(own)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('that was edited or taken back names the one it was, under an id of its own for each time', () => {
    const edited = readEdit(told({ body: 'other', latestEditSenderTimestampMs: 5 }));
    expect(edited).toMatchObject({ id: 'm/ABC/edit/5', content: { kind: 'edit', of: 'm/ABC', text: 'other' } });
    const caption = readEdit(told({ type: 'image', body: 'c21hbGw=', caption: 'other', latestEditSenderTimestampMs: 6 }));
    expect(caption).toMatchObject({ id: 'm/ABC/edit/6', content: { of: 'm/ABC', text: 'other' } });
    expect(readEdit(told({}))?.id).not.toBe(readEdit(told({ body: 'more' }))?.id);
    const revoked = { id: 'm/ABC/revoke', content: { kind: 'revoke', of: 'm/ABC' } };
    expect(readRevoke(told({ type: 'revoked' }))).toMatchObject(revoked);
    // WhatsApp may tell of it in a message of its own, which names the other.
    expect(readRevoke(told({ type: 'revoked', protocolMessageKey: { id: 'ABC' } }, { id: 'DEF' }))).toMatchObject(revoked);
  });

  test('without an id is nobody’s message', () => {
    for (const raw of [undefined, null, 'x', {}, { id: 'x' }, { id: { id: 5 } }]) expect(toMessage(raw)).toBeUndefined();
  });

  test('is known by the same id in whichever form its chat is named', () => {
    const hidden = told({ from: '77@lid' }, { remote: '77@lid', _serialized: 'false_77@lid_ABC' });
    expect(readWritten(hidden)?.id).toBe(readWritten(told({}))?.id);
    expect([isPerson('77@lid'), isPerson('1@c.us'), isPerson('1@s.whatsapp.net')]).toEqual([true, true, false]);
  });
});

describe('on the platform', () => {
  let account: Account;
  let channel: Channel;
  const received = new Received();
  let before = 0;

  beforeAll(async () => {
    account = await openAccount();
    channel = await account.ready(received.receive, { timings: { unreadable: 300 } });
  });
  beforeEach(() => {
    before = received.taken.length;
  });
  afterAll(() => account.close());

  const say = (person: string, text: string) => account.server.receive(person, { kind: 'text', text });

  /** What came since the test began, when it is at least so many. */
  async function news(count: number) {
    await received.atLeast(before + count);
    return received.taken.slice(before);
  }

  test('groups, channels, status, reactions and what our own people write on the phone do not arrive', async () => {
    const of = await say('amna', 'first');
    account.server.inGroup('family', 'amna', 'in a group');
    account.server.inChannel('news', 'in a channel');
    account.server.status('amna', 'a status');
    account.server.react('amna', of, '👍');
    account.server.fromPhone('amna', 'from the phone');
    await say('amna', 'last');
    const taken = await news(2);
    expect(taken.map(({ content }) => content)).toEqual([
      { kind: 'text', text: 'first' },
      { kind: 'text', text: 'last' },
    ]);
  });

  test('a call is told as one, once', async () => {
    await account.server.receive('amna', { kind: 'call' });
    await say('amna', 'after');
    const taken = await news(2);
    expect(taken.map(({ content }) => content)).toEqual([
      { kind: 'attachment', media: 'call' },
      { kind: 'text', text: 'after' },
    ]);
    expect(taken[0]?.address).toBe(account.server.address('amna'));
  });

  test('a person with a hidden number is answered under it, and known by the other as well when WhatsApp tells', async () => {
    account.server.lid('bano');
    await say('bano', 'hello');
    const [first] = await news(1);
    const address = account.server.address('bano');
    expect(address).toMatch(/@lid$/);
    expect(first).toMatchObject({ address, also: [expect.stringMatching(/^\d+@c\.us$/)] });
    account.server.lid('dilshad', true, false);
    await say('dilshad', 'hello');
    const [, unknown] = await news(2);
    expect(unknown).toMatchObject({ address: account.server.address('dilshad') });
    expect(unknown).not.toHaveProperty('also');
    await channel.send(address, outbound('salam'));
    await account.server.until(() => account.server.sent('bano').length === 1);
  });

  test('words that cannot be read yet arrive once they can', async () => {
    const id = await account.server.encrypted('amna');
    await vi.waitUntil(() => account.server.askedAgain(id) || received.taken.length > before, { timeout: 20_000 });
    account.server.decrypt(id, 'read at last');
    await received.until(() => received.texts().includes('read at last'));
    const taken = received.taken.slice(before).map(({ content }) => content);
    expect(taken.at(-1)).toEqual({ kind: 'text', text: 'read at last' });
    expect(taken.slice(0, -1)).toEqual([{ kind: 'attachment', media: 'unknown' }]);
  });

  test('an edit of our own and an edit of a picture without new words are none', async () => {
    const picture = await account.server.receive('amna', { kind: 'picture', caption: 'look' });
    await account.server.receive('amna', { kind: 'edit', of: picture, text: 'bmV3' }, { latestEditSenderTimestampMs: undefined });
    await say('amna', 'after');
    expect((await news(2)).map(({ content }) => content.kind)).toEqual(['attachment', 'text']);
  });

  test('a hundred messages at once from one person arrive in order', async () => {
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index}`);
    for (const line of lines) await say('dania', line);
    await news(100);
    expect(received.texts(account.server.address('dania'))).toEqual(lines);
  });
});

test('what cannot be read holds up the catching up: it is received by the next process', async () => {
  const account = await openAccount();
  const received = new Received();
  const first = await account.ready(received.receive);
  const id = await account.server.encrypted('amna');
  await account.server.receive('bano', { kind: 'text', text: 'later' });
  await received.atLeast(1);
  await first.stop();
  account.server.decrypt(id, 'read at last');
  await account.ready(received.receive);
  await received.until(() => received.texts().includes('read at last'));
  await account.close();
});

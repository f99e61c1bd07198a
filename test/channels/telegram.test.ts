import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import { channelContract } from '../contract/channel.ts';
import { Received } from '../contract/received.ts';
import { startTelegramServer, type TelegramServer } from '../support/standins/telegram/server.ts';
import { telegramHarness, telegramOn } from '../support/telegram/harness.ts';

channelContract('telegram', telegramHarness);

describe('what Telegram delivers', () => {
  const CHAT = 501;
  let server: TelegramServer;
  let channel: Channel;
  let received: Received;

  beforeEach(async () => {
    server = await startTelegramServer();
    channel = telegramOn(server);
    received = new Received();
    await channel.start(received.receive);
  });

  afterEach(async () => {
    await channel.stop();
    await server.close();
  });

  /** The contents that have arrived once a last message is through. */
  async function contents() {
    server.say(CHAT, 'last');
    await received.until(() => received.texts().includes('last'));
    return received.taken.slice(0, -1).map(({ content }) => content);
  }

  test('the account is the number of the bot, never the secret part of its token', () => {
    expect(channel.account).toBe('1');
  });

  test('/start is a hello, with or without what a link added to it', async () => {
    server.say(CHAT, '/start');
    server.say(CHAT, '/start from-the-site');
    expect(await contents()).toEqual([{ kind: 'hello' }, { kind: 'hello' }]);
  });

  test('a command is the word that may as well be written without its slash', async () => {
    const texts = ['/help', '/help@test_bot', '/hide ', '/starting', '/help me', '/', 'no/yes', '/مدد'];
    for (const text of texts) server.say(CHAT, text);
    const words = ['help', 'help', 'hide', 'starting', '/help me', '/', 'no/yes', '/مدد'];
    expect(await contents()).toEqual(words.map((text) => ({ kind: 'text', text })));
  });

  test('an id is made of the chat and the message, and an edit names the message that it changes', async () => {
    const message = server.say(CHAT, 'befor');
    server.edit(CHAT, message, 'before');
    server.edit(CHAT, message, '/help');
    const [first, ...edits] = await received.atLeast(3);
    expect(first?.id).toBe(`m/${CHAT}/${message}`);
    expect(new Set(edits.map(({ id }) => id)).size).toBe(2);
    for (const { id } of edits) expect(id).toMatch(new RegExp(`^m/${CHAT}/${message}/\\d{10}$`));
    expect(edits.map(({ content }) => content)).toEqual([
      { kind: 'edit', of: first?.id, text: 'before' },
      { kind: 'edit', of: first?.id, text: 'help' },
    ]);
  });

  test('a changed caption is an edit, and a change without words is passed over', async () => {
    const photo = { photo: [{ file_id: 'a', width: 1, height: 1 }] };
    sendRaw({ ...photo, caption: 'after', edit_date: 5 }, 'edited_message');
    sendRaw({ ...photo, edit_date: 6 }, 'edited_message');
    sendRaw({ poll: { id: 'p' }, edit_date: 7 }, 'edited_message');
    sendRaw({ text: 'in a group', edit_date: 8, chat: { id: -5, type: 'supergroup', title: 'A group' } }, 'edited_message');
    expect(await contents()).toEqual([{ kind: 'edit', of: `m/${CHAT}/90000`, text: 'after' }]);
  });

  test('who blocks us is gone, and back when the block ends; a start after that is a hello as ever', async () => {
    server.block(CHAT);
    server.unblock(CHAT);
    server.say(CHAT, '/start');
    server.block(CHAT);
    await server.until(() => server.waiting() === 0);
    const changes = received.taken.filter(({ content }) => content.kind !== 'hello');
    expect(received.taken.map(({ content: { kind } }) => kind)).toEqual(['gone', 'back', 'hello', 'gone']);
    expect(received.taken.map(({ address }) => address)).toEqual(Array(4).fill(String(CHAT)));
    expect(new Set(changes.map(({ id }) => id)).size).toBe(3);
    for (const { id } of changes) expect(id).toMatch(new RegExp(`^b/${CHAT}/\\d+$`));
  });

  test('a membership in a group, or one that is neither here nor there, is passed over', async () => {
    const from = { id: CHAT, is_bot: false, first_name: 'Somebody' };
    const change = { from, date: 1, new_chat_member: { status: 'kicked', user: from } };
    server.update(CHAT, { my_chat_member: { ...change, chat: { id: -5, type: 'supergroup', title: 'A group' } } });
    const left = { ...change, chat: { ...from, type: 'private' }, new_chat_member: { status: 'left', user: from } };
    server.update(CHAT, { my_chat_member: left });
    expect(await contents()).toEqual([]);
    await server.until(() => server.waiting() === 0);
  });

  test('a forwarded message is what is in it', async () => {
    const forward_origin = { type: 'hidden_user', date: 1, sender_user_name: 'Somebody' };
    server.say(CHAT, 'pay or else', { forward_origin });
    sendRaw({ forward_origin, photo: [{ file_id: 'a', width: 1, height: 1 }], caption: 'look' });
    const file = { at: 'platform', reference: 'a', type: 'image/jpeg' };
    expect(await contents()).toEqual([
      { kind: 'text', text: 'pay or else' },
      { kind: 'attachment', media: 'picture', caption: 'look', file },
    ]);
  });

  test('a picture says where its largest size is, and a document what it claims to be, if that can be a type', async () => {
    const [small, large] = [
      { file_id: 'small', width: 90, height: 60, file_size: 5 },
      { file_id: 'large', width: 900, height: 600, file_size: 900 },
    ];
    sendRaw({ photo: [small, large] });
    sendRaw({ photo: [large, small] });
    for (const mime_type of ['application/PDF', 'image/png', 'text/html; charset=x', 'x', '<b>/y', undefined]) {
      sendRaw({ document: { file_id: 'd', file_size: 7, file_name: '../a', mime_type } });
    }
    const picture = { kind: 'attachment', media: 'picture' };
    const file = { at: 'platform', reference: 'large', type: 'image/jpeg', size: 900 };
    const types = ['application/pdf', 'image/png', ...Array(4).fill('application/octet-stream')];
    expect(await contents()).toEqual([
      { ...picture, file },
      { ...picture, file },
      ...types.map((type) => ({ kind: 'attachment', media: 'file', file: { at: 'platform', reference: 'd', type, size: 7 } })),
    ]);
  });

  test('a poll is a poll, and what Telegram has besides is unknown and stays where it is', async () => {
    const file = { file_id: 'f', file_unique_id: 'f', width: 1, height: 1 };
    sendRaw({ poll: { id: 'p', type: 'quiz' } });
    const others = ['game', 'dice', 'checklist', 'giveaway', 'story', 'invoice', 'paid_media', 'something_new'];
    for (const other of others) sendRaw({ [other]: { ...file, photo: [file], document: file } });
    expect(await contents()).toEqual([
      { kind: 'attachment', media: 'poll' },
      ...others.map(() => ({ kind: 'attachment', media: 'unknown' })),
    ]);
  });

  test('a voice message and a sound file are a voice, with where their sound is', async () => {
    sendRaw({ voice: { file_id: 'a', duration: 3, file_size: 9, mime_type: 'video/mp4' } });
    sendRaw({ audio: { file_id: 'b', duration: 61, mime_type: 'audio/x-m4a', thumbnail: { file_id: 'cover' } } });
    sendRaw({ audio: { file_id: 'c', duration: 61, mime_type: 'text/html' } });
    const voice = { kind: 'attachment', media: 'voice' };
    expect(await contents()).toEqual([
      { ...voice, file: { at: 'platform', reference: 'a', type: 'audio/ogg', seconds: 3, size: 9 } },
      { ...voice, file: { at: 'platform', reference: 'b', type: 'audio/x-m4a', seconds: 61 } },
      { ...voice, file: { at: 'platform', reference: 'c', type: 'audio/mpeg', seconds: 61 } },
    ]);
  });

  test('a round video shows a face, so it is a video like any moving picture, and nothing says where it is', async () => {
    const file = { file_id: 'face', duration: 3 };
    const photo = [{ ...file, width: 1, height: 1 }];
    for (const part of [{ video_note: file }, { animation: file, document: file }, { video: file }]) sendRaw(part);
    for (const part of [{ live_photo: file, photo }, { sticker: file }]) sendRaw(part);
    const kinds = ['video', 'video', 'video', 'picture', 'sticker'];
    expect(await contents()).toEqual(kinds.map((media) => ({ kind: 'attachment', media })));
  });

  test('a message in a group is passed over and confirmed', async () => {
    sendRaw({ text: 'hello all', chat: { id: -5, type: 'supergroup', title: 'A group' } });
    expect(await contents()).toEqual([]);
    await server.until(() => server.waiting() === 0);
  });

  test('what Telegram says about the chat itself is passed over, such as disappearing messages being switched on', async () => {
    sendRaw({ message_auto_delete_timer_changed: { message_auto_delete_time: 86_400 } });
    sendRaw({ pinned_message: { message_id: 1, date: 0, chat: { id: CHAT, type: 'private' } } });
    expect(await contents()).toEqual([]);
  });

  test('a live location counts once, however often it moves', async () => {
    sendRaw({ location: { latitude: 1, longitude: 1, live_period: 900 } });
    sendRaw({ location: { latitude: 2, longitude: 1, live_period: 900 }, edit_date: 5 }, 'edited_message');
    expect(await contents()).toEqual([{ kind: 'attachment', media: 'location' }]);
  });

  test('a button that does not carry what ours carry is an option without a question', async () => {
    server.press(CHAT, 'whatever');
    server.press(CHAT, 'q7:a:b');
    expect(await contents()).toEqual([
      { kind: 'option', id: 'whatever', asked: '' },
      { kind: 'option', id: 'a:b', asked: 'q7' },
    ]);
  });

  test('a press is answered only when it was received', async () => {
    const decided = Promise.withResolvers<boolean>();
    const inHand = Promise.withResolvers<void>();
    received.refuseIf(() => {
      inHand.resolve();
      return decided.promise;
    });
    const press = server.press(CHAT, 'q1:yes');
    await inHand.promise;
    expect(server.answered()).toEqual([]);
    decided.resolve(false);
    await server.until(() => server.answered().length > 0);
    expect(server.answered()).toEqual([press]);
    expect(received.taken[0]?.id).toBe(`c/${press}`);
  });

  test('a press that Telegram does not let us answer any more is received all the same', async () => {
    server.fault({ method: 'answerCallbackQuery', status: 400 });
    server.press(CHAT, 'q1:yes');
    expect(await contents()).toEqual([{ kind: 'option', id: 'yes', asked: 'q1' }]);
  });

  function sendRaw(more: object, type = 'message'): void {
    const from = { id: CHAT, is_bot: false, first_name: 'Somebody' };
    server.update(CHAT, { [type]: { message_id: 90_000, date: 1, chat: { ...from, type: 'private' }, from, ...more } });
  }
});

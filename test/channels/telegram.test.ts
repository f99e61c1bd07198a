import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Channel } from '../../src/channels/channel.ts';
import { channelContract } from '../contract/channel.ts';
import { Received } from '../contract/received.ts';
import { telegramHarness, telegramOn } from '../support/telegram/harness.ts';
import { startTelegramServer, type TelegramServer } from '../support/telegram/server.ts';

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
    server.say(CHAT, '/starting');
    expect(await contents()).toEqual([{ kind: 'hello' }, { kind: 'hello' }, { kind: 'text', text: '/starting' }]);
  });

  test('an id is made of the chat and the message, and an edit is a message of its own', async () => {
    const message = server.say(CHAT, 'befor');
    server.edit(CHAT, message, 'before');
    const [first, edited] = await received.atLeast(2);
    expect(first?.id).toBe(`m/${CHAT}/${message}`);
    expect(edited?.id).toMatch(new RegExp(`^m/${CHAT}/${message}/\\d{10}$`));
    expect(edited?.content).toEqual({ kind: 'text', text: 'before' });
  });

  test('a forwarded message is a text', async () => {
    server.say(CHAT, 'pay or else', { forward_origin: { type: 'hidden_user', date: 1, sender_user_name: 'Somebody' } });
    expect(await contents()).toEqual([{ kind: 'text', text: 'pay or else' }]);
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
    for (const part of [{ video_note: file }, { animation: file, document: file }, { video: file }]) sendRaw(part);
    expect(await contents()).toEqual(Array(3).fill({ kind: 'attachment', media: 'video' }));
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

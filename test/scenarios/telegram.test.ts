import { expect, test } from 'vitest';
import { startAmaan } from '../../src/wiring/amaan.ts';
import { chatOf, startTelegramStandIn, type TelegramStandIn } from '../support/standins/telegram/standin.ts';
import { reachQueue } from './paths.ts';
import { Person } from './person.ts';
import { type Platform, prepare } from './platform.ts';
import { scenarios } from './scenarios.ts';

const standIn: TelegramStandIn = await startTelegramStandIn();
const { server } = standIn;

async function open(): Promise<Platform> {
  const foundation = await prepare({ TELEGRAM_BOT_TOKEN: server.token, TELEGRAM_API_ROOT: server.url });
  const amaan = await startAmaan(foundation);
  return {
    standIn,
    foundation,
    place: { name: 'telegram', account: server.token.split(':', 1).join() },
    address: (person) => String(chatOf(person)),
    deeds: [
      'text',
      'pick',
      'voice',
      'picture',
      'video',
      'file',
      'sticker',
      'location',
      'contact',
      'poll',
      'unknown',
      'edit',
      'block',
    ],
    buttons: true,
    async aside(person) {
      const from = { id: chatOf(person), is_bot: false, first_name: 'Somebody' };
      const group = { id: -1_001_000_000_001, type: 'supergroup', title: 'A group' };
      const message = { message_id: 1, date: Math.floor(Date.now() / 1_000), chat: group, from, text: 'hello all' };
      server.update(chatOf(person), { message });
      server.update(chatOf(person), { edited_message: { ...message, text: 'hello everybody', edit_date: message.date } });
      return [String(group.id)];
    },
    async close() {
      await amaan.stop();
      await foundation.close();
      await standIn.close();
    },
  };
}

const platform = await scenarios('Telegram', open);

test('only the message with the reference and its PIN is kept from being passed on', async () => {
  const person = new Person(platform, 'secret');
  await reachQueue(person);
  const secrets = server.sent(chatOf(person.name)).filter(({ protect }) => protect);
  expect(secrets).toHaveLength(1);
  expect(secrets[0]?.text).toMatch(person.wordsOf('intake:handOff.reference'));
});

import { createTelegram, type Telegram } from '../../../src/channels/telegram/telegram.ts';
import { ATTACHMENTS } from '../../../src/engine/protocol.ts';
import { createLogger } from '../../../src/logger.ts';
import type { Harness } from '../../contract/harness.ts';
import { startTelegramServer, type TelegramServer } from './server.ts';

const CHATS: Readonly<Record<string, number>> = { amna: 501, bano: 502 };

/** The log that tests give to a channel: it says nothing. */
export const silent = createLogger('silent');

/** A channel on the server. */
export function telegramOn(server: TelegramServer): Telegram {
  return createTelegram({ token: server.token, apiRoot: server.url, log: silent });
}

/** The real Telegram channel by long polling, on a Bot API server of our own. */
export async function telegramHarness(): Promise<Harness> {
  const server = await startTelegramServer();
  const chat = (person: string) => CHATS[person] ?? 0;
  return {
    channel: telegramOn(server),
    people: ['amna', 'bano'],
    async say(person, text) {
      server.say(chat(person), text);
    },
    async pick(person, label) {
      const options = server.sent(chat(person)).at(-1)?.options ?? [];
      const picked = options.find((option) => option.text === label);
      if (!picked) throw new Error('there is no such button');
      server.press(chat(person), picked.data);
    },
    async seen(person, atLeast) {
      await server.until(() => server.sent(chat(person)).length >= atLeast);
      return server.sent(chat(person)).map(({ text, options }) => ({ text, options: options.map((option) => option.text) }));
    },
    async attach(person, kind, caption) {
      server.attach(chat(person), kind, caption);
    },
    async speak(person, sound) {
      server.speak(chat(person), sound);
    },
    attachments: ATTACHMENTS,
    captions: true,
    failures: {
      unreachable: () => server.fault({ method: 'sendMessage', status: 500 }),
      throttled: () => server.fault({ method: 'sendMessage', status: 429, retryAfter: 7 }),
      blocked: (person) => server.block(chat(person)),
      rejected: () => server.fault({ method: 'sendMessage', status: 400 }),
      misconfigured: () => server.fault({ method: 'sendMessage', status: 401 }),
    },
    restart: async () => telegramOn(server),
    close: () => server.close(),
  };
}

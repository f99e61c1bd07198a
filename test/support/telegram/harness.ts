import { Writable } from 'node:stream';
import { createTelegram, type Telegram } from '../../../src/channels/telegram/telegram.ts';
import { ATTACHMENTS } from '../../../src/engine/protocol.ts';
import { createLogger, type Logger } from '../../../src/logger.ts';
import type { Harness } from '../../contract/harness.ts';
import type { TelegramServer } from '../standins/telegram/server.ts';
import { chatOf, startTelegramStandIn } from '../standins/telegram/standin.ts';

/** The log that tests give to a channel: it says nothing. */
export const silent = createLogger('silent');

/** A log of everything, a line an entry. */
export function logInto(lines: string[]): Logger {
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return createLogger('trace', destination);
}

/** A channel on the server. */
export function telegramOn(server: TelegramServer): Telegram {
  return createTelegram({ token: server.token, apiRoot: server.url, log: silent });
}

/** The real Telegram channel by long polling, on a Bot API server of our own. */
export async function telegramHarness(): Promise<Harness> {
  const standIn = await startTelegramStandIn();
  const { server } = standIn;
  const newest = new Map<string, string>();
  return {
    channel: telegramOn(server),
    people: ['amna', 'bano'],
    async say(person, text) {
      newest.set(person, await standIn.receive(person, { kind: 'text', text }));
    },
    async change(person, text) {
      await standIn.receive(person, { kind: 'edit', of: newest.get(person) ?? '', text });
    },
    async pick(person, label) {
      await standIn.receive(person, { kind: 'pick', label });
    },
    async seen(person, atLeast) {
      await standIn.until(() => standIn.sent(person).length >= atLeast);
      return standIn.sent(person).map(({ text, options }) => ({ text, options }));
    },
    async attach(person, kind, caption) {
      server.attach(chatOf(person), kind, caption);
    },
    async speak(person, sound) {
      await standIn.receive(person, { kind: 'voice', bytes: sound });
    },
    files: true,
    // Nobody can call a bot.
    attachments: ATTACHMENTS.filter((kind) => kind !== 'call'),
    captions: true,
    failures: {
      unreachable: () => standIn.fault({ kind: 'refused', reason: 'unreachable' }),
      throttled: () => standIn.fault({ kind: 'refused', reason: 'throttled', retryAfter: 7 }),
      blocked: (person) => server.block(chatOf(person)),
      rejected: () => standIn.fault({ kind: 'refused', reason: 'rejected' }),
      misconfigured: () => standIn.fault({ kind: 'refused', reason: 'misconfigured' }),
    },
    restart: async () => telegramOn(server),
    close: () => standIn.close(),
  };
}

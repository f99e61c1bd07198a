import { chatOf, startTelegramStandIn } from '../standins/telegram/standin.ts';
import type { FaultLine } from './line.ts';

/** Telegram by long polling. */
export async function telegramLine(): Promise<FaultLine> {
  const standIn = await startTelegramStandIn();
  const { server } = standIn;
  return {
    name: 'telegram',
    channel: 'telegram',
    standIn,
    settings: { TELEGRAM_BOT_TOKEN: server.token, TELEGRAM_API_ROOT: server.url },
    often: [
      { kind: 'answer_lost' },
      { kind: 'message_lost' },
      { kind: 'slow', milliseconds: 300 },
      { kind: 'refused', reason: 'unreachable' },
    ],
    seldom: [{ kind: 'refused', reason: 'throttled', retryAfter: 1 }],
    abreast: 50,
    join: async () => undefined,
    address: (person) => String(chatOf(person)),
    waiting: () => server.waiting(),
    async cut() {
      server.fault({ drop: 'before', times: 10 });
      await server.hangUp();
    },
    close: () => standIn.close(),
  };
}

/** Telegram, through grammY: long polling, or a webhook when it has an address that Telegram can reach. */
import type { Update } from 'grammy/types';
import type { Logger } from '../../logger.ts';
import type { Channel, Inbound } from '../channel.ts';
import { Intake } from '../intake.ts';
import { clientOptions } from './client.ts';
import { type CommandList, Commands } from './commands.ts';
import { Files } from './files.ts';
import { type GroupCommand, readGroupCommand } from './group.ts';
import { Link } from './link.ts';
import { Polling } from './polling.ts';
import { readUpdate } from './read.ts';
import { TEXT_LIMIT } from './render.ts';
import { Sender } from './sender.ts';
import { Webhook } from './webhook.ts';

/** An answer to a button press that is later than this is of no use. Milliseconds. */
const PRESS_DEADLINE = 5_000;

/**
 * `token` is the bot's; `apiRoot` another Bot API server than Telegram's own; `webhook.url` the whole address that is posted
 * to, registered anew every `webhook.renewal` milliseconds; `commands` what Telegram offers beside the field in which people
 * write, one list a language.
 */
export interface TelegramSettings {
  readonly token: string;
  readonly apiRoot?: string;
  readonly webhook?: { readonly url: string; readonly secret: string; readonly renewal?: number };
  readonly commands?: readonly CommandList[];
  readonly log: Logger;
  /** Hears the command that links a group of associates. */
  readonly onGroupCommand?: (command: GroupCommand) => Promise<void>;
}

/** A Telegram channel. `webhook` is there when its settings are, and answers what Telegram posts. */
export interface Telegram extends Channel {
  readonly webhook?: (request: Request) => Promise<Response>;
}

/**
 * Makes the channel. `start` does not reject: it resolves when messages can arrive for the first time, which may be long
 * when Telegram is away or refuses the token, or when stopped; `health` tells which. A stopped channel stays stopped.
 *
 * It has no `find`, because Telegram shows a bot nothing of what it sent: a message whose answer was lost may come twice.
 */
export function createTelegram(settings: TelegramSettings): Telegram {
  const { token, log } = settings;
  const client = clientOptions(settings.apiRoot);
  const stopping = new AbortController();
  const commands = new Commands({ token, client, lists: settings.commands ?? [], stopping: stopping.signal, log });
  const link = new Link({ stopping: stopping.signal, log, onReady: () => commands.set() });
  const sender = new Sender(token, client);
  const files = new Files(token, client);
  const acknowledging = new Set<Promise<void>>();
  let intake: Intake | undefined;

  function acknowledge(press: string): void {
    const done = sender
      .acknowledge(press, AbortSignal.timeout(PRESS_DEADLINE))
      // The press itself is safe; at worst the button shows its waiting sign a little longer.
      .catch((error: unknown) => log.debug({ error }, 'telegram button press not acknowledged'))
      .finally(() => acknowledging.delete(done));
    acknowledging.add(done);
  }

  /** Whoever wrote a command that got lost writes it again, so nothing waits for it but our own end. */
  function obey(command: GroupCommand): void {
    const done = Promise.resolve(settings.onGroupCommand?.(command))
      .catch((error: unknown) => log.warn({ error }, 'telegram group command not obeyed'))
      .finally(() => acknowledging.delete(done));
    acknowledging.add(done);
  }

  async function accept(update: Update, how: 'insist' | 'once'): Promise<void> {
    const command = readGroupCommand(update);
    if (command) return obey(command);
    const reading = readUpdate(update);
    if (!reading) return;
    if (!intake) throw new Error('an update came before the channel was started');
    await intake[how](reading.inbound);
    if (reading.press !== undefined) acknowledge(reading.press);
  }

  const webhook =
    settings.webhook && new Webhook({ ...settings.webhook, token, client, link, accept: (update) => accept(update, 'once') });
  const polling = webhook ? undefined : new Polling({ token, client, link, accept: (update) => accept(update, 'insist') });

  return {
    name: 'telegram',
    account: token.split(':', 1).join(),
    can: { buttons: true, textLimit: TEXT_LIMIT },
    async start(receive: (inbound: Inbound) => Promise<void>) {
      intake = new Intake({ channel: 'telegram', receive, stopping: stopping.signal, log });
      polling?.start();
      if (webhook) void webhook.start();
      await link.ready;
    },
    send: (address, message) => sender.send(address, message),
    fetch: (reference) => files.fetch(reference),
    health() {
      if (link.health.state === 'ready' && intake?.failing) {
        return {
          state: 'down',
          trouble: 'storage',
          advice: 'Messages from Telegram cannot be stored: check the database. None is lost for 24 hours.',
        };
      }
      return link.health;
    },
    async stop() {
      const announce = () => stopping.abort();
      if (polling) await polling.stop(announce);
      else announce();
      await intake?.idle();
      await Promise.all([...acknowledging, commands.idle()]);
    },
    ...(webhook && { webhook: (request: Request) => webhook.answer(request) }),
  };
}

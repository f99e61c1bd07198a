/**
 * What became of a message of which the library gave nothing back. It sends first and looks for the message then, which
 * WhatsApp Web may keep under the person's other id: that it found nothing does not mean that nothing went out.
 */
import { SendError } from '../channel.ts';
import { readChat, SLACK } from './history.ts';
import type { HardenedClient } from './library.ts';
import type { WaMessage } from './message.ts';
import { hasChat } from './page.ts';
import { within } from './within.ts';

/** How long each of the two questions may take. Milliseconds. */
const PATIENCE = 10_000;

/** What was sent, when, and which message numbers are those of others. */
export interface Unshown {
  readonly address: string;
  readonly body: string;
  readonly sentAt: Date;
  isKnown(key: string): boolean;
}

/**
 * The message, where it stands in the chat; undefined when it went out and is not shown. Throws a `SendError` when there is
 * no such chat, so that nothing went out, and whatever the page throws when it does not say whether there is one.
 */
export async function lookFor(client: HardenedClient, sent: Unshown): Promise<WaMessage | undefined> {
  if (!client.pupPage) throw new Error('there is no page');
  if (!(await within(PATIENCE, client.pupPage.evaluate(hasChat, sent.address)))) {
    throw new SendError('rejected', { cause: new Error('there is no such chat') });
  }
  const since = Math.floor(sent.sentAt.getTime() / 1_000) - SLACK;
  try {
    const { messages } = await within(PATIENCE, readChat(client, sent.address, since, true));
    return messages.findLast(({ key, body }) => body === sent.body && !sent.isKnown(key));
  } catch {
    // Were it told as maybe sent, it would be looked for in the same place, and go out a second time.
    return undefined;
  }
}

/** What was written in a chat, as far back as asked for. */
import type { HardenedClient } from './library.ts';
import { toMessage, type WaMessage } from './message.ts';
import { messagesSince } from './page.ts';

/** The clocks of WhatsApp and of this machine may differ by so much. Seconds. */
export const SLACK = 5;

/** `whole` is false when the page could not look back far enough. */
export interface History {
  readonly messages: readonly WaMessage[];
  readonly whole: boolean;
}

/** The messages of one side at or after a time in seconds, oldest first. Rejects when the page cannot tell. */
export async function readChat(client: HardenedClient, chatId: string, since: number, fromMe: boolean): Promise<History> {
  if (!client.pupPage) throw new Error('there is no page');
  const { messages, whole } = await client.pupPage.evaluate(messagesSince, chatId, since, fromMe);
  return { messages: messages.flatMap((raw) => toMessage(raw) ?? []), whole };
}

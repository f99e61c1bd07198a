/** What was written to us while nobody listened: before we were ready, while the page was away, between two processes. */
import { readChat } from './history.ts';
import type { HardenedClient } from './library.ts';
import { toMessage, type WaMessage } from './message.ts';
import { changedSince, chatsSince } from './page.ts';
import { within } from './within.ts';

/** How far before the last known moment it begins: messages overtake each other on their way. Seconds. */
const OVERLAP = 120;

/** How far back a message may lie that was edited or taken back in the meantime. Seconds. */
const CHANGEABLE = 3 * 86_400;

/** How long one step may take. Milliseconds. */
const STEP = 30_000;

/** From when on to look, in seconds: since the account was `linked`, and since everything was `received`. */
export interface Since {
  readonly linked: number;
  readonly received: number;
}

/**
 * Hands over each message that may not have arrived, oldest first within its chat, and each that has changed. Gives whether
 * the page could look back far enough. Rejects when a chat could not be read.
 */
export async function catchUp(
  client: HardenedClient,
  since: Since,
  take: { message: (message: WaMessage) => void; changed: (message: WaMessage) => void },
): Promise<boolean> {
  const page = client.pupPage;
  if (!page) throw new Error('there is no page');
  const from = Math.max(since.linked, since.received - OVERLAP);
  const listed = await within(STEP, page.evaluate(chatsSince, from));
  let { whole } = listed;
  for (const chat of listed.chats) {
    const { messages, whole: all } = await within(STEP, readChat(client, chat, from, false));
    for (const message of messages) take.message(message);
    whole &&= all;
  }
  const earliest = Math.max(since.linked, since.received - CHANGEABLE);
  for (const raw of await within(STEP, page.evaluate(changedSince, earliest))) {
    const message = toMessage(raw);
    if (message) take.changed(message);
  }
  return whole;
}

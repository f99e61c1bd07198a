/**
 * What is said to a person, as it is said: server-sent events whose ids are cursors, so that a browser which lost the
 * line goes on where it was. Events: unnamed (a message), `beat` (the line lives), `gone` (the conversation was erased;
 * the stream ends).
 *
 * A cursor only works because whoever writes to the outbox holds the conversation's row lock before it takes an id.
 */
import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { Database } from '../../../db/client.ts';
import { findKey } from '../../../db/queries/conversations.ts';
import { WEB_PLACE, wakeIdOf } from '../../channels/web/place.ts';
import { readSaid, type SaidEntry } from '../../conversation/transcript.ts';
import type { Logger } from '../../logger.ts';
import { ConversationGone, type Vault } from '../../privacy/vault.ts';
import { shownSaid } from './shown.ts';
import type { Wake, Wakes } from './wakes.ts';

interface Parts {
  readonly database: Database;
  readonly vault: Vault;
  readonly wakes: Wakes;
  readonly log: Logger;
}

/** How often a silent line says that it lives, and looks for rows whose wake-up was lost. */
const BEAT = 20_000;
/** How soon the browser tries again when the line drops. */
const RETRY = 2_000;

/** Answers with the stream of a session, from what came after `after`. Rejects when the database cannot be reached. */
export async function streamSaid(c: Context, parts: Parts, address: string, after: number): Promise<Response> {
  await conversationOf(parts, address);
  const wake = parts.wakes.listen(wakeIdOf(address));
  c.header('X-Accel-Buffering', 'no');
  return streamSSE(c, async (sse) => {
    sse.onAbort(() => wake.stop());
    try {
      await sse.write(`retry: ${RETRY}\n\n`);
      await follow(parts, sse, wake, address, after);
    } catch (error) {
      parts.log.warn({ error }, 'chat stream ended early');
    } finally {
      wake.stop();
    }
  });
}

async function follow(parts: Parts, sse: SSEStreamingApi, wake: Wake, address: string, after: number): Promise<void> {
  const id = await begun(parts, sse, wake, address, after);
  // Heard before read: what is written between the two wakes the loop once more instead of being missed.
  if (id) wake.hear(id);
  let cursor = after;
  while (!sse.aborted) {
    const news = id && (await readUnlessGone(parts, id, cursor));
    if (!news) {
      if (id) parts.vault.forget(id);
      await sse.writeSSE({ event: 'gone', data: '1' });
      return;
    }
    for (const entry of news) {
      await sse.writeSSE({ id: String(entry.cursor), data: JSON.stringify(shownSaid(entry)) });
      cursor = entry.cursor;
    }
    await nextOrBeat(sse, wake);
  }
}

/** Waits until the session has a conversation, which its first message begins. Undefined when it had one that is gone. */
async function begun(
  parts: Parts,
  sse: SSEStreamingApi,
  wake: Wake,
  address: string,
  after: number,
): Promise<string | undefined> {
  while (!sse.aborted) {
    const id = await conversationOf(parts, address);
    if (id || after > 0) return id;
    await nextOrBeat(sse, wake);
  }
  return undefined;
}

async function conversationOf({ vault }: Parts, address: string): Promise<string | undefined> {
  return (await vault.find(WEB_PLACE.name, WEB_PLACE.account, address))?.id;
}

async function nextOrBeat(sse: SSEStreamingApi, wake: Wake): Promise<void> {
  if (!(await wake.next(BEAT))) await sse.writeSSE({ event: 'beat', data: '1' });
}

/** A key that is still remembered hides that its conversation is gone, so silence is looked into. */
async function readUnlessGone(parts: Parts, id: string, after: number): Promise<SaidEntry[] | undefined> {
  try {
    const news = await readSaid(parts, id, after);
    return news.length > 0 || (await findKey(parts.database.sql, id)) ? news : undefined;
  } catch (error) {
    if (error instanceof ConversationGone) return undefined;
    throw error;
  }
}

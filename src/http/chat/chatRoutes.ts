/** The API of the chat page, to be mounted at `/api/chat`. Thin: it knows sessions and shapes, the rest is called. */
import { setTimeout as pause } from 'node:timers/promises';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Database } from '../../../db/client.ts';
import type { Signals } from '../../../db/signals.ts';
import { WEB_PLACE, wakeIdOf } from '../../channels/web/place.ts';
import type { Receiver } from '../../conversation/receive.ts';
import { readTranscript, type TranscriptEntry } from '../../conversation/transcript.ts';
import type { Logger } from '../../logger.ts';
import { ConversationGone, type Vault } from '../../privacy/vault.ts';
import { fromOurPage } from '../origin.ts';
import { Pace } from './pace.ts';
import { BODY_LIMIT, contentOf, posted, TEXT_LIMIT } from './posted.ts';
import { problem, tooLarge } from './problem.ts';
import { beginSession, endSession, readSession } from './session.ts';
import type { ChatProfile, HistoryAnswer, SessionAnswer } from './shape.ts';
import { shownHistory } from './shown.ts';
import { streamSaid } from './stream.ts';
import { takeVoice } from './voice.ts';
import { VOICE_BYTES } from './voiceLimits.ts';
import { createWakes } from './wakes.ts';

/** `secureCookie` when people reach the page over https. */
interface ChatParts {
  readonly receiver: Receiver;
  readonly database: Database;
  readonly vault: Vault;
  readonly signals: Signals;
  readonly profile: ChatProfile;
  readonly secureCookie: boolean;
  readonly log: Logger;
}

export function chatRoutes(parts: ChatParts): Hono {
  const { receiver, database, vault, signals, profile, secureCookie, log } = parts;
  const wakes = createWakes(signals);
  const pace = new Pace();
  const routes = new Hono();

  // Whatever goes wrong here, the page keeps what was typed and tries again: that is what 503 tells it.
  routes.onError((error, c) => {
    log.warn({ error }, 'chat request failed');
    return problem(c, 503, 'unavailable');
  });

  routes.use(async (c, next) => {
    c.header('Cache-Control', 'no-store');
    // A beacon may hide its origin, and leaving can hurt nobody: without the cookie it does nothing.
    const checked = c.req.method === 'POST' && !c.req.path.endsWith('/leave');
    if (checked && !fromOurPage(c, { trusted: [], originNeeded: false })) return problem(c, 403, 'wrong_origin');
    await next();
  });

  routes.post('/session', (c) => {
    const fresh = readSession(c) === undefined;
    if (fresh) beginSession(c, secureCookie);
    return c.json({ profile, fresh, textLimit: TEXT_LIMIT } satisfies SessionAnswer);
  });

  const readUnlessGone = (id: string): Promise<TranscriptEntry[]> =>
    readTranscript({ database, vault }, id).catch((error: unknown) => {
      if (!(error instanceof ConversationGone)) throw error;
      vault.forget(id);
      return [];
    });

  routes.get('/messages', async (c) => {
    const address = readSession(c);
    if (!address) return problem(c, 401, 'no_session');
    // Reading begins nothing: anybody can make up a cookie.
    const begun = await vault.find(WEB_PLACE.name, WEB_PLACE.account, address);
    const entries = begun ? await readUnlessGone(begun.id) : [];
    return c.json({ messages: shownHistory(entries) } satisfies HistoryAnswer);
  });

  routes.get('/stream', async (c) => {
    const address = readSession(c);
    if (!address) return problem(c, 401, 'no_session');
    const after = Number(c.req.header('last-event-id') ?? c.req.query('after') ?? 0);
    if (!Number.isSafeInteger(after) || after < 0) return problem(c, 400, 'bad_request');
    return await streamSaid(c, { database, vault, wakes, log }, address, after);
  });

  routes.post('/messages', bodyLimit({ maxSize: BODY_LIMIT, onError: tooLarge }), async (c) => {
    const address = readSession(c);
    if (!address) return problem(c, 401, 'no_session');
    const read = posted.safeParse(await c.req.json().catch(() => undefined));
    if (!read.success) return problem(c, 400, 'bad_request');
    const body = read.data;
    if (body.kind === 'text' && body.text.length > TEXT_LIMIT) return problem(c, 413, 'too_long');
    const delay = pace.delay(address, Date.now());
    // Whoever hung up meanwhile was told nothing, and posts it again.
    if (delay > 0) await pause(delay, undefined, { signal: c.req.raw.signal });
    // The session is part of the id, so that nobody can use up the id of somebody else's message.
    await receiver.message(WEB_PLACE, { id: `${address}/${body.id}`, address, content: contentOf(body) });
    // A stream that waits for the first message of its chat does not know the conversation by its id yet.
    signals.notify('chat', wakeIdOf(address));
    return c.body(null, 202);
  });

  routes.post('/voice', bodyLimit({ maxSize: VOICE_BYTES, onError: tooLarge }), takeVoice({ receiver, signals }));

  routes.post('/leave', (c) => {
    if (readSession(c)) endSession(c, secureCookie);
    return c.body(null, 204);
  });

  return routes;
}

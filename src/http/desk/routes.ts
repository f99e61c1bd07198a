/** The desk's API: parse, authorise, call, answer. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { z } from 'zod';
import { readAlerts, seeAlert } from '../../desk/alerts.ts';
import type { Auth } from '../../desk/auth.ts';
import { claim, claimNext, close, release } from '../../desk/claims.ts';
import { readContent } from '../../desk/content/content.ts';
import { type MediaParts, readMedia } from '../../desk/media.ts';
import { OUTCOMES } from '../../desk/outcomes.ts';
import { readQueue } from '../../desk/queue.ts';
import { Refusal, type RefusalCode } from '../../desk/refusal.ts';
import { reply } from '../../desk/relay.ts';
import { readConversation } from '../../desk/summary.ts';
import type { Logger } from '../../logger.ts';
import type { PlacesParts } from '../../oncall/places.ts';
import { ConversationGone } from '../../privacy/vault.ts';
import type { Profile } from '../../profile.ts';
import type { Texts } from '../../texts.ts';
import type { AlertsAnswer, ClaimAnswer, ContentAnswer, ConversationView, DeskError, Queue, Viewer } from './api.ts';
import { type DeskEnv, guard } from './guard.ts';
import { body, read } from './input.ts';
import { lineRoutes } from './lines.ts';
import { mediaAnswer } from './media.ts';
import { oncallRoutes } from './oncall.ts';
import { liveEvents } from './stream.ts';

export interface DeskRoutesParts extends MediaParts {
  readonly auth: Auth;
  readonly texts: Texts;
  readonly profile: Profile;
  readonly trustedOrigins: readonly string[];
  readonly log: Logger;
  /** Where associates are called; left out where nobody is. */
  readonly oncall?: PlacesParts;
  /** Ends the open streams, so that the server can stop. */
  readonly stopping?: AbortSignal;
  /** How often a stream shows that it lives and checks that its session does. Milliseconds. */
  readonly heartbeat?: number;
}

const STATUS: Record<RefusalCode, ContentfulStatusCode> = {
  signed_out: 401,
  bad_request: 400,
  bad_origin: 403,
  not_yours: 403,
  not_allowed: 403,
  not_found: 404,
  nothing_waiting: 404,
  taken: 409,
  away: 409,
  slow_down: 429,
  media_waiting: 503,
  media_away: 503,
  media_gone: 410,
  media_too_large: 413,
  media_disguised: 410,
  no_channel: 501,
  failed: 500,
};

const id = z.guid();
const message = z.object({
  id,
  text: z
    .string()
    .max(4000)
    .refine((text) => text.trim() !== ''),
});
const closing = z.object({ outcome: z.enum(OUTCOMES) });
const contentQuery = z.object({ file: z.string().max(100).optional(), search: z.string().max(100).optional() });
const alertId = z.coerce.number().int().positive();

/** The routes of the desk, to be mounted at `/api/desk`. */
export function deskRoutes(parts: DeskRoutesParts): Hono<DeskEnv> {
  const app = new Hono<DeskEnv>();
  app.onError((error, c) => answerTo(error, c, parts.log));
  app.notFound((c) => c.json<DeskError>({ error: 'not_found' }, 404));
  app.use(guard(parts.auth, parts.trustedOrigins), bodyLimit({ maxSize: 64 * 1024, onError: badRequest }));

  app.get('/me', (c) => c.json<Viewer>(c.get('viewer')));
  app.get('/queue', async (c) => c.json<Queue>(await readQueue(parts, c.get('viewer'))));
  app.get('/stream', liveEvents(parts));

  app.post('/claim-next', async (c) => c.json<ClaimAnswer>({ conversationId: await claimNext(parts, c.get('viewer')) }));
  app.post('/handoffs/:id/claim', async (c) => {
    const conversationId = await claim(parts, c.get('viewer'), read(id, c.req.param('id')));
    return c.json<ClaimAnswer>({ conversationId });
  });
  app.post('/handoffs/:id/release', async (c) => {
    await release(parts, c.get('viewer'), read(id, c.req.param('id')));
    return c.json({});
  });
  app.post('/handoffs/:id/close', async (c) => {
    const { outcome } = await body(c, closing);
    await close(parts, c.get('viewer'), read(id, c.req.param('id')), outcome);
    return c.json({});
  });

  app.get('/conversations/:id', async (c) => {
    return c.json<ConversationView>(await readConversation(parts, c.get('viewer'), read(id, c.req.param('id'))));
  });
  app.get('/conversations/:id/media/:entry', async (c) => {
    const media = await readMedia(parts, c.get('viewer'), read(id, c.req.param('id')), c.req.param('entry'));
    return mediaAnswer(c, media);
  });
  app.post('/conversations/:id/messages', async (c) => {
    await reply(parts, c.get('viewer'), read(id, c.req.param('id')), await body(c, message));
    return c.json({});
  });

  app.get('/content', (c) => c.json<ContentAnswer>(readContent(parts, read(contentQuery, c.req.query()))));

  app.route('/lines', lineRoutes(parts));
  if (parts.oncall) app.route('/oncall', oncallRoutes(parts.oncall));

  app.get('/alerts', async (c) => c.json<AlertsAnswer>({ alerts: await readAlerts(parts, c.get('viewer')) }));
  app.post('/alerts/:id/seen', async (c) => {
    await seeAlert(parts, c.get('viewer'), read(alertId, c.req.param('id')));
    return c.json({});
  });
  return app;
}

function badRequest(): never {
  throw new Refusal('bad_request');
}

function answerTo(error: Error, c: Context, log: Logger): Response {
  const code = error instanceof Refusal ? error.code : error instanceof ConversationGone ? 'not_found' : 'failed';
  if (code === 'failed') log.error({ err: error, route: c.req.routePath }, 'a desk request failed');
  else if (error.cause) log.warn({ err: error.cause, code }, 'a desk request could not be met');
  return c.json<DeskError>({ error: code }, STATUS[code]);
}

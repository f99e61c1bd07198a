/** Logging in and out. Only these two of better-auth's endpoints exist; the rest of it is reached from inside. */
import { setTimeout as wait } from 'node:timers/promises';
import { isAPIError } from 'better-auth/api';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Auth } from '../desk/auth.ts';
import type { DeskError } from './desk/api.ts';
import { FairTurns } from './fairTurns.ts';
import { fromOurPage, isJson } from './origin.ts';
import { Slowdown } from './slowdown.ts';

interface Parts {
  readonly auth: Auth;
  readonly trustedOrigins: readonly string[];
  readonly clock: Clock;
  /** How an attempt is held; rejects when who made it hung up. By the time of day unless a test says otherwise. */
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const credentials = z.object({ email: z.string().trim().toLowerCase().max(254), password: z.string().max(128) });

/** How many log-ins may wait for the one that is being checked: the last of them still gets its answer while its page waits. */
const PATIENCE = 30;

/** The routes `POST /sign-in` and `POST /sign-out`, to be mounted at `/api/auth`. */
export function authRoutes({ auth, trustedOrigins, clock, pause = held }: Parts): Hono {
  const slowdown = new Slowdown(clock);
  const turns = new FairTurns(PATIENCE);
  const app = new Hono();
  const refuse = (c: Context, status: 400 | 401 | 403 | 429, error: DeskError['error']) => c.json<DeskError>({ error }, status);

  app.use(bodyLimit({ maxSize: 8 * 1024 }), async (c, next) => {
    c.header('Cache-Control', 'no-store');
    if (!fromOurPage(c, { trusted: trustedOrigins, originNeeded: true }) || !isJson(c)) return refuse(c, 403, 'bad_origin');
    await next();
  });

  app.post('/sign-in', async (c) => {
    const read = credentials.safeParse(await c.req.json().catch(() => undefined));
    if (!read.success) return refuse(c, 400, 'bad_request');
    const { email, password } = read.data;
    const { signal } = c.req.raw;
    // Whoever hung up meanwhile gets no answer, and so nothing is checked for them.
    await pause(slowdown.hold(email), signal).catch(() => undefined);
    // A password costs processor time on purpose, so only one is checked at a time: a flood slows log-ins, never the chats.
    const answer = await turns.take(email, async () => (signal.aborted ? null : await tryPassword(auth, email, password)));
    if (answer === undefined) {
      c.header('Retry-After', '1');
      return refuse(c, 429, 'slow_down');
    }
    if (!answer) return refuse(c, 401, 'wrong_password');
    slowdown.succeeded(email);
    for (const cookie of answer.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true });
    return c.json({});
  });

  app.post('/sign-out', async (c) => {
    const answer = await auth.api.signOut({ headers: c.req.raw.headers, asResponse: true });
    for (const cookie of answer.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true });
    return c.json({});
  });
  return app;
}

async function held(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (milliseconds > 0) await wait(milliseconds, undefined, { signal });
}

/** The answer that carries the session's cookie; null when e-mail or password are wrong. */
async function tryPassword(auth: Auth, email: string, password: string): Promise<Response | null> {
  try {
    const answer = await auth.api.signInEmail({ body: { email, password }, asResponse: true });
    return answer.ok ? answer : null;
  } catch (error) {
    if (isAPIError(error)) return null;
    throw error;
  }
}

/** Logging in and out. Only these two of better-auth's endpoints exist; the rest of it is reached from inside. */
import { isAPIError } from 'better-auth/api';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Auth } from '../desk/auth.ts';
import type { DeskError } from './desk/api.ts';
import { fromOurPage, isJson } from './origin.ts';
import { Slowdown } from './slowdown.ts';

export interface AuthRoutesParts {
  readonly auth: Auth;
  readonly trustedOrigins: readonly string[];
  readonly clock: Clock;
}

const credentials = z.object({ email: z.string().trim().toLowerCase().max(254), password: z.string().max(128) });

/** How many log-ins may wait for the one that is being checked. */
const PATIENCE = 50;

/** The routes `POST /sign-in` and `POST /sign-out`, to be mounted at `/api/auth`. */
export function authRoutes({ auth, trustedOrigins, clock }: AuthRoutesParts): Hono {
  const slowdown = new Slowdown(clock);
  const inTurn = oneAtATime(PATIENCE);
  const app = new Hono();
  const refuse = (c: Context, status: 400 | 401 | 403 | 429, error: DeskError['error']) => c.json<DeskError>({ error }, status);

  app.use(bodyLimit({ maxSize: 8 * 1024 }), async (c, next) => {
    c.header('Cache-Control', 'no-store');
    if (!fromOurPage(c, trustedOrigins) || !isJson(c)) return refuse(c, 403, 'bad_origin');
    await next();
  });

  app.post('/sign-in', async (c) => {
    const read = credentials.safeParse(await c.req.json().catch(() => undefined));
    if (!read.success) return refuse(c, 400, 'bad_request');
    const { email, password } = read.data;
    // A password costs processor time on purpose, so only one is checked at a time: a flood slows log-ins, never the chats.
    const attempt = inTurn(async () => {
      const wait = slowdown.waitFor(email);
      if (wait > 0) return wait;
      const answer = await tryPassword(auth, email, password);
      if (answer) slowdown.succeeded(email);
      else slowdown.failed(email);
      return answer;
    });
    const answer = await (attempt ?? 1);
    if (typeof answer === 'number') {
      c.header('Retry-After', String(answer));
      return refuse(c, 429, 'slow_down');
    }
    if (!answer) return refuse(c, 401, 'wrong_password');
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

/** Runs work one after the other; refuses (undefined) when `limit` already wait. */
function oneAtATime(limit: number): <Result>(work: () => Promise<Result>) => Promise<Result> | undefined {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    if (waiting >= limit) return undefined;
    waiting += 1;
    const mine = last.then(work).finally(() => {
      waiting -= 1;
    });
    last = mine.catch(() => undefined);
    return mine;
  };
}

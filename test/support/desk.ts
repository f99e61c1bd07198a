/** The desk's real routes on a test database, and people logged in to them. */
import { randomBytes, randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { UserRole } from '../../db/schema/index.ts';
import { createAuth } from '../../src/desk/auth.ts';
import type { MediaSource } from '../../src/desk/media.ts';
import { addUser } from '../../src/desk/people.ts';
import { authRoutes } from '../../src/http/auth.ts';
import { deskRoutes } from '../../src/http/desk/routes.ts';
import { createLogger } from '../../src/logger.ts';
import type { PlacesParts } from '../../src/oncall/places.ts';
import { loadProfile } from '../../src/profile.ts';
import { loadTexts } from '../../src/texts.ts';
import { createDatabase } from './database.ts';
import { createParts, type SeedParts } from './seed.ts';

const ORIGIN = 'http://desk.test';
export const PASSWORD = 'correct horse battery';

/** One person's browser: keeps the cookie, sends what a browser sends. */
export interface Browser {
  readonly id: string;
  get(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  delete(path: string, body?: unknown): Promise<Response>;
}

/** A desk with nobody in it. */
export async function createDesk({
  heartbeat = 20_000,
  channels = [] as MediaSource[],
  oncall = undefined as ((parts: SeedParts) => PlacesParts) | undefined,
} = {}) {
  const { database } = await createDatabase();
  const parts = await createParts(database);
  /** The clock of the log-in stands still; a test moves it by adding milliseconds, and so does an attempt that is held. */
  const time = { now: Date.now(), held: [] as number[] };
  const pause = async (milliseconds: number): Promise<void> => {
    time.held.push(milliseconds);
    time.now += milliseconds;
  };
  const clock = (): Date => new Date(time.now);
  const trustedOrigins = [ORIGIN];
  const secret = randomBytes(32).toString('hex');
  const auth = createAuth({ database, secret, baseUrl: ORIGIN, trustedOrigins });
  const words = { texts: loadTexts(), profile: loadProfile() };
  const app = new Hono().route('/api/auth', authRoutes({ auth, trustedOrigins, clock, pause })).route(
    '/api/desk',
    deskRoutes({
      ...parts,
      ...words,
      channels,
      auth,
      trustedOrigins,
      log: createLogger('silent'),
      heartbeat,
      ...(oncall && { oncall: oncall(parts) }),
    }),
  );

  const browser = (id: string, cookie: string): Browser => {
    const send = async (method: string, path: string, body: unknown, headers = {}): Promise<Response> =>
      app.request(`${ORIGIN}${path}`, {
        method,
        headers: { cookie, origin: ORIGIN, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    return {
      id,
      get: async (path, init = {}) => app.request(`${ORIGIN}${path}`, { ...init, headers: { ...init.headers, cookie } }),
      post: (path, body = {}, headers = {}) => send('POST', path, body, headers),
      delete: (path, body = {}) => send('DELETE', path, body),
    };
  };
  const add = async (role: UserRole = 'associate') => {
    const email = `${randomUUID()}@helpline.example`;
    return { email, id: await addUser(auth, { name: `A ${role}`, email, password: PASSWORD, role }) };
  };
  const logIn = async (role: UserRole = 'associate'): Promise<Browser> => {
    const { email, id } = await add(role);
    const answer = await browser(id, '').post('/api/auth/sign-in', { email, password: PASSWORD });
    return browser(id, cookieOf(answer));
  };
  return { parts, app, auth, time, add, logIn, stranger: browser('', '') };
}

/** The cookies an answer sets, as a browser would send them back. */
export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

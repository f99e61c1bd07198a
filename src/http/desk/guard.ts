/** What every desk route checks first: who asks, and that our own page asks. */
import { createMiddleware } from 'hono/factory';
import type { Auth } from '../../desk/auth.ts';
import { USER_ROLES } from '../../desk/people.ts';
import { Refusal } from '../../desk/refusal.ts';
import type { Viewer } from '../../desk/viewer.ts';
import { fromOurPage, isJson } from '../origin.ts';

export interface DeskEnv {
  Variables: { viewer: Viewer };
}

/** Who the session cookie belongs to; undefined when there is no session, or it ended. */
export async function viewerOf(auth: Auth, headers: Headers): Promise<Viewer | undefined> {
  const found = await auth.api.getSession({ headers });
  if (!found) return undefined;
  const { id, name, role } = found.user;
  return { id, name, role: USER_ROLES.find((known) => known === role) ?? 'associate' };
}

/** Lets only people with a session in, and changes only from our own page. */
export const guard = (auth: Auth, trustedOrigins: readonly string[]) =>
  createMiddleware<DeskEnv>(async (c, next) => {
    c.header('Cache-Control', 'no-store');
    const viewer = await viewerOf(auth, c.req.raw.headers);
    if (!viewer) throw new Refusal('signed_out');
    const ours = c.req.method === 'GET' || (fromOurPage(c, { trusted: trustedOrigins, originNeeded: true }) && isJson(c));
    if (!ours) throw new Refusal('bad_origin');
    c.set('viewer', viewer);
    await next();
  });

/** Says whether a request that changes something comes from our own page. */
import type { Context } from 'hono';

/**
 * Browsers that name the site of a request are believed first; older ones are judged by `Origin`. A client that names
 * neither is no browser, and so carries no cookie that it was not given on purpose.
 */
export function isOwnOrigin(c: Context): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site) return site === 'same-origin';
  const origin = c.req.header('origin');
  if (!origin) return true;
  return URL.canParse(origin) && new URL(origin).host === c.req.header('host');
}

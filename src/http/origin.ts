/** Guards against other sites writing in an associate's name. */
import type { Context } from 'hono';

/**
 * Whether a request was made by our own page: its Origin is the address it was sent to, or one of the trusted ones
 * (where a proxy in between changes the host). Browsers send Origin with every request that can change something.
 */
export function fromOurPage(c: Context, trusted: readonly string[]): boolean {
  const origin = c.req.header('origin');
  if (!origin || !URL.canParse(origin)) return false;
  return trusted.includes(origin) || new URL(origin).host === c.req.header('host');
}

/** Whether the body is JSON, which a form of another site cannot send. */
export function isJson(c: Context): boolean {
  return (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() === 'application/json';
}

/** Guards against other sites writing in the name of an associate or of a person in the chat. */
import type { Context } from 'hono';

interface Rule {
  /** Addresses of ours beside the one a request was sent to, which a proxy in between may have changed. */
  readonly trusted: readonly string[];
  /**
   * Whether a request has to name an Origin of ours, as every browser of today does when it changes something. Without
   * it, the browser's word that the page is ours is enough, and so is naming nothing: what names nothing is an old
   * browser or no browser, and no other site can make it send our cookie, which is `SameSite=Strict`.
   */
  readonly originNeeded: boolean;
}

/** Whether a request was made by our own page: never when the browser names another site, or an Origin that is not ours alone. */
export function fromOurPage(c: Context, { trusted, originNeeded }: Rule): boolean {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  if (site && site !== 'same-origin') return false;
  if (origin && URL.canParse(origin) && (trusted.includes(origin) || new URL(origin).host === c.req.header('host'))) return true;
  return !originNeeded && (site !== undefined || !origin);
}

/** Whether the body is JSON, which a form of another site cannot send. */
export function isJson(c: Context): boolean {
  return (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() === 'application/json';
}

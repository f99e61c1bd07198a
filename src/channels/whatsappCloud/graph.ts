/** Calls to Meta's Graph API, with deadlines that tell a message that never left from one that may have arrived. */
import { z } from 'zod';

/** Where the Cloud API is, with the version whose payloads we read and write. */
export const API_ROOT = 'https://graph.facebook.com/v25.0';

/** No call may take longer. Milliseconds; a connection that is not made in 10 s fails before that. */
const CALL_DEADLINE = 20_000;

/** How a refusal looks, as far as we read it. Its words may quote a number, so nothing of them is kept. */
const refusal = z.object({
  error: z.object({
    code: z.number(),
    error_subcode: z.number().optional().catch(undefined),
    is_transient: z.boolean().optional().catch(undefined),
  }),
});

/**
 * An answer that is not success. `status` is HTTP's; `code` and `subcode` are Meta's own and left out when the answer came
 * from something in between. `retryAfter` in seconds.
 */
export class GraphError extends Error {
  readonly status: number;
  readonly code: number | undefined;
  readonly subcode: number | undefined;
  readonly transient: boolean;
  readonly retryAfter: number | undefined;

  constructor(status: number, more: { code?: number; subcode?: number; transient?: boolean; retryAfter?: number } = {}) {
    super(`the Cloud API answered ${status}, code ${more.code ?? 'none'}`);
    this.status = status;
    this.code = more.code;
    this.subcode = more.subcode;
    this.transient = more.transient ?? false;
    this.retryAfter = more.retryAfter;
  }
}

/** `token` is the system user's; `apiRoot` the address that calls are appended to, version included. */
export interface GraphSettings {
  readonly token: string;
  readonly apiRoot?: string | undefined;
}

/** The Graph API as one token sees it. Every call throws a {@link GraphError}, or what `fetch` throws. */
export class Graph {
  readonly root: URL;
  readonly #token: string;

  constructor({ token, apiRoot = API_ROOT }: GraphSettings) {
    this.root = new URL(`${apiRoot.replace(/\/+$/, '')}/`);
    this.#token = token;
  }

  get(path: string, query: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<unknown> {
    return this.#call(`${path}?${new URLSearchParams(query)}`, {}, signal);
  }

  post(path: string, body: object, signal?: AbortSignal): Promise<unknown> {
    const headers = { 'content-type': 'application/json' };
    return this.#call(path, { method: 'POST', headers, body: JSON.stringify(body) }, signal);
  }

  /** Opens a download. Whoever is redirected to would be told the token, so nobody is. */
  async download(address: URL, signal: AbortSignal): Promise<Response> {
    const response = await fetch(address, { headers: this.#authorization, redirect: 'error', signal });
    if (!response.ok) {
      await response.body?.cancel();
      throw new GraphError(response.status);
    }
    return response;
  }

  get #authorization(): { authorization: string } {
    return { authorization: `Bearer ${this.#token}` };
  }

  async #call(path: string, init: RequestInit, signal?: AbortSignal): Promise<unknown> {
    const deadline = AbortSignal.timeout(CALL_DEADLINE);
    const response = await fetch(new URL(path, this.root), {
      ...init,
      headers: { ...init.headers, ...this.#authorization },
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    const body = parse(await response.text());
    if (response.ok) return body;
    throw toGraphError(response, body);
  }
}

/** The value of a text in JSON; undefined when it is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toGraphError({ status, headers }: Response, body: unknown): GraphError {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const retryAfter = Number.isFinite(seconds) && seconds >= 0 ? { retryAfter: seconds } : {};
  const read = refusal.safeParse(body);
  if (!read.success) return new GraphError(status, retryAfter);
  const { code, error_subcode: subcode, is_transient: transient = false } = read.data.error;
  return new GraphError(status, { code, transient, ...retryAfter, ...(subcode !== undefined && { subcode }) });
}

/** Talks to the server; the one place of the page that trusts what comes back. */
import type {
  AlertsAnswer,
  ClaimAnswer,
  ContentAnswer,
  ConversationView,
  DeskError,
  LinesAnswer,
  Outcome,
  Queue,
  Reply,
  Viewer,
} from '../../http/desk/api.ts';

/** Why a request did not work. `offline`: no answer came. */
export type FailureCode = DeskError['error'] | 'offline';

export class Failure extends Error {
  readonly code: FailureCode;
  /** How long to wait before trying again. Seconds. */
  readonly wait: number;

  constructor(code: FailureCode, wait = 0) {
    super(`the request did not work: ${code}`);
    this.code = code;
    this.wait = wait;
  }
}

/** Longer than any answer takes on a slow line. Milliseconds. */
const PATIENCE = 20_000;

/** An old voice message is fetched from its platform first. Milliseconds. */
const MEDIA_PATIENCE = 40_000;

/** Sent to the window when the server no longer knows the session. */
export const SIGNED_OUT = 'desk:signed-out';

/** Asks the server. Throws nothing but a {@link Failure}. */
export async function call<Answer>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
  const request: RequestInit =
    method === 'GET' ? {} : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) };
  let answer: Response;
  try {
    answer = await fetch(`/api/${path}`, { ...request, signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    throw new Failure('offline');
  }
  // A proxy's error page or a cut line is not JSON.
  const read: unknown = await answer.json().catch(() => undefined);
  if (answer.ok && read !== undefined) return read as Answer;
  const code = (read as DeskError | undefined)?.error ?? (answer.status >= 500 || answer.ok ? 'offline' : 'failed');
  if (code === 'signed_out') window.dispatchEvent(new Event(SIGNED_OUT));
  throw new Failure(code, Number(answer.headers.get('retry-after') ?? 0));
}

/** Whatever was thrown, as a code that the page can word. */
export function codeOf(error: unknown): FailureCode {
  return error instanceof Failure ? error.code : 'failed';
}

/** Where the file of one entry of a conversation is. */
export function mediaPath(conversationId: string, entry: string): string {
  return `/api/desk/conversations/${conversationId}/media/${entry}`;
}

/** Why a file did not come: what the server says, or undefined when it says nothing against it. */
export async function mediaTrouble(path: string): Promise<FailureCode | undefined> {
  try {
    const answer = await fetch(path, { headers: { range: 'bytes=0-0' }, signal: AbortSignal.timeout(MEDIA_PATIENCE) });
    if (answer.ok) return undefined;
    const read: unknown = await answer.json();
    return (read as DeskError).error;
  } catch {
    return 'offline';
  }
}

export const api = {
  signIn: (email: string, password: string) => call<object>('POST', 'auth/sign-in', { email, password }),
  signOut: () => call<object>('POST', 'auth/sign-out'),
  me: () => call<Viewer>('GET', 'desk/me'),
  queue: () => call<Queue>('GET', 'desk/queue'),
  content: (query: Readonly<Record<string, string>>) => call<ContentAnswer>('GET', `desk/content?${new URLSearchParams(query)}`),
  claim: (handoffId: string) => call<ClaimAnswer>('POST', `desk/handoffs/${handoffId}/claim`),
  claimNext: () => call<ClaimAnswer>('POST', 'desk/claim-next'),
  release: (handoffId: string) => call<object>('POST', `desk/handoffs/${handoffId}/release`),
  close: (handoffId: string, outcome: Outcome) => call<object>('POST', `desk/handoffs/${handoffId}/close`, { outcome }),
  conversation: (id: string) => call<ConversationView>('GET', `desk/conversations/${id}`),
  reply: (conversationId: string, reply: Reply) => call<object>('POST', `desk/conversations/${conversationId}/messages`, reply),
  lines: () => call<LinesAnswer>('GET', 'desk/lines'),
  alerts: () => call<AlertsAnswer>('GET', 'desk/alerts'),
  seeAlert: (id: number) => call<object>('POST', `desk/alerts/${id}/seen`),
};

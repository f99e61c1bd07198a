/** The requests of the page. Each either answers or throws {@link Away}. */
import type { HistoryAnswer, Posted, PostedVoice, SessionAnswer } from '../../http/chat/shape.ts';
import type { PostResult } from './outgoing.ts';

const BASE = '/api/chat';
/** How long a request may take on a bad line, in milliseconds; a recording is much more than a text. */
const PATIENCE = 30_000;
const VOICE_PATIENCE = 150_000;

/** Nobody answered, or the server cannot answer just now. */
export class Away extends Error {}

async function ask(path: string, method: 'GET' | 'POST', body?: Blob, wait = PATIENCE): Promise<Response> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), wait);
  try {
    return await fetch(BASE + path, {
      method,
      signal: abort.signal,
      credentials: 'same-origin',
      ...(body && { body, headers: { 'Content-Type': body.type } }),
    });
  } catch {
    throw new Away();
  } finally {
    clearTimeout(timer);
  }
}

async function read<Shape>(response: Response): Promise<Shape> {
  if (!response.ok) throw new Away();
  return response.json().catch(() => {
    throw new Away();
  });
}

/** Begins a session, or goes on with the one there is. */
export async function askSession(): Promise<SessionAnswer> {
  return read<SessionAnswer>(await ask('/session', 'POST'));
}

export async function askHistory(): Promise<HistoryAnswer> {
  return read<HistoryAnswer>(await ask('/messages', 'GET'));
}

/** Posts a message once. `no_session`: the session ended meanwhile, a new one is needed first. */
export async function post(body: Posted): Promise<PostResult | 'no_session'> {
  const json = new Blob([JSON.stringify(body)], { type: 'application/json' });
  return resultOf(await ask('/messages', 'POST', json).catch(() => undefined));
}

/** Posts a recording once, as {@link post} does a message. */
export async function postVoice({ id, seconds }: PostedVoice, sound: Blob): Promise<PostResult | 'no_session'> {
  const path = `/voice?id=${id}&seconds=${seconds}`;
  return resultOf(await ask(path, 'POST', sound, VOICE_PATIENCE).catch(() => undefined));
}

function resultOf(response: Response | undefined): PostResult | 'no_session' {
  if (response?.ok) return 'taken';
  if (response?.status === 401) return 'no_session';
  if (response?.status === 413) return 'too_long';
  return response?.status === 400 || response?.status === 415 ? 'refused' : 'away';
}

export function streamAddress(after: number): string {
  return `${BASE}/stream?after=${after}`;
}

/** Ends the session even while the page is being left. */
export function sayGoodbye(): void {
  const sent = typeof navigator.sendBeacon === 'function' && navigator.sendBeacon(`${BASE}/leave`);
  if (!sent) void fetch(`${BASE}/leave`, { method: 'POST', keepalive: true }).catch(() => undefined);
}

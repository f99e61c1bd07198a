/** The session of a chat page: a random token in a cookie that ends with the browser. It is the channel's address. */
import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

const NAME = 'chat';
/** Where the routes are mounted; the cookie goes nowhere else. */
const PATH = '/api/chat';
/** 32 bytes as base64url. */
const TOKEN = /^[\w-]{43}$/;

/** The token of a request, unless it has none that could be ours. */
export function readSession(c: Context): string | undefined {
  const token = getCookie(c, NAME);
  return token && TOKEN.test(token) ? token : undefined;
}

/** Begins a session. No lifetime is set: on a shared computer, closing the browser must forget it. */
export function beginSession(c: Context, secure: boolean): void {
  const token = randomBytes(32).toString('base64url');
  setCookie(c, NAME, token, { path: PATH, httpOnly: true, sameSite: 'Strict', secure });
}

export function endSession(c: Context, secure: boolean): void {
  deleteCookie(c, NAME, { path: PATH, httpOnly: true, sameSite: 'Strict', secure });
}

/** How the chat's API says that it did not take something. */
import type { Context } from 'hono';
import type { ChatProblem, ProblemAnswer } from './shape.ts';

export function problem(c: Context, status: 400 | 401 | 403 | 413 | 415 | 503, code: ChatProblem): Response {
  return c.json({ code } satisfies ProblemAnswer, status);
}

/** The same for a body that was not read to its end: its connection cannot carry another request. */
export function unread(c: Context, status: 400 | 401 | 413, code: ChatProblem): Response {
  c.header('Connection', 'close');
  return problem(c, status, code);
}

export function tooLarge(c: Context): Response {
  return unread(c, 413, 'too_long');
}

/** One line of `triage --json`: what came in, and what goes out for it. Whatever comes in, something goes out. */
import type { Triage } from '../../triage/triage.ts';
import { isObject, parseExactly } from './exactJson.ts';

/** What is wrong with a line. Fixed sentences: a line may hold somebody's words. */
const PROBLEMS = {
  tooLong: 'the line is too long',
  json: 'the line is not JSON',
  object: 'the line is not a JSON object',
  text: 'the line has no text',
  depth: 'the line is nested too deeply',
} as const;

/** Of a longer text the beginning counts: nobody writes so much, and it would hold up the lines behind it. Characters. */
const LONGEST_TEXT = 100_000;

interface Request {
  readonly id: unknown;
  readonly text: string;
  readonly error?: string;
}

/** The answer to a line as JSON without its line feed; `line` is null when it was too long to be read. */
export function answerTo(triage: Triage, line: string | null): string {
  const request = requestIn(line);
  try {
    return answer(triage, request);
  } catch (error) {
    // An id may be nested so deeply that it can be read but not written again.
    if (!(error instanceof RangeError)) throw error;
    return answer(triage, unreadable('depth'));
  }
}

function answer(triage: Triage, { id, text, error }: Request): string {
  const { language, types, second, abstain, flags, ask, watched, topic } = triage.judge(text.slice(0, LONGEST_TEXT));
  return JSON.stringify({
    id,
    language: language ?? 'en',
    types: types.map(({ type, confidence }) => ({ type, confidence: Math.round(confidence * 10_000) / 10_000 })),
    second,
    abstain,
    flags,
    ask,
    watched,
    topic,
    error,
  });
}

function requestIn(line: string | null): Request {
  if (line === null) return unreadable('tooLong');
  let read: unknown;
  try {
    read = parseExactly(line);
  } catch (error) {
    return unreadable(error instanceof RangeError ? 'depth' : 'json');
  }
  if (!isObject(read)) return unreadable('object');
  const id = read.id ?? null;
  return typeof read.text === 'string' ? { id, text: read.text } : unreadable('text', id);
}

function unreadable(problem: keyof typeof PROBLEMS, id: unknown = null): Request {
  return { id, text: '', error: PROBLEMS[problem] };
}

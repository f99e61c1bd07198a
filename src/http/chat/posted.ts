/** Reads what the page posted. */
import { z } from 'zod';
import type { Content } from '../../channels/channel.ts';
import type { Posted } from './shape.ts';
import { VOICE_SECONDS } from './voiceLimits.ts';

/** The longest text that is taken, in UTF-16 units. */
export const TEXT_LIMIT = 10_000;

/** The largest body that is read, in bytes: the longest text in a script of three bytes a letter, every one escaped. */
export const BODY_LIMIT = 128 * 1024;

const word = z.string().min(1).max(200);

/** The body of `POST /messages`. The length of a text is checked apart, because that has an answer of its own. */
export const posted = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hello'), id: z.uuid() }),
  z.object({ kind: z.literal('text'), id: z.uuid(), text: z.string() }),
  z.object({ kind: z.literal('option'), id: z.uuid(), option: word, asked: z.string().max(200) }),
]);

/** The query of `POST /voice`. A recording is never nothing, and its page rounds up. */
export const postedVoice = z.object({ id: z.uuid(), seconds: z.coerce.number().int().min(1).max(VOICE_SECONDS) });

export function contentOf(body: Posted): Content {
  if (body.kind === 'hello') return { kind: 'hello' };
  if (body.kind === 'text') return { kind: 'text', text: body.text };
  return { kind: 'option', id: body.option, asked: body.asked };
}

/** Taking a voice message from the page: only sound, whatever it calls itself, and once however often it is posted. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from 'hono';
import type { Signals } from '../../../db/signals.ts';
import { WEB_PLACE, wakeIdOf } from '../../channels/web/place.ts';
import type { Receiver } from '../../conversation/receive.ts';
import { Pace } from './pace.ts';
import { postedVoice } from './posted.ts';
import { problem, unread } from './problem.ts';
import { readSession } from './session.ts';
import { soundTypeOf } from './soundType.ts';

interface VoiceParts {
  readonly receiver: Receiver;
  readonly signals: Signals;
}

/** Nobody records faster than this, not even with a few that waited for the line. */
export const VOICE_PACE = { atOnce: 8, within: 20_000 };

/** The handler of `POST /voice`: 202 when the recording is kept. How large a body may be is looked at before. */
export function takeVoice({ receiver, signals }: VoiceParts) {
  const pace = new Pace(VOICE_PACE);

  return async (c: Context): Promise<Response> => {
    const address = readSession(c);
    if (!address) return unread(c, 401, 'no_session');
    const read = postedVoice.safeParse(c.req.query());
    if (!read.success) return unread(c, 400, 'bad_request');
    const delay = pace.delay(address, Date.now());
    if (delay > 0) await pause(delay, undefined, { signal: c.req.raw.signal });
    const bytes = Buffer.from(await c.req.arrayBuffer());
    const type = soundTypeOf(bytes);
    if (!type || type !== claimedType(c)) return problem(c, 415, 'no_sound');
    const { id, seconds } = read.data;
    // The session is part of the id, so that nobody can use up the id of somebody else's message.
    await receiver.recording(WEB_PLACE, { id: `${address}/${id}`, address, bytes, type, seconds });
    signals.notify('chat', wakeIdOf(address));
    return c.body(null, 202);
  };
}

/** The content type without what follows it, such as the codec. */
function claimedType(c: Context): string {
  return (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

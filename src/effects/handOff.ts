import { minutesUntilOpen } from '../desk/hours.ts';
import type { Handler } from './handler.ts';

/** Puts the conversation into the queue, or raises it there, and tells the flow its place. */
export const handOff: Handler<'handOff'> = async (effect, { subject, ledger, now, profile, draft }) => {
  const place = await ledger.placeInLine(subject, effect.urgency, now);
  draft.writes.push(ledger.handOff(subject, effect.urgency, now));
  draft.replies.push({ type: 'placed', place, opensIn: minutesUntilOpen(profile, now) });
};

import { minutesUntilOpen } from '../desk/hours.ts';
import type { Handler } from './handler.ts';

/** Tells the flow the conversation's place and the hours as they are now, so that what is said of them is true. */
export const findPlace: Handler<'findPlace'> = async (effect, { subject, ledger, now, profile, draft }) => {
  const place = await ledger.placeInLine(subject, effect.urgency, now);
  draft.replies.push({ type: 'placed', place, opensIn: minutesUntilOpen(profile, now) });
};

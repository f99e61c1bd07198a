/** May we write first, and when? Without a yes never; with one, by ourselves only at the times that opening fits. */
import type { Context } from './context.ts';

type Agreed = Pick<Context, 'answers' | 'opensIn'>;

/** The answers that allow a line at the moment of opening, whichever that is. At other times a person judges. */
const FITS_OPENING = ['any_time', 'morning'];

/** Whether a line was promised at opening. */
export function willGreet({ answers, opensIn }: Agreed): boolean {
  return Number.isFinite(opensIn) && opensIn > 0 && allowed(answers) && FITS_OPENING.includes(answers.safeTime ?? '');
}

/** Whether the person was told that nobody is there and we may not speak before them, or not before the agreed line. */
export function keepsQuiet(agreed: Agreed): boolean {
  return agreed.opensIn !== 0 && (!allowed(agreed.answers) || willGreet(agreed));
}

/** How the hours are told to somebody who waits: with what follows from the permission. */
export function closedLine(agreed: Agreed): 'closed' | 'closedWillWrite' | 'closedSafeTime' {
  if (!allowed(agreed.answers)) return 'closed';
  return willGreet(agreed) ? 'closedWillWrite' : 'closedSafeTime';
}

/** Whether a line of ours may come at any time, long after the person wrote. */
export function maySpeakAnyTime({ answers }: Pick<Context, 'answers'>): boolean {
  return allowed(answers) && answers.safeTime === 'any_time';
}

/** Whether a permission is worth asking for: nobody is here just now, and it was not asked yet. */
export function mayAskToWrite({ answers, opensIn }: Agreed): boolean {
  return answers.consent === undefined && opensIn > 0;
}

/**
 * Whether an associate may write long after the person did: with a permission; without an answer only to a phone that nobody else
 * sees, or when a life may be at risk.
 */
export function mayBeWrittenTo({ answers, flags }: Pick<Context, 'answers' | 'flags'>): boolean {
  if (allowed(answers)) return true;
  if (answers.consent !== undefined || answers.safe === 'yes') return false;
  return answers.safe === 'no' || flags.includes('danger') || flags.includes('self_harm');
}

function allowed(answers: Context['answers']): boolean {
  return answers.consent === 'yes';
}

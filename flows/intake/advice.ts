/** What follows from the facts: what it is, and how urgent. Which steps to give stands in `steps.ts`. */
import { URGENCIES, type Urgency } from '../../src/engine/protocol.ts';
import { type Context, listed } from './context.ts';
import { type ComplaintType, typeOf } from './types.ts';

type Facts = Pick<Context, 'answers' | 'flags'> & { readonly proposals?: Context['proposals'] };

/** The chosen types that are known here. */
export function chosenTypes({ answers }: Pick<Context, 'answers'>): readonly ComplaintType[] {
  return listed(answers.types).flatMap((key) => typeOf(key) ?? []);
}

/** The chosen types; before any was chosen, those that the story may be about. */
function likelyTypes(facts: Facts): readonly ComplaintType[] {
  const chosen = chosenTypes(facts);
  return chosen.length > 0 ? chosen : (facts.proposals ?? []).flatMap(({ type }) => typeOf(type) ?? []);
}

/** Whether intimate pictures of somebody under 18 may be involved: nothing is accepted then, and a person must come now. */
export function minorPictured(facts: Facts): boolean {
  return facts.flags.includes('minor') && likelyTypes(facts).some((type) => type.image);
}

/** How soon a person must be there. A body at risk comes first, then what spreads or cannot be undone. */
export function urgencyOf(facts: Facts): Urgency {
  const { flags, answers } = facts;
  if (flags.includes('danger') || flags.includes('self_harm') || minorPictured(facts) || answers.deadline === 'today')
    return 'emergency';
  const levels = chosenTypes(facts).map((type) => URGENCIES.indexOf(type.urgency));
  const own = levels.length > 0 ? Math.min(...levels) : URGENCIES.indexOf('normal');
  const raised = answers.atRisk && !['none', 'skip'].includes(answers.atRisk) ? Math.min(own, Math.max(own - 1, 1)) : own;
  const atLeast = flags.includes('minor') || flags.includes('deadline') ? Math.min(raised, 1) : raised;
  return URGENCIES[atLeast] ?? 'normal';
}

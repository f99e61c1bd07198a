/** What follows from the facts: how urgent it is, and which safety steps to give. */
import { URGENCIES, type Urgency } from '../../src/engine/protocol.ts';
import { type Context, listed } from './context.ts';
import { type ComplaintType, typeOf } from './types.ts';

type Facts = Pick<Context, 'answers' | 'flags'>;

/** More would not be read. */
const MOST_STEPS = 8;

/** The chosen types that are known here. */
export function chosenTypes({ answers }: Pick<Context, 'answers'>): readonly ComplaintType[] {
  return listed(answers.types).flatMap((key) => typeOf(key) ?? []);
}

/** Whether intimate pictures of somebody under 18 may be involved: nothing is accepted then, and a person must come now. */
export function minorPictured(facts: Facts): boolean {
  return facts.flags.includes('minor') && chosenTypes(facts).some((type) => type.image);
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

/** The steps to give, in order, each once. */
export function stepsFor(facts: Facts): readonly string[] {
  const minor = facts.flags.includes('minor');
  const pictured = minorPictured(facts);
  const all = chosenTypes(facts).flatMap((type) => type.steps.flatMap((id) => resolve(id, facts.answers.minor)));
  const own = pictured ? all.flatMap(withoutThePicture) : all;
  const steps = minor ? [...(pictured ? ['M2'] : []), ...own, 'M1'] : own.filter((id) => id !== 'M1');
  const once = [...new Set(steps)];
  // The minor's own steps must not be the ones that are cut off.
  return once.length > MOST_STEPS && minor
    ? [...once.filter((id) => id !== 'M1').slice(0, MOST_STEPS - 1), 'M1']
    : once.slice(0, MOST_STEPS);
}

/** Nobody may be led to copy the picture of a minor: proof is links and names, and what is for adults only is left out. */
function withoutThePicture(id: string): readonly string[] {
  if (id === 'E3') return [];
  return [id === 'E1' ? 'E1M' : id];
}

/** Unknown age: both ways are told, and each says for whom it is. */
function resolve(id: string, minor: string | undefined): readonly string[] {
  if (id !== 'B3/B4') return [id];
  if (minor === 'yes') return ['B4'];
  return minor === 'no' ? ['B3'] : ['B3', 'B4'];
}

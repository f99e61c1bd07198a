/** Which safety steps are given, in which order, and in which words: what the types ask for, fitted to the situation. */
import { URGENCIES } from '../../src/engine/protocol.ts';
import { chosenTypes, minorPictured } from './advice.ts';
import { type Context, listed, type Step } from './context.ts';
import { isSo, type Situation } from './situation.ts';
import type { ComplaintType } from './types.ts';

type Facts = Pick<Context, 'answers' | 'flags'>;

/** More would not be read. */
const MOST_STEPS = 7;

/** Which line takes the place of a step, by what is so; the first that is so decides. */
const INSTEAD: Readonly<Record<string, readonly (readonly [Situation, string])[]>> = {
  E1: [['shared', 'E1S']],
  S1: [['police_unsafe', 'S1P']],
  S5: [['family', 'S5F']],
  B2: [['family', 'B2F']],
  M1: [['family', 'M1F']],
  V1: [['police_unsafe', 'V1P']],
  V2: [['police_unsafe', 'V2P']],
};

/** What comes before the steps of the type, because the rest depends on it. */
const FIRST: readonly (readonly [Situation, string])[] = [
  ['other', 'O1'],
  ['shared', 'SH1'],
];

/** The checks for somebody who feels watched, made once; asking for them again would feed the fear. */
const CHECKS = ['W1C', 'W2C', 'W3C'];
const AFTER_CHECKS = 'W4C';

/** The steps to give, in order, each once. */
export function stepsFor(facts: Facts): readonly Step[] {
  return feelsWatched(facts) ? calmSteps(facts) : typeSteps(facts);
}

/** Where the line stands that is said before the steps of a type, and the one about what the team can do after them. */
export function guidanceOf(facts: Facts): readonly string[] {
  if (feelsWatched(facts)) return ['guidance/watched'];
  const types = gravestFirst(facts).map(({ key }) => `guidance/${key}`);
  return types.length > 0 ? types : ['guidance/other'];
}

/**
 * Whether the words told of being watched in ways that ask for calm rather than for a plan. Words can be misheard, and
 * whoever names violence, pictures, or somebody at home needs the plan.
 */
export function feelsWatched(facts: Facts): boolean {
  if (!facts.flags.includes('watched') || isSo(facts, 'family')) return false;
  return !chosenTypes(facts).some(({ family, urgency, image }) => image || family === 'violence' || urgency === 'emergency');
}

/** Whether the checks were given before, so that they are not given again. */
export function checksShown({ answers }: Pick<Context, 'answers'>): boolean {
  return CHECKS.some((id) => listed(answers.shown).includes(id));
}

function calmSteps({ answers }: Facts): readonly Step[] {
  const ids = answers.checked === 'yes' ? [AFTER_CHECKS] : [...CHECKS, AFTER_CHECKS];
  return ids.map((id) => ({ id, key: `guidance/watched:steps.${id}` }));
}

function typeSteps(facts: Facts): readonly Step[] {
  const minor = facts.flags.includes('minor');
  const own = merged(gravestFirst(facts).map((type) => type.steps.flatMap((id) => ownSteps(facts, type, id))));
  const first = [...(minorPictured(facts) ? [shared('M2')] : []), ...leading(facts)];
  const last = minor ? [fitted(facts, shared('M1'))] : [];
  const taken = new Set([...first, ...last].map(({ id }) => id));
  const middle = own.filter(({ id }) => !taken.has(id)).slice(0, MOST_STEPS - first.length - last.length);
  return [...first, ...middle, ...last];
}

function leading(facts: Facts): readonly Step[] {
  return FIRST.filter(([situation]) => isSo(facts, situation)).map(([, id]) => shared(id));
}

/** What endangers a body comes first, so that its lines are the ones that are given where both types have the step. */
function gravestFirst(facts: Facts): readonly ComplaintType[] {
  return chosenTypes(facts).toSorted((a, b) => URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency));
}

/** One step of a type, as it is given here: none, one, or two when the age is not known. */
function ownSteps(facts: Facts, { key, ownLines }: ComplaintType, id: string): readonly Step[] {
  const steps = byAge(facts, id).map((one) => (one === 'E1M' ? shared(one) : { id: one, key: `guidance/${key}:steps.${one}` }));
  return ownLines ? steps : steps.map((step) => fitted(facts, step));
}

/** What depends on the age of the person pictured; unknown, both ways are told and each says for whom it is. */
function byAge(facts: Facts, id: string): readonly string[] {
  if (id === 'M1') return [];
  if (id === 'B3/B4') {
    if (facts.answers.minor === 'yes') return ['B4'];
    return facts.answers.minor === 'no' ? ['B3'] : ['B3', 'B4'];
  }
  // Nobody may be led to copy the picture of a minor: proof is links and names.
  if (!minorPictured(facts)) return [id];
  if (id === 'E3') return [];
  return [id === 'E1' ? 'E1M' : id];
}

function fitted(facts: Facts, step: Step): Step {
  const other = INSTEAD[step.id]?.find(([situation]) => isSo(facts, situation));
  return other ? shared(other[1]) : step;
}

/** A line that several types share. */
function shared(id: string): Step {
  return { id, key: `steps:${id}` };
}

/** Takes from each list in turn, so that the second matter is not cut off; what both have is given once. */
function merged(lists: readonly (readonly Step[])[]): readonly Step[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  const inTurn = Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list[index] ?? [])).flat();
  const ids = inTurn.map(({ id }) => id);
  return inTurn.filter(({ id }, index) => ids.indexOf(id) === index);
}

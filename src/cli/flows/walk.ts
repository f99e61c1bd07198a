/** Goes through the conversation itself, as somebody with one type of complaint would, and notes what is said to her. */
import { intake } from '../../../flows/index.ts';
import { TYPES } from '../../../flows/intake/types.ts';
import { type Step, start, step } from '../../engine/flow.ts';
import type { Effect, Incoming, Language } from '../../engine/protocol.ts';

/** Who reads: what the conversation asks about before it gives advice. */
export interface Reader {
  readonly type: string;
  readonly minor: 'yes' | 'no' | 'unknown';
  /** Others see the phone. */
  readonly shared: boolean;
  /** What she picks when she is asked about her situation. */
  readonly situations: readonly string[];
}

/** Something that is said, with the id of what may be picked. */
export type Line = Extract<Effect, { type: 'say' }>;

/** Words that tell of being watched in ways that may or may not be so: they lead to a guide that is no type. */
export const WATCHED = 'watched';

/** What can be previewed. */
export const READABLE: readonly string[] = [...TYPES.map(({ key }) => key), WATCHED];

/** More turns than any way to the end of the first steps takes. */
const MOST_TURNS = 100;

/** The lines from the first piece of advice to the question after the last, each with its explanation. Throws when the conversation does not get there. */
export function walkGuidance(reader: Reader, language: Language): readonly Line[] {
  let now = answered(start(intake, { language, certain: true }), { type: 'hello' });
  const lines: Line[] = [];
  let explained = '';
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const { key = '', options = [] } = now.step.asked ?? {};
    if (options.includes('explain')) {
      lines.push(...now.said);
      explained = key;
      now = answered(now.step, { type: 'choice.explain' });
    } else if (explained !== '') {
      lines.push(...now.said);
      // Where a person was called already, facts for them come next, which are no advice.
      if (!options.includes('next')) return lines.filter((line) => !line.key.startsWith('intake:facts.'));
      now = answered(now.step, { type: 'choice.next' });
    } else now = answered(now.step, answerTo(key, options, reader));
  }
  throw new Error('the conversation does not come to the end of the first steps');
}

/** What she answers on the way there; what does not matter here is skipped. */
function answerTo(key: string, options: readonly string[], { type, minor, shared, situations }: Reader): Incoming {
  const pick = (id: string): Incoming => ({ type: `choice.${id}` });
  const listed = type === WATCHED ? 'other' : type;
  switch (key) {
    case 'intake:safe.ask':
      return pick(shared ? 'yes' : 'no');
    case 'intake:sharedPhone.ask':
      return pick('continue');
    case 'intake:dangerNow.ask':
      return pick('no');
    case 'intake:story.ask':
      return type === WATCHED ? { type: 'answer', text: '…', proposals: [], cues: ['watched'] } : pick('list');
    case 'intake:type.family.ask':
      return pick(TYPES.find((known) => known.key === listed)?.family ?? '');
    case 'intake:type.list.ask':
      return pick(listed);
    case 'intake:minor.ask':
    case 'intake:minor.askPlain':
    case 'intake:minor.confirm':
      return pick(minor === 'unknown' ? 'skip' : minor);
    case 'intake:situation.ask':
      return situations.length > 0 ? { type: 'choices', ids: situations } : pick('none');
    default:
      return options.includes('no') ? pick('no') : { type: 'skip' };
  }
}

interface Heard {
  readonly step: Step;
  readonly said: readonly Line[];
}

/** One turn: what was sent, and what the flow hears back in it. */
function answered(before: Step, incoming: Incoming): Heard {
  const said: Line[] = [];
  const queue: Incoming[] = [incoming];
  let now = before;
  for (let next = queue.shift(); next; next = queue.shift()) {
    now = step(intake, now.save, next);
    for (const effect of now.effects) {
      if (effect.type === 'say') said.push(effect);
      queue.push(...replyTo(effect));
    }
  }
  return { step: now, said };
}

function replyTo({ type }: Effect): readonly Incoming[] {
  if (type === 'openCase') return [{ type: 'caseOpened', reference: 'AB12-CD34', pin: '0000' }];
  if (type === 'handOff' || type === 'findPlace') return [{ type: 'placed', place: 1, opensIn: 0 }];
  return [];
}

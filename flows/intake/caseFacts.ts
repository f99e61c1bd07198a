/** What the desk is told of a case, and what is left of it here when the person starts over. */
import { type Answers, type Flag, URGENCIES, type Urgency } from '../../src/engine/protocol.ts';
import { urgencyOf } from './advice.ts';
import { type Context, fresh, STORY_LIMIT } from './context.ts';

/** What a case is opened and brought up to date with. */
interface CaseFacts {
  readonly answers: Answers;
  readonly flags: readonly Flag[];
  readonly urgency: Urgency;
}

/** The case as it stands. What was told before starting over stays part of it, and nothing makes it less urgent. */
export function caseFacts({
  answers,
  flags,
  proposals,
  earlier,
}: Pick<Context, 'answers' | 'flags' | 'proposals' | 'earlier'>): CaseFacts {
  const urgency = urgencyOf({ answers, flags, proposals });
  if (!earlier) return { answers, flags, urgency };
  const story = [earlier.answers.story, answers.story].filter(Boolean).join('\n');
  return {
    answers: { ...earlier.answers, ...answers, ...(story ? { story } : {}) },
    flags,
    urgency: URGENCIES[Math.min(URGENCIES.indexOf(earlier.urgency), URGENCIES.indexOf(urgency))] ?? urgency,
  };
}

/** What a permission is made of; given for the conversation and not for one telling of the story. */
const PERMISSION = ['consent', 'safeTime', 'codeWord'];

/** What is known of the phone and its reader stays known, whatever is told anew. */
export function aboutPhone({ answers }: Pick<Context, 'answers'>): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([name]) => ['safe', 'codeWord'].includes(name)));
}

/** Where the conversation is at the desk when the script begins again. */
const STANDING: Partial<Record<Context['desk'], Context['desk']>> = { closed: 'none', released: 'queued' };

/** A memory for the second beginning: what was told is forgotten, unless the desk has it as an open case. */
export function startedOver(context: Context): Context {
  const { reference, follows, place, opensIn, flags, doubts, wondered } = context;
  const desk = STANDING[context.desk] ?? context.desk;
  const begun = { ...fresh(context), phase: 'safety' as const, doubts, wondered, answers: aboutPhone(context) };
  if (reference === '') return { ...begun, desk };
  const { answers, urgency } = caseFacts(context);
  return {
    ...begun,
    answers: {
      ...begun.answers,
      ...Object.fromEntries(Object.entries(context.answers).filter(([name]) => PERMISSION.includes(name))),
    },
    flags,
    reference,
    follows,
    place,
    opensIn,
    desk,
    earlier: { answers: { ...answers, ...(answers.story ? { story: answers.story.slice(0, STORY_LIMIT) } : {}) }, urgency },
  };
}

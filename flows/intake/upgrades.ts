/** Makes saves of earlier versions fit this one. */
import { type Context, EMPTY, listed } from './context.ts';
import { stepsFor } from './steps.ts';

interface Snapshot {
  readonly context: Omit<Context, 'proposals' | 'plan'> & { readonly proposed: string; readonly score: number };
}

/** Version 1 knew no doubts and no scores. */
export function withDoubts(snapshot: unknown): unknown {
  const { context, ...rest } = snapshot as { context: object };
  return { ...rest, context: { ...context, score: 0, doubts: [], wondered: [] } };
}

/** Where the words of some questions stood in version 2. */
const MOVED: readonly (readonly [RegExp, string])[] = [
  [/^intake:status\.(?=reference|pin)/, 'status:'],
  [/^intake:feedback\./, 'feedback:'],
];

/** Version 2 gave the same step to every type, asked less about the situation, and knew no case of another conversation. */
export function withGuides(snapshot: unknown): unknown {
  const { context: before, ...rest } = snapshot as Snapshot;
  const { proposed, score, ...kept } = before;
  // Only the first one's confidence was kept; the others were less sure.
  const proposals = listed(proposed).map((type, index) => ({ type, confidence: score / (index + 1) }));
  const context = { ...EMPTY, ...kept, proposals };
  return { ...rest, context: inGuidance(context) ? atSameStep(context) : { ...context, asked: moved(context.asked) } };
}

function inGuidance({ asked }: Context): boolean {
  return asked?.key.startsWith('steps:') ?? false;
}

/** Where the step that was open stands now; the first one when it is no longer given. */
function atSameStep(context: Context): Context {
  const [, id, role = 'text'] = /^steps:(\w+)\.(\w+)$/.exec(context.asked?.key ?? '') ?? [];
  const plan = stepsFor(context);
  const step = Math.max(
    0,
    plan.findIndex((one) => one.id === id),
  );
  const open = plan[step];
  if (!open || !context.asked) return context;
  return { ...context, plan, step, asked: { ...context.asked, key: `${open.key}.${open.id === id ? role : 'text'}` } };
}

function moved(asked: Context['asked']): Context['asked'] {
  if (!asked) return null;
  const key = MOVED.reduce((known, [from, to]) => known.replace(from, to), asked.key);
  return { ...asked, key };
}

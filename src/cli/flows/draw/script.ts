/** Reads a flow's machine as a script: its states, what each says and asks, and the ways out of it. */
import { type AnyStateMachine, type AnyStateNode, initialTransition } from 'xstate';

/** An action or a guard as the machine holds it, under its name. */
export interface Named {
  readonly type: string;
  readonly params?: unknown;
}

/** One way on. Without targets the conversation stays where it is. */
export interface Branch {
  readonly guard: Named | undefined;
  readonly targets: readonly AnyStateNode[];
  readonly actions: readonly Named[];
}

/** What happens on some events: the first branch whose guard holds. `''` stands for going on at once. */
export interface Way {
  readonly events: readonly string[];
  readonly branches: readonly Branch[];
}

/** What a state asks. `example`: it depends on what is known, and this is what it would be for somebody. */
export interface Question {
  readonly key: string;
  readonly options: readonly string[];
  readonly example: boolean;
}

/** What is emitted and answered within one turn: nobody waits for it. */
export const REPLIES: readonly string[] = ['caseOpened', 'placed', 'caseFound', 'caseMissing', 'languages', ''];

/** The ways out of one state, those that lead alike as one; those of the states around it are not among them. */
export function waysOf(node: AnyStateNode): readonly Way[] {
  const ways = new Map<string, { events: string[]; branches: readonly Branch[] }>();
  const add = (event: string, transitions: AnyStateNode['always'] = []): void => {
    const branches = transitions.map(({ guard, target = [], actions }) => ({
      guard: guard === undefined ? undefined : named(guard),
      targets: target,
      actions: actions.map(named),
    }));
    if (branches.length === 0) return;
    const alike = branches.map(({ guard, targets, actions }) => [guard, targets.map(({ id }) => id), actions.length > 0]);
    const name = JSON.stringify([event === '', alike]);
    const known = ways.get(name);
    if (known) known.events.push(event);
    else ways.set(name, { events: [event], branches });
  };
  add('', node.always);
  for (const [event, transitions] of node.transitions) if (event !== '') add(event, transitions);
  return [...ways.values()];
}

/** Whether a state is a step of the machine and not of the conversation: nobody waits in it or below it. */
export function isPassing(node: AnyStateNode): boolean {
  const below = Object.values(node.states);
  const silent = (inner: AnyStateNode): boolean =>
    inner.type !== 'final' && inner.tags.length === 0 && waysOf(inner).every(({ events }) => events.every(isReply));
  const moves = below.length > 0 || waysOf(node).length > 0;
  return moves && !questionOf(node, undefined) && silent(node) && below.every(isPassing);
}

function isReply(event: string): boolean {
  return REPLIES.includes(event);
}

/** Whether the states below are only marks, such as who has the chat meanwhile. */
export function isOne(node: AnyStateNode): boolean {
  const mute = (inner: AnyStateNode): boolean =>
    inner.type === 'atomic' && waysOf(inner).length === 0 && inner.entry.length === 0;
  return node.type === 'atomic' || node.type === 'final' || Object.values(node.states).every(mute) || isPassing(node);
}

/** What a state asks when it is entered, or else when it has looked something up. */
export function questionOf(node: AnyStateNode, context: unknown): Question | undefined {
  const later = waysOf(node)
    .filter(({ events }) => events.some(isReply))
    .flatMap(({ branches }) => branches.filter(({ targets }) => targets.length === 0))
    .flatMap(({ actions }) => actions);
  for (const { type, params } of [...node.entry.map(named), ...later]) {
    if (type === 'openLanguages') return { key: 'intake:language.ask', options: [], example: false };
    if (type !== 'open') continue;
    const { key, options } = read<{ key: string; options: readonly string[] }>(params, context) ?? {};
    return { key: key ?? '', options: options ?? [], example: typeof params === 'function' };
  }
  return undefined;
}

/** The keys of what is said by these actions; nothing for those that cannot be told without a conversation. */
export function saidBy(actions: readonly unknown[], context: unknown): readonly string[] {
  return actions
    .map(named)
    .flatMap(({ type, params }) => (type === 'say' ? (read<{ key: string }>(params, context)?.key ?? []) : []));
}

/** The names of these actions. */
export function namesOf(actions: readonly unknown[]): readonly string[] {
  return actions.map((action) => named(action).type);
}

/** What a conversation in the middle may remember: enough for what is asked by what is known. */
export function plausible(machine: AnyStateMachine): unknown {
  const [{ context }] = initialTransition(machine, { language: 'en', certain: true });
  return {
    ...context,
    phase: 'story',
    answers: { types: 'ncii', safe: 'no', dangerNow: 'no', minor: 'no', forWhom: 'self' },
    proposed: 'ncii,blackmailing',
    family: 'images',
    reference: 'reference',
    place: 3,
  };
}

/** What an event may carry, whichever it is. */
const EVENT = { type: 'placed', place: 3, opensIn: 0, status: 'waiting', kind: 'picture', text: '', ids: [] };

/** Parameters as they stand, or as they would be for that context. */
function read<Params>(params: unknown, context: unknown): Partial<Params> | undefined {
  if (typeof params !== 'function') return params as Params | undefined;
  try {
    return params({ context, event: EVENT }) as Params;
  } catch {
    // It needs more of a conversation than a drawing has.
    return undefined;
  }
}

function named(action: unknown): Named {
  return typeof action === 'string' ? { type: action } : (action as Named);
}

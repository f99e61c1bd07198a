/**
 * How a question about the queue is asked: place and hours are looked up first, so that they are true when they are
 * said, a night later too.
 */
import type { Asked } from '../../src/engine/flow.ts';
import type { Incoming } from '../../src/engine/protocol.ts';
import type { Context } from './context.ts';
import { willGreet } from './permission.ts';
import { askBy, say } from './say.ts';
import { standing } from './standing.ts';

interface Moment {
  readonly context: Context;
  readonly event: Incoming;
}

const placed = ({ context, event }: Moment): Context =>
  event.type === 'placed' ? { ...context, place: event.place, opensIn: event.opensIn } : context;

/** On entry: looks up what the question depends on. */
export const lookUp = ['nothingAsked' as const, 'findPlace' as const];

/** On `placed`: asks when there is something new to say, and keeps the promise that goes with it. */
export const askWhenNews = (question: (context: Context) => Asked) => [
  {
    guard: {
      type: 'isNews' as const,
      params: (moment: Moment) => ({ question: question(placed(moment)), when: willGreet(placed(moment)) }),
    },
    actions: ['movePlace' as const, ...askBy(question), 'waitForOpening' as const],
  },
  {
    guard: { type: 'isNews' as const, params: (moment: Moment) => ({ question: question(placed(moment)), when: true }) },
    actions: ['movePlace' as const, ...askBy(question)],
  },
  { actions: 'movePlace' as const },
];

/** What is met with a short line and the question, which is looked up anew. */
export const askedAnew = (target: string) => {
  const after = (key: string) => ({ actions: say(key), target, reenter: true });
  return {
    hello: after('common:hello'),
    choices: after('common:oneAtATime'),
    'choice.*': after('common:stale'),
    stale: after('common:stale'),
    empty: after('common:empty'),
    outOfRange: after('common:outOfRange'),
    'command.help': after('common:help'),
    caseFound: { actions: standing, target, reenter: true },
    caseMissing: after('status:missing'),
  };
};

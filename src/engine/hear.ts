import { type Flow, type Step, step } from './flow.ts';
import type { Incoming, Save } from './protocol.ts';

/** Moves a flow like {@link step}. Where it does not ask about a worry, the words are what they would be without it. */
export function hear(flow: Flow, save: Save, incoming: Incoming): Step {
  const next = step(flow, save, incoming);
  return next.handled || incoming.type !== 'worry' ? next : step(flow, save, { ...incoming, type: 'answer' });
}

import { type Flow, type Step, step } from './flow.ts';
import type { Incoming, Save } from './protocol.ts';

/** Moves a flow like {@link step}. Where it has no answer of its own to a worry or a topic, the words are what they would be without it. */
export function hear(flow: Flow, save: Save, incoming: Incoming): Step {
  const next = step(flow, save, incoming);
  if (next.handled || (incoming.type !== 'worry' && incoming.type !== 'asks')) return next;
  return step(flow, save, { ...incoming, type: 'answer' });
}

import { type Flow, type Step, step } from './flow.ts';
import type { Incoming, Save } from './protocol.ts';

/** Moves a flow like {@link step}. Where it has no answer of its own to a worry or a topic, the words are what they would be without it. */
export function hear(flow: Flow, save: Save, incoming: Incoming): Step {
  const next = step(flow, save, incoming);
  const plainer = next.handled ? null : without(incoming);
  return plainer ? hear(flow, save, plainer) : next;
}

/** The same words as the next plainer event; null when there is none. */
function without(incoming: Incoming): Incoming | null {
  if (incoming.type === 'asks' && incoming.flags?.length) return { ...incoming, type: 'worry', flags: incoming.flags };
  return incoming.type === 'asks' || incoming.type === 'worry' ? { ...incoming, type: 'answer' } : null;
}

/** What people ask back, or say beside the matter, in the middle of the script. */
import type { Topic } from '../../src/engine/protocol.ts';
import { say } from './say.ts';

/** A guard: the message is about one of these. */
export const topic = (...topics: readonly Topic[]) => ({ type: 'topicIs' as const, params: { topics } });

/** Somebody else writes, or comes: nothing more is said than anybody may read. */
export const intruder = {
  guard: topic('intruder'),
  actions: ['keepDoubts' as const, say('intake:hidden.say')],
  target: '#hidden',
};

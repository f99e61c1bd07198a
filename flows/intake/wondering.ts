/** When words that only may mean danger or self-harm are worth a question of their own. */
import type { GraveFlag, Incoming } from '../../src/engine/protocol.ts';
import type { Context } from './context.ts';

/** Not twice, not after it is known, and danger not before the script has asked about it by itself. */
export function wondersAbout({ flags, wondered, phase }: Context, flag: GraveFlag): boolean {
  if (flags.includes(flag) || wondered.includes(flag)) return false;
  return flag === 'self_harm' || phase === 'story';
}

/** What the words may mean; nothing when something else came. */
export function worriesIn(event: Incoming): readonly GraveFlag[] {
  return 'flags' in event ? (event.flags ?? []) : [];
}

/** Whether the file that came with a message can be had, and if not, why. */
import type { KeptMedia } from '../../db/queries/media.ts';

/**
 * Why it cannot. `waiting`: it is still to be fetched. `gone`: it was erased, or its platform did not give it. `disguised`: it is
 * not what it was sent as, so it was not kept.
 */
export type MediaTrouble = 'waiting' | 'gone' | 'too_large' | 'disguised';

/** Undefined when it can be had. */
export function troubleOf(kept: Pick<KeptMedia, 'state' | 'reason'> | undefined): MediaTrouble | undefined {
  if (!kept) return 'gone';
  if (kept.state === 'stored') return undefined;
  if (kept.state === 'waiting') return 'waiting';
  return kept.reason === 'too_large' || kept.reason === 'disguised' ? kept.reason : 'gone';
}

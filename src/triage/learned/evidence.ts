/**
 * What a whole message and its parts say. A long story thins out the one sentence that counts, so it is also read a few
 * words at a time.
 */
import { FLAGS, type ScreenedFlag } from '../../engine/protocol.ts';
import type { Normalised } from '../text/normalise.ts';
import { look } from './features.ts';
import { type Model, read, readFlags } from './model.ts';

/** Words read at a time, and how far the next reading begins after the last. */
const PART = 14;
const STRIDE = 7;

/** Only what is clearly longer than a part is read in parts. */
const LONG = PART + 4;

/** How strongly a flag is spoken for, in log-odds: by the whole and by each part. */
export interface FlagEvidence {
  readonly whole: number;
  readonly parts: readonly number[];
}

/** Shares of 1 by type, and what speaks for each flag. */
export interface Evidence {
  readonly shares: ReadonlyMap<string, number>;
  readonly flags: Readonly<Record<ScreenedFlag, FlagEvidence>>;
  /** That Latin letters spell Urdu and not English, in log-odds. */
  readonly roman: number;
}

export function gather(model: Model, text: Pick<Normalised, 'tokens'>, sharpness: number): Evidence {
  const sight = look(text);
  const whole = read(model, sight.seen(), sharpness);
  const parts = partsOf(sight.length).map(([from, to]) => readFlags(model, sight.seen(from, to)));
  const shares = new Map(model.types.map((type, index) => [type, whole.types[index] ?? 0]));
  const evidence = (flag: ScreenedFlag): FlagEvidence => ({ whole: whole.flags[flag], parts: parts.map((flags) => flags[flag]) });
  const flags = Object.fromEntries(FLAGS.map((flag) => [flag, evidence(flag)])) as Record<ScreenedFlag, FlagEvidence>;
  return { shares, flags, roman: whole.roman };
}

/** The stretches that are read, as places of words. They overlap, so that no sentence is cut in all of them. */
export function partsOf(length: number): readonly (readonly [from: number, to: number])[] {
  if (length <= LONG) return [];
  const count = Math.ceil((length - PART) / STRIDE) + 1;
  return Array.from({ length: count }, (_, index) => [index * STRIDE, Math.min(length, index * STRIDE + PART)] as const);
}

/**
 * How much each number of signals.ts weighs, and from where a flag is raised or asked about. Fitted on the labelled
 * messages by `npm run bench -- fit`, which prints this table anew; docs/triage.md tells when to do that.
 */
import type { Flag } from '../../engine/protocol.ts';

/** A constant, then one weight for each of SIGNALS. */
export const WEIGHTS: Readonly<Record<Flag, readonly number[]>> = {
  danger: [-2.527, 0.315, 0.351, 0.197, -0.254, 1.742, -0.626, -1.386, 0.553, 0.214, 0.011, 0.026, 0.921, 0.025],
  self_harm: [-1.785, 0.512, 0.366, 0.423, 0.613, 0.619, 0.782, -2.542, -0.057, 0.029, -0.157, 0.119, 0.211, -0.021],
  minor: [-1.833, 0.321, 0.511, -0.047, 0.23, -0.699, 3.804, -2.858, 0.114, 0.152, 0.116, -0.067, 0.222, 0.0],
  deadline: [-1.557, 0.66, 0.293, 0.555, 0.278, -0.564, 2.809, -3.878, 0.316, -0.071, 0.398, -0.718, 0.598, 0.0],
};

/** Log-odds from which a flag is raised, and from which it is asked about; `null` where the script asks anyway. */
export const LINES: Readonly<Record<Flag, { readonly raise: number; readonly ask: number | null }>> = {
  danger: { raise: -1.6, ask: -2.3 },
  self_harm: { raise: -1.3, ask: -2.3 },
  minor: { raise: -1.2, ask: null },
  deadline: { raise: -1, ask: null },
};

/**
 * In fewer words than these, without a phrase, a flag needs so much more, fewest first. One to three words are never enough
 * to call a person: they answer something that the model does not see.
 */
export const FEW: readonly { readonly words: number; readonly raise: number; readonly ask: number }[] = [
  { words: 4, raise: Number.POSITIVE_INFINITY, ask: 2 },
  { words: 6, raise: 1.5, ask: 1.5 },
];

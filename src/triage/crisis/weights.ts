/**
 * How much each number of signals.ts weighs, and from where a flag is raised or asked about. Fitted on the labelled
 * messages by `npm run bench -- fit`, which prints this table anew; docs/triage.md tells when to do that.
 */
import type { ScreenedFlag } from '../../engine/protocol.ts';

/** A constant, then one weight for each of SIGNALS. */
export const WEIGHTS: Readonly<Record<ScreenedFlag, readonly number[]>> = {
  danger: [-3.842, 0.232, 0.373, 0.155, -0.259, 1.702, -0.526, -1.481, 0.503, 0.189, -0.012, -0.027, 1.313, -0.013],
  self_harm: [-3.266, 0.502, 0.386, 0.321, 0.496, 0.529, 1.473, -3.332, -0.071, 0.04, -0.059, 0.129, 0.871, -0.066],
  minor: [-1.922, 0.316, 0.526, -0.1, 0.253, -0.61, 3.778, -1.907, 0.135, 0.014, 0.305, -0.007, 0.48, 0.0],
  deadline: [-1.502, 0.559, 0.229, 0.651, 0.2, 0.336, 2.118, -3.25, 0.168, -0.035, 0.341, -0.655, 0.576, 0.0],
};

/** From where a flag is raised or asked about, in log-odds. */
interface Lines {
  /** Raised where a phrase stands. */
  readonly raise: number;
  /** Raised on the word of the model alone. */
  readonly alone: number;
  /** Asked about; `null` where the script asks anyway. */
  readonly ask: number | null;
}

/** The lines of each flag. How surer the model must be when it is alone was read off calm answers, see docs/triage.md. */
export const LINES: Readonly<Record<ScreenedFlag, Lines>> = {
  danger: { raise: -2.2, alone: -0.5, ask: -2.3 },
  self_harm: { raise: -1.4, alone: 0.5, ask: -2.3 },
  minor: { raise: -1.2, alone: -1.2, ask: null },
  deadline: { raise: -1.4, alone: -1.4, ask: null },
};

/**
 * In fewer words than these, without a phrase, a flag needs so much more, fewest first. One to three words are never enough
 * to call a person, and one or two not even to ask: they answer something that the model does not see.
 */
export const FEW: readonly { readonly words: number; readonly raise: number; readonly ask: number }[] = [
  { words: 3, raise: Number.POSITIVE_INFINITY, ask: Number.POSITIVE_INFINITY },
  { words: 4, raise: Number.POSITIVE_INFINITY, ask: 3 },
  { words: 6, raise: 2.5, ask: 2.8 },
  { words: 9, raise: 1, ask: 1.3 },
  { words: 15, raise: 0.5, ask: 0 },
];

/**
 * Weighs what the rules found against what the model has learnt. A false alarm costs one question and a miss may cost a
 * life, so doubt about danger or self-harm is never resolved by silence: it becomes a question.
 */
import { FLAGS, type ScreenedFlag } from '../../engine/protocol.ts';
import type { Sign } from './rules.ts';
import { FEW, LINES, WEIGHTS } from './weights.ts';

/** `raise` it at once, `ask` the person plainly, or nothing to see. */
export type Verdict = 'raise' | 'ask' | 'clear';

/** How likely a flag is, in log-odds, from the numbers of signals.ts. */
export function weigh(flag: ScreenedFlag, signals: readonly number[]): number {
  const [constant = 0, ...weights] = WEIGHTS[flag];
  return weights.reduce((sum, weight, index) => sum + weight * (signals[index] ?? 0), constant);
}

/**
 * The verdict on one flag in a message of so many words. Without a model (`odds` undefined) the rules decide alone. What only the
 * model says is raised where it is very sure and asked about otherwise: an alarm in vain stops a conversation, a question does not.
 * A few words that no phrase stands in ("in the bathroom") are mostly an answer to something, so it must be surer still.
 */
export function verdict(flag: ScreenedFlag, sign: Sign, odds: number | undefined, words: number): Verdict {
  const { raise, alone, ask } = LINES[flag];
  const more = sign === 'clear' ? FEW.find((few) => words < few.words) : undefined;
  const enough = sign === 'found' ? raise : alone + (more?.raise ?? 0);
  if (odds === undefined ? sign === 'found' : odds >= enough) return 'raise';
  if (ask === null) return 'clear';
  return sign !== 'clear' || (odds ?? Number.NEGATIVE_INFINITY) >= ask + (more?.ask ?? 0) ? 'ask' : 'clear';
}

/** A verdict that is the model's alone on a language it has not read: worth a question where one is asked, not an alarm. */
export function unread(flag: ScreenedFlag, alone: Verdict): Verdict {
  if (alone !== 'raise') return alone;
  return LINES[flag].ask === null ? 'clear' : 'ask';
}

/** The flags with that verdict, in the order they are listed. */
export function flagsWith(wanted: Verdict, verdicts: Readonly<Record<ScreenedFlag, Verdict>>): readonly ScreenedFlag[] {
  return FLAGS.filter((flag) => verdicts[flag] === wanted);
}

/** What to make of the shares of the types: three to name, whether a second applies, whether to leave it to the person. */
import type { Proposal } from '../../engine/protocol.ts';
import { NO_COMPLAINT } from './phrases.ts';

export interface Decision {
  /** The three likeliest, the first first. `none` may be among them. */
  readonly types: readonly Proposal[];
  /** A further type that applies as well. */
  readonly second: string | null;
  /** Nothing is likely enough to be proposed; the list of families is better. */
  readonly abstain: boolean;
}

const NAMED = 3;

/** Less than this share for the three together is a guess. */
const WORTH_PROPOSING = 0.5;

/** One or two words are mostly an answer to something; they name a complaint only when the model is this sure. */
const FEW_WORDS = 3;
const SURE = 0.9;

/** The second applies as well when it is this likely, and this likely compared with the first. */
const SECOND_SHARE = 0.2;
const SECOND_TO_FIRST = 0.4;

/** A proposal less likely than this would only lengthen the question. */
const LEAST = 0.015;

/** What fits no type. It is never proposed: the way to something else is always among the options. */
const UNNAMED = 'other';

/** The types that remain without it are worth naming from this share on; below it the list of families is better. */
const LEFT_TO_NAME = 0.2;

export const UNDECIDED: Decision = { types: [], second: null, abstain: true };

/** What to make of a message of so many words. */
export function decide(shares: ReadonlyMap<string, number>, words: number): Decision {
  const types = [...shares]
    .map(([type, confidence]) => ({ type, confidence }))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, NAMED);
  const [first, next] = types;
  const sum = types.reduce((total, { confidence }) => total + confidence, 0);
  const applies = next && first && next.confidence >= SECOND_SHARE && next.confidence >= SECOND_TO_FIRST * first.confidence;
  const second = applies && first.type !== NO_COMPLAINT && next.type !== NO_COMPLAINT ? next.type : null;
  const vague = words < FEW_WORDS && (first?.confidence ?? 0) < SURE;
  return { types, second, abstain: vague || sum < WORTH_PROPOSING };
}

/** What to offer the person: nothing when the text complains of nothing or could be about anything. */
export function proposals({ types, abstain }: Decision): readonly Proposal[] {
  if (abstain || types[0]?.type === NO_COMPLAINT) return [];
  const named = types.filter(({ type, confidence }) => type !== NO_COMPLAINT && type !== UNNAMED && confidence >= LEAST);
  const left = named.reduce((total, { confidence }) => total + confidence, 0);
  return left >= LEFT_TO_NAME ? named : [];
}

/** How good guesses are. Shares are 0 to 1; a message is right when its own label was guessed, further types do not count. */
import type { Proposal } from '../../engine/protocol.ts';
import type { LabelledMessage } from './messages.ts';

/** A message and what was guessed of it, likeliest first. */
export interface Guessed {
  readonly message: LabelledMessage;
  readonly types: readonly Proposal[];
}

/** A share of `count` in which `right` were right, with its 95 % interval (Wilson). */
export interface Share {
  readonly right: number;
  readonly count: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const Z = 1.96;

/** The share with its interval; of nothing it is 0 and may be anything. */
export function share(right: number, count: number): Share {
  if (count === 0) return { right, count, share: 0, low: 0, high: 1 };
  const p = right / count;
  const middle = p + Z ** 2 / (2 * count);
  const reach = Z * Math.sqrt((p * (1 - p)) / count + Z ** 2 / (4 * count ** 2));
  const scale = 1 + Z ** 2 / count;
  return { right, count, share: p, low: Math.max(0, (middle - reach) / scale), high: Math.min(1, (middle + reach) / scale) };
}

/** How often the label is among the first `n` guesses. */
export function within(guesses: readonly Guessed[], n: number): Share {
  const right = guesses.filter(({ message, types }) => types.slice(0, n).some(({ type }) => type === message.label));
  return share(right.length, guesses.length);
}

/** How often the first guess is right among the surest part (0 to 1) of the messages. */
export function surest(guesses: readonly Guessed[], part: number): Share {
  const sorted = guesses.toSorted((a, b) => (b.types[0]?.confidence ?? 0) - (a.types[0]?.confidence ?? 0));
  return within(sorted.slice(0, Math.round(guesses.length * part)), 1);
}

const BINS = 10;

/** Expected calibration error: how far the confidence of the first guess and the truth are apart, over ten equal bins. 0 to 1. */
export function calibrationError(guesses: readonly Guessed[]): number {
  const gaps = new Array<number>(BINS).fill(0);
  for (const { message, types } of guesses) {
    const { type, confidence } = types[0] ?? { type: '', confidence: 0 };
    const bin = Math.min(BINS - 1, Math.floor(confidence * BINS));
    gaps[bin] = (gaps[bin] ?? 0) + confidence - (type === message.label ? 1 : 0);
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / Math.max(1, guesses.length);
}

/** The mean over all labels of how well each is found and how rarely it is claimed wrongly (F1). */
export function macroF1(guesses: readonly Guessed[]): number {
  const labels = [...new Set(guesses.map(({ message }) => message.label))];
  const f1 = labels.map((label) => {
    const claimed = guesses.filter(({ types }) => types[0]?.type === label);
    const hits = claimed.filter(({ message }) => message.label === label).length;
    const all = guesses.filter(({ message }) => message.label === label).length;
    return (2 * hits) / (claimed.length + all);
  });
  return f1.reduce((sum, value) => sum + value, 0) / Math.max(1, labels.length);
}

import type { LabelledMessage } from '../../../src/triage/measure/messages.ts';
import { type Guessed, type Share, within } from '../../../src/triage/measure/scores.ts';
import { PHRASE_LANGUAGES, type PhraseLanguage } from '../../../src/triage/text/columns.ts';

/** How often the label is the first guess, and among the first three. */
export interface Accuracy {
  readonly top1: Share;
  readonly top3: Share;
}

export interface LanguageFigures {
  readonly language: PhraseLanguage | 'all';
  readonly count: number;
  /** In the order of the contestants. */
  readonly each: readonly Accuracy[];
}

export interface LengthFigures extends Accuracy {
  /** Such as `9-25`. */
  readonly words: string;
}

/** Lengths in words: from and up to. */
const LENGTHS: readonly (readonly [number, number])[] = [
  [0, 8],
  [9, 25],
  [26, 45],
  [46, Number.POSITIVE_INFINITY],
];

/** Each language, then all together; one list of guesses for each contestant, all over the same messages. */
export function byLanguage(contestants: readonly (readonly Guessed[])[]): readonly LanguageFigures[] {
  return [...PHRASE_LANGUAGES, 'all' as const].map((language) => {
    const chosen = contestants.map((guesses) => guesses.filter(({ message }) => language === 'all' || message.lang === language));
    return { language, count: chosen[0]?.length ?? 0, each: chosen.map(accuracy) };
  });
}

export function byLength(guesses: readonly Guessed[]): readonly LengthFigures[] {
  return LENGTHS.map(([from, to]) => ({
    words: to === Number.POSITIVE_INFINITY ? `${from}+` : `${Math.max(1, from)}-${to}`,
    ...accuracy(guesses.filter(({ message }) => from <= words(message) && words(message) <= to)),
  }));
}

function accuracy(guesses: readonly Guessed[]): Accuracy {
  return { top1: within(guesses, 1), top3: within(guesses, 3) };
}

function words({ text }: LabelledMessage): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

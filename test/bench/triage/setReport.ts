/** Everything that is measured on one set. */
import {
  calibrationError,
  type Guessed,
  macroF1,
  type Share,
  share,
  surest,
  within,
} from '../../../src/triage/measure/scores.ts';
import type { Triage } from '../../../src/triage/triage.ts';
import { byLanguage, byLength, type LanguageFigures, type LengthFigures } from './accuracy.ts';
import { type Errors, errorsOf } from './errors.ts';
import { type FlagFigures, flagFigures } from './flags.ts';
import type { Judged } from './judged.ts';
import { type ReplyFigures, replyFigures } from './reply.ts';
import type { Rival } from './rival.ts';
import { type SecondFigures, secondFigures } from './second.ts';
import type { MessageSet } from './sets.ts';

/** Figures beside accuracy; all but `languages` are ours alone. */
export interface SetReport {
  readonly name: string;
  readonly count: number;
  readonly contestants: readonly string[];
  readonly languages: readonly LanguageFigures[];
  readonly macroF1: number;
  readonly surest: Share;
  readonly calibrationError: number;
  readonly abstained: Share;
  /** Top-3 where we did not abstain. */
  readonly top3Proposed: Share;
  readonly second: SecondFigures;
  readonly lengths: readonly LengthFigures[];
  readonly flags: readonly FlagFigures[];
  readonly replies: readonly ReplyFigures[];
  readonly errors: Errors;
}

/** The part of the messages, the surest ones, whose first guess we look at. */
export const SUREST = 0.6;

export async function measureSet({ name, messages }: MessageSet, triage: Triage, rivals: readonly Rival[]): Promise<SetReport> {
  const judged: readonly Judged[] = messages.map((message) => ({ message, judgement: triage.judge(message.text) }));
  const ours = judged.map(guessed);
  const theirs = await Promise.all(
    rivals.map((rival) => Promise.all(messages.map(async (message) => ({ message, types: await rival.guess(message.text) })))),
  );
  const proposed = judged.filter(({ judgement }) => !judgement.abstain);
  return {
    name,
    count: messages.length,
    contestants: ['ours', ...rivals.map((rival) => rival.name)],
    languages: byLanguage([ours, ...theirs]),
    macroF1: macroF1(ours),
    surest: surest(ours, SUREST),
    calibrationError: calibrationError(ours),
    abstained: share(judged.length - proposed.length, judged.length),
    top3Proposed: within(proposed.map(guessed), 3),
    second: secondFigures(judged),
    lengths: byLength(ours),
    flags: flagFigures(judged),
    replies: replyFigures(judged),
    errors: errorsOf(judged),
  };
}

function guessed({ message, judgement }: Judged): Guessed {
  return { message, types: judgement.types };
}

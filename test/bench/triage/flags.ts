import { FLAGS, type ScreenedFlag } from '../../../src/engine/protocol.ts';
import { type Share, share } from '../../../src/triage/measure/scores.ts';
import { type Judged, remarks } from './judged.ts';

/** How well one flag is raised. Messages on which caseworkers would not agree are left out. */
export interface FlagFigures {
  readonly flag: ScreenedFlag | 'all';
  /** Messages that were looked at. */
  readonly count: number;
  readonly recall: Share;
  readonly precision: Share;
  /** Recall when asking the person counts as well. */
  readonly recallAsked: Share;
  /** Asked about although nothing was there. */
  readonly askedInVain: Share;
  /** Messages that only look like the flag, for which it was raised or asked about. */
  readonly hardRaised: Share;
  readonly hardAsked: Share;
}

type Figure = Exclude<keyof FlagFigures, 'flag' | 'count'>;

/** Each flag, then all of them together. */
export function flagFigures(judged: readonly Judged[]): readonly FlagFigures[] {
  const each = FLAGS.map((flag) => figuresOf(flag, judged));
  return [...each, together(each)];
}

/** What is wrong about a flag in one message, null when nothing is or when it is left out. */
export function mistake(
  flag: ScreenedFlag,
  { message, judgement }: Judged,
): 'missed' | 'asked' | 'raised in vain' | 'asked in vain' | null {
  if (remarks(message).includes(`ambiguous:${flag}`)) return null;
  const meant = message.flags.includes(flag);
  if (judgement.flags.includes(flag)) return meant ? null : 'raised in vain';
  if (judgement.ask.includes(flag)) return meant ? 'asked' : 'asked in vain';
  return meant ? 'missed' : null;
}

function figuresOf(flag: ScreenedFlag, judged: readonly Judged[]): FlagFigures {
  const counted = judged.filter(({ message }) => !remarks(message).includes(`ambiguous:${flag}`));
  const meant = counted.filter(({ message }) => message.flags.includes(flag));
  const innocent = counted.filter(({ message }) => !message.flags.includes(flag));
  const hard = counted.filter(({ message }) => remarks(message).includes(`hardneg:${flag}`));
  const raised = (some: readonly Judged[]): number => some.filter(({ judgement }) => judgement.flags.includes(flag)).length;
  const asked = (some: readonly Judged[]): number =>
    some.filter(({ judgement }) => judgement.ask.includes(flag) && !judgement.flags.includes(flag)).length;
  return {
    flag,
    count: counted.length,
    recall: share(raised(meant), meant.length),
    precision: share(raised(meant), raised(counted)),
    recallAsked: share(raised(meant) + asked(meant), meant.length),
    askedInVain: share(asked(innocent), innocent.length),
    hardRaised: share(raised(hard), hard.length),
    hardAsked: share(asked(hard), hard.length),
  };
}

function together(each: readonly FlagFigures[]): FlagFigures {
  const sum = (figure: Figure): Share =>
    share(
      each.reduce((total, flag) => total + flag[figure].right, 0),
      each.reduce((total, flag) => total + flag[figure].count, 0),
    );
  return {
    flag: 'all',
    count: each.reduce((total, { count }) => total + count, 0),
    recall: sum('recall'),
    precision: sum('precision'),
    recallAsked: sum('recallAsked'),
    askedInVain: sum('askedInVain'),
    hardRaised: sum('hardRaised'),
    hardAsked: sum('hardAsked'),
  };
}

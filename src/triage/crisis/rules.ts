import { FLAGS, type ScreenedFlag } from '../../engine/protocol.ts';
import type { Normalised } from '../text/normalise.ts';
import { Matcher } from './matcher.ts';
import type { CrisisPhrase } from './phrases.ts';

/** What the rules say of a flag: nothing, a phrase that an idiom explains (`guarded`), or a phrase that stands. */
export type Sign = 'clear' | 'guarded' | 'found';

/** The signs of one message, with the phrases behind them by index. */
export interface Signs {
  readonly of: Readonly<Record<ScreenedFlag, Sign>>;
  /** How many phrases stand for each flag. */
  readonly count: Readonly<Record<ScreenedFlag, number>>;
  readonly found: ReadonlySet<number>;
  readonly guarded: ReadonlySet<number>;
}

/**
 * Builds the crisis rules from phrases. A guard takes away only the idiom's own words: any other crisis phrase in the same
 * message still stands. Throws when a phrase cannot be read.
 */
export function createRules(phrases: readonly CrisisPhrase[]): (text: Normalised) => Signs {
  const matcher = new Matcher(phrases);
  const flagOf = (index: number): string => phrases[index]?.flag ?? '';
  return (text) => {
    const { found, guarded } = matcher.match(text, flagOf);
    const explained = new Set([...guarded].map(flagOf));
    const count = (flag: ScreenedFlag): number => [...found].filter((index) => flagOf(index) === flag).length;
    const sign = (flag: ScreenedFlag): Sign => {
      if (count(flag) > 0) return 'found';
      return explained.has(flag) ? 'guarded' : 'clear';
    };
    return { of: byFlag(sign), count: byFlag(count), found, guarded };
  };
}

function byFlag<Value>(of: (flag: ScreenedFlag) => Value): Readonly<Record<ScreenedFlag, Value>> {
  return Object.fromEntries(FLAGS.map((flag) => [flag, of(flag)])) as Record<ScreenedFlag, Value>;
}

/**
 * Hears from somebody's words that they feel watched in ways that may or may not be so: the television speaks of them, a
 * chip reads their thoughts. Whether it is so is never judged. A miss leaves the ordinary guidance, a false cue takes away
 * the plan of somebody who is really being followed; so rows alone decide, and a guard speaks for the whole message.
 */
import { Matcher } from '../crisis/matcher.ts';
import type { Normalised } from '../text/normalise.ts';
import type { WatchedPhrase } from './phrases.ts';

/** What was heard in one message, with the rows behind it by index. */
export interface Heard {
  /** Whether a phrase stands and no guard does. */
  readonly watched: boolean;
  readonly found: ReadonlySet<number>;
  readonly guards: ReadonlySet<number>;
}

/** Builds the cue from its rows; every call is pure. Throws when a phrase cannot be read. */
export function createCue(rows: readonly WatchedPhrase[]): (text: Normalised) => Heard {
  // A guard is sought like any phrase, because what it says (a husband, a tracker that was found) explains the rest wherever it stands.
  const matcher = new Matcher(rows.map(({ phrase, language }) => ({ phrase: phrase.replace(/^!\s*/, ''), language })));
  return (text) => {
    const standing = [...matcher.match(text, () => '').found];
    const isGuard = (index: number): boolean => rows[index]?.phrase.startsWith('!') ?? false;
    const found = new Set(standing.filter((index) => !isGuard(index)));
    const guards = new Set(standing.filter(isGuard));
    return { watched: found.size > 0 && guards.size === 0, found, guards };
  };
}

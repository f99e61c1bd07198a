import type { Flag } from '../engine/protocol.ts';
import { Matcher } from './matcher.ts';
import type { Normalised } from './normalise.ts';
import type { CrisisPhrase } from './phrases.ts';

/** What a message must raise at once, without asking the classifier. */
export interface Risk {
  readonly danger: boolean;
  readonly selfHarm: boolean;
  readonly minor: boolean;
  readonly deadline: boolean;
}

/**
 * Builds the crisis rules from phrases. A false alarm costs one question and a miss may cost a life, so guards take away
 * only the idiom's own words: any other crisis phrase in the same message still alarms. Throws when a phrase cannot be read.
 */
export function createRisk(phrases: readonly CrisisPhrase[]): (text: Normalised) => Risk {
  const matcher = new Matcher(phrases);
  const flagOf = (index: number) => phrases[index]?.flag ?? '';
  return (text) => {
    const flags = new Set<Flag | ''>();
    for (const index of matcher.match(text, flagOf)) flags.add(flagOf(index));
    return {
      danger: flags.has('danger'),
      selfHarm: flags.has('self_harm'),
      minor: flags.has('minor'),
      deadline: flags.has('deadline'),
    };
  };
}

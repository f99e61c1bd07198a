/** A choice that is named by a part of its label ("blackmail wali") or by its place in the list ("pehla", "the last one"). */
import type { Asked } from '../engine/flow.ts';
import { bare } from '../triage/text/normalise.ts';
import type { Words } from '../words.ts';
import { isList } from './questions.ts';

/** More is a sentence of its own. */
const MOST_WORDS = 4;

/** What is added to name one of several: "the … one". */
const ONE_OF = ['wala', 'wali', 'waala', 'waali', 'wale', 'walay', 'one', 'والا', 'والی', 'والے'];

const PLACES = ['first', 'second', 'third'];

/** The option at a place of the list. A person is added to many lists, and is not what "the last one" means. */
export function inPlace(words: Words, asked: Asked, word: string): string | null {
  if (!isList(asked.key)) return null;
  const place = words.answers.get(word) ?? '';
  const listed = asked.options.filter((option) => option !== 'person');
  return (place === 'last' ? listed.at(-1) : listed[PLACES.indexOf(place)]) ?? null;
}

/** The option that a part of its label means, or null when it is none or more than one. `labelsOf` is an option in every language, bare. */
export function inPart(words: Words, asked: Asked, text: string, labelsOf: (option: string) => readonly string[]): string | null {
  if (!isList(asked.key) || /[?؟]/u.test(text)) return null;
  const said = bare(text)
    .split(' ')
    .filter((one) => !ONE_OF.includes(one));
  if (said.length === 0 || said.length > MOST_WORDS || said.every((one) => isSmall(words, one))) return null;
  const meant = asked.options.filter((option) => labelsOf(option).some((label) => holds(words, label.split(' '), said)));
  return meant.length === 1 ? (meant[0] ?? null) : null;
}

/** Whether a label has all the words, and denies as much as they do: "safe" is no part of "not safe". */
function holds({ longer }: Words, label: readonly string[], said: readonly string[]): boolean {
  const denies = (tokens: readonly string[]): boolean => tokens.some((token) => longer.negation.has(token));
  return said.every((one) => label.includes(one)) && denies(label) === denies(said);
}

/** Two letters are no name of anything; neither are the words that hold a sentence together. */
function isSmall({ longer }: Words, word: string): boolean {
  return word.length < 3 || (['yes', 'no', 'small', 'negation'] as const).some((name) => longer[name].has(word));
}

/** The word that was agreed on: when it is asked for, and how it is known again. */
import type { Context } from './context.ts';
import { isSo } from './situation.ts';

/** More than this is a sentence, and a sentence is not known again. */
const MOST_WORDS = 2;

/** On a phone that others see, whoever comes back is asked for the word, where there is one. */
export function asksWord({ answers }: Pick<Context, 'answers'>): boolean {
  return isSo({ answers }, 'shared') && !['', 'skip'].includes(plain(answers.codeWord ?? ''));
}

/** Whether it is short enough to be a code word. */
export function isWord(text: string): boolean {
  const words = text.trim().split(/\s+/);
  return plain(text) !== '' && words.length <= MOST_WORDS;
}

/** Whether the message is the word, however it is typed, alone or as one of a few. */
export function namesWord(text: string, word: string): boolean {
  const wanted = plain(word);
  return wanted !== '' && (plain(text) === wanted || text.split(/\s+/).some((part) => plain(part) === wanted));
}

/** Letters and digits alone. */
function plain(text: string): string {
  return text.toLocaleLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

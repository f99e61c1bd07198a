/** Everything that is looked for in the phrase files. Plain data in, findings out. */
import type { LabelledMessage } from '../measure/messages.ts';
import type { Triage } from '../triage.ts';
import { NO_COMPLAINT } from '../types/phrases.ts';
import { brokenExamples } from './examples.ts';
import { fewPhrases } from './few.ts';
import type { Finding } from './finding.ts';
import { overlaps } from './overlap.ts';
import { personalData } from './personal.ts';
import { repeatedPhrases } from './repeated.ts';
import { sentences, type Tables } from './tables.ts';
import { brokenTopics, repeatedTopics } from './topics.ts';
import { unknownTypes } from './unknown.ts';
import { brokenWatched, repeatedWatched } from './watched.ts';

/** What the phrases are held against. */
export interface Measure {
  /** The keys of the complaint types; `none` is known beside them. */
  readonly known: readonly string[];
  /** The messages kept for measuring; null leaves their check out. */
  readonly messages: readonly LabelledMessage[] | null;
  /** The triage learnt from these phrases; null, as when a row cannot be read, leaves the examples out. */
  readonly triage: Triage | null;
}

/** All findings, file by file and line by line. */
export function lintPhrases(tables: Tables, { known, messages, triage }: Measure): readonly Finding[] {
  const { files, types, crisis, alarms, watched, topics, unreadable } = tables;
  const all = new Set([...known, NO_COMPLAINT]);
  const texts = sentences(tables);
  return [
    ...unreadable,
    ...unknownTypes(types, all),
    ...repeatedPhrases(types, ({ type }) => type),
    ...repeatedPhrases(alarms, ({ flags }) => flags.join(' ') || 'calm'),
    ...repeatedWatched(watched),
    ...repeatedTopics(topics),
    ...fewPhrases(types, all, files.types.name),
    ...personalData(texts),
    ...(messages ? overlaps(texts, messages) : []),
    ...(triage ? [...brokenExamples(crisis, triage), ...brokenWatched(watched, triage), ...brokenTopics(topics, triage)] : []),
  ].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

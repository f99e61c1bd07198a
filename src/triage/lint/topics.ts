import { normalise } from '../text/normalise.ts';
import type { TopicPhrase } from '../topics/phrases.ts';
import { createTopics } from '../topics/topic.ts';
import type { Triage } from '../triage.ts';
import type { Finding } from './finding.ts';
import { repeatedPhrases } from './repeated.ts';
import type { Located } from './rows.ts';

/** Rows of `topics.csv` whose examples do not hold: for the phrase by itself, and for all rows together. A guard finds nothing by itself. */
export function brokenTopics(rows: readonly Located<TopicPhrase>[], triage: Triage): readonly Finding[] {
  return rows.flatMap(({ file, line, row }) => {
    const problems = [ownMessage(row), missed(row, triage), falseTopic(row, triage)];
    return problems.flatMap((say): Finding[] => (say === null ? [] : [{ kind: 'example', file, line, say }]));
  });
}

/** Phrases, and messages that must match, that stand twice in `topics.csv`. */
export function repeatedTopics(rows: readonly Located<TopicPhrase>[]): readonly Finding[] {
  const column = (of: (row: TopicPhrase) => string): readonly Finding[] =>
    repeatedPhrases(
      rows.map((located) => ({ ...located, row: { phrase: of(located.row), topic: located.row.topic } })),
      ({ topic }) => topic,
    );
  return [
    ...column(({ phrase }) => phrase),
    ...column(({ mustMatch }) => mustMatch),
    ...column(({ mustNotMatch }) => mustNotMatch),
  ];
}

function ownMessage(row: TopicPhrase): string | null {
  if (row.phrase.startsWith('!') || createTopics([row])(normalise(row.mustMatch)).topic === row.topic) return null;
  return 'The phrase does not find its own must_match message, or too much stands beside it. Mend one of the two.';
}

function missed({ topic, mustMatch }: TopicPhrase, triage: Triage): string | null {
  if (triage.judge(mustMatch).topic === topic) return null;
  return `The must_match message is not heard as ${topic}. Leave out the words of a guard or of another topic that stand in it.`;
}

function falseTopic({ topic, mustNotMatch }: TopicPhrase, triage: Triage): string | null {
  if (triage.judge(mustNotMatch).topic !== topic) return null;
  return `The must_not_match message is heard as ${topic}. Make the phrase that stands in it narrower, or add a guard.`;
}

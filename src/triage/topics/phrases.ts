import { type Language, TOPICS, type Topic } from '../../engine/protocol.ts';
import { LEARNT } from '../text/columns.ts';
import { type CsvRow, PhraseError, readCsv } from '../text/csv.ts';

/** One row of `locales/phrases/topics.csv`: a phrase (notation in crisis/pattern.ts) and two messages that prove it. */
export interface TopicPhrase {
  readonly topic: Topic;
  readonly language: Language;
  readonly phrase: string;
  readonly mustMatch: string;
  readonly mustNotMatch: string;
  readonly note: string;
}

const COLUMNS = ['topic', 'language', 'phrase', 'must_match', 'must_not_match', 'note'] as const;

/** Reads the text of `topics.csv`, with rows in any of `languages`. Throws {@link PhraseError}. */
export function parseTopicPhrases(csv: string, languages: readonly Language[] = LEARNT): readonly TopicPhrase[] {
  return readCsv(csv, COLUMNS).map((row) => phrase(row, languages));
}

function phrase({ line, fields }: CsvRow<(typeof COLUMNS)[number]>, languages: readonly Language[]): TopicPhrase {
  const topic = TOPICS.find((known) => known === fields.topic);
  const language = languages.find((known) => known === fields.language);
  if (!topic) throw new PhraseError(`line ${line}: topic must be one of ${TOPICS.join(', ')}`);
  if (!language) throw new PhraseError(`line ${line}: language must be one of ${languages.join(', ')}`);
  for (const name of ['phrase', 'must_match', 'must_not_match'] as const) {
    if (fields[name] === '') throw new PhraseError(`line ${line}: ${name} is empty`);
  }
  return {
    topic,
    language,
    phrase: fields.phrase,
    mustMatch: fields.must_match,
    mustNotMatch: fields.must_not_match,
    note: fields.note,
  };
}

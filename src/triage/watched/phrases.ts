import type { Language } from '../../engine/protocol.ts';
import { LEARNT } from '../text/columns.ts';
import { type CsvRow, PhraseError, readCsv } from '../text/csv.ts';

/** One row of `locales/phrases/watched.csv`: a phrase (notation in crisis/pattern.ts) and two messages that prove it. */
export interface WatchedPhrase {
  readonly language: Language;
  readonly phrase: string;
  readonly mustAlarm: string;
  readonly mustNotAlarm: string;
  readonly note: string;
}

const COLUMNS = ['language', 'phrase', 'must_alarm', 'must_not_alarm', 'note'] as const;

/** Reads the text of `watched.csv`, with rows in any of `languages`. Throws {@link PhraseError}. */
export function parseWatchedPhrases(csv: string, languages: readonly Language[] = LEARNT): readonly WatchedPhrase[] {
  return readCsv(csv, COLUMNS).map((row) => phrase(row, languages));
}

function phrase({ line, fields }: CsvRow<(typeof COLUMNS)[number]>, languages: readonly Language[]): WatchedPhrase {
  const language = languages.find((known) => known === fields.language);
  if (!language) throw new PhraseError(`line ${line}: language must be one of ${languages.join(', ')}`);
  for (const name of ['phrase', 'must_alarm', 'must_not_alarm'] as const) {
    if (fields[name] === '') throw new PhraseError(`line ${line}: ${name} is empty`);
  }
  return {
    language,
    phrase: fields.phrase,
    mustAlarm: fields.must_alarm,
    mustNotAlarm: fields.must_not_alarm,
    note: fields.note,
  };
}

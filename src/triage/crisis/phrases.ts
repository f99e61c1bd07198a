import { FLAGS, type Flag, LANGUAGES, type Language } from '../../engine/protocol.ts';
import { type CsvRow, PhraseError, readCsv } from '../text/csv.ts';

/** One row of `locales/phrases/crisis.csv`: a phrase (see pattern.ts) and two messages that prove it. */
export interface CrisisPhrase {
  readonly flag: Flag;
  readonly language: Language;
  readonly phrase: string;
  readonly mustAlarm: string;
  readonly mustNotAlarm: string;
  readonly note: string;
}

const COLUMNS = ['flag', 'language', 'phrase', 'must_alarm', 'must_not_alarm', 'note'] as const;

/** Reads the text of `crisis.csv`. Throws {@link PhraseError}. */
export function parseCrisisPhrases(csv: string): readonly CrisisPhrase[] {
  return readCsv(csv, COLUMNS).map(phrase);
}

function phrase({ line, fields }: CsvRow<(typeof COLUMNS)[number]>): CrisisPhrase {
  const flag = FLAGS.find((known) => known === fields.flag);
  const language = LANGUAGES.find((known) => known === fields.language);
  if (!flag) throw new PhraseError(`line ${line}: flag must be one of ${FLAGS.join(', ')}`);
  if (!language) throw new PhraseError(`line ${line}: language must be one of ${LANGUAGES.join(', ')}`);
  for (const name of ['phrase', 'must_alarm', 'must_not_alarm'] as const) {
    if (fields[name] === '') throw new PhraseError(`line ${line}: ${name} is empty`);
  }
  return {
    flag,
    language,
    phrase: fields.phrase,
    mustAlarm: fields.must_alarm,
    mustNotAlarm: fields.must_not_alarm,
    note: fields.note,
  };
}

import { FLAGS, type Language, type ScreenedFlag } from '../../engine/protocol.ts';
import { LEARNT } from '../text/columns.ts';
import { type CsvRow, PhraseError, readCsv } from '../text/csv.ts';

/** One row of `locales/phrases/crisis.csv`: a phrase (see pattern.ts) and two messages that prove it. */
export interface CrisisPhrase {
  readonly flag: ScreenedFlag;
  readonly language: Language;
  readonly phrase: string;
  readonly mustAlarm: string;
  readonly mustNotAlarm: string;
  readonly note: string;
}

const COLUMNS = ['flag', 'language', 'phrase', 'must_alarm', 'must_not_alarm', 'note'] as const;

/** Reads the text of `crisis.csv`, with rows in any of `languages`. Throws {@link PhraseError}. */
export function parseCrisisPhrases(csv: string, languages: readonly Language[] = LEARNT): readonly CrisisPhrase[] {
  return readCsv(csv, COLUMNS).map((row) => phrase(row, languages));
}

function phrase({ line, fields }: CsvRow<(typeof COLUMNS)[number]>, languages: readonly Language[]): CrisisPhrase {
  const flag = FLAGS.find((known) => known === fields.flag);
  const language = languages.find((known) => known === fields.language);
  if (!flag) throw new PhraseError(`line ${line}: flag must be one of ${FLAGS.join(', ')}`);
  if (!language) throw new PhraseError(`line ${line}: language must be one of ${languages.join(', ')}`);
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

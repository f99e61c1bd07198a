import type { ScreenedFlag } from '../../engine/protocol.ts';
import { flagsIn, PHRASE_LANGUAGES, type PhraseLanguage } from '../text/columns.ts';
import { type CsvRow, PhraseError, readCsv } from '../text/csv.ts';

/**
 * One row of `locales/phrases/alarms.csv`: a message as somebody in a crisis might write it, or one that only sounds like
 * it and raises nothing. The model learns flags from them, and no types.
 */
export interface Alarm {
  readonly flags: readonly ScreenedFlag[];
  readonly language: PhraseLanguage;
  readonly phrase: string;
  /** Whose hand wrote it, as a short name. */
  readonly writer: string;
}

const COLUMNS = ['flags', 'language', 'phrase', 'writer'] as const;

/** Reads the text of `alarms.csv`; several flags in one field stand apart by spaces. Throws {@link PhraseError}. */
export function parseAlarms(csv: string): readonly Alarm[] {
  return readCsv(csv, COLUMNS).map(alarm);
}

function alarm({ line, fields }: CsvRow<(typeof COLUMNS)[number]>): Alarm {
  const language = PHRASE_LANGUAGES.find((known) => known === fields.language);
  if (!language) throw new PhraseError(`line ${line}: language must be one of ${PHRASE_LANGUAGES.join(', ')}`);
  for (const name of ['phrase', 'writer'] as const) {
    if (fields[name] === '') throw new PhraseError(`line ${line}: ${name} is empty`);
  }
  return { flags: flagsIn(fields.flags, line), language, phrase: fields.phrase, writer: fields.writer };
}

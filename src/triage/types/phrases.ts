import type { ScreenedFlag } from '../../engine/protocol.ts';
import { flagsIn, namesIn, PHRASE_LANGUAGES, type PhraseLanguage } from '../text/columns.ts';
import { type CsvRow, PhraseError, readCsv } from '../text/csv.ts';

/** What a message is that complains of nothing: a greeting, thanks, an advert. Never proposed. */
export const NO_COMPLAINT = 'none';

/** One row of `locales/phrases/types.csv`: a message as somebody might write it, and what it is about. */
export interface TypePhrase {
  readonly type: string;
  /** Further types that apply, mostly none. */
  readonly also: readonly string[];
  readonly flags: readonly ScreenedFlag[];
  readonly language: PhraseLanguage;
  readonly phrase: string;
  /** Whose hand wrote it, as a short name: a model is tried on the hands it has not read. */
  readonly writer: string;
}

const COLUMNS = ['type', 'also', 'flags', 'language', 'phrase', 'writer'] as const;

/** Reads the text of `types.csv`; several types or flags in one field stand apart by spaces. Throws {@link PhraseError}. */
export function parseTypePhrases(csv: string): readonly TypePhrase[] {
  return readCsv(csv, COLUMNS).map(phrase);
}

function phrase({ line, fields }: CsvRow<(typeof COLUMNS)[number]>): TypePhrase {
  const language = PHRASE_LANGUAGES.find((known) => known === fields.language);
  if (!language) throw new PhraseError(`line ${line}: language must be one of ${PHRASE_LANGUAGES.join(', ')}`);
  for (const name of ['type', 'phrase', 'writer'] as const) {
    if (fields[name] === '') throw new PhraseError(`line ${line}: ${name} is empty`);
  }
  return {
    type: fields.type,
    also: namesIn(fields.also),
    flags: flagsIn(fields.flags, line),
    language,
    phrase: fields.phrase,
    writer: fields.writer,
  };
}

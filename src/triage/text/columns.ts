/** What several phrase files have in common: the languages of messages, and lists within a field. */
import { FLAGS, type Flag, LANGUAGES } from '../../engine/protocol.ts';
import { PhraseError } from './csv.ts';

/** The languages messages are written in; `mixed` changes script or language within one message. */
export const PHRASE_LANGUAGES = [...LANGUAGES, 'mixed'] as const;
export type PhraseLanguage = (typeof PHRASE_LANGUAGES)[number];

/** The names in a field, apart by spaces. */
export function namesIn(field: string): readonly string[] {
  return field.split(/\s+/).filter((name) => name !== '');
}

/** The flags in a field, apart by spaces. Throws {@link PhraseError}. */
export function flagsIn(field: string, line: number): readonly Flag[] {
  return namesIn(field).map((name) => {
    const flag = FLAGS.find((known) => known === name);
    if (!flag) throw new PhraseError(`line ${line}: flags must be some of ${FLAGS.join(', ')}`);
    return flag;
  });
}

/** What several phrase files have in common: the languages of messages, and lists within a field. */
import { FLAGS, type Language, type ScreenedFlag } from '../../engine/protocol.ts';
import { PhraseError } from './csv.ts';

/** The languages that triage tells apart by itself and has learnt from messages: English, Urdu, Urdu in Latin letters. */
export const LEARNT = ['en', 'ur', 'ur-Latn'] as const;
export type LearntLanguage = (typeof LEARNT)[number];

/** The languages of the messages it learns from; `mixed` changes script or language within one message. */
export const PHRASE_LANGUAGES = [...LEARNT, 'mixed'] as const;
export type PhraseLanguage = (typeof PHRASE_LANGUAGES)[number];

/** Whether the model has read messages in a language. Where it has not, the rules decide alone. */
export function isLearnt(language: Language): language is LearntLanguage {
  return LEARNT.some((known) => known === language);
}

/** The names in a field, apart by spaces. */
export function namesIn(field: string): readonly string[] {
  return field.split(/\s+/).filter((name) => name !== '');
}

/** The flags in a field, apart by spaces. Throws {@link PhraseError}. */
export function flagsIn(field: string, line: number): readonly ScreenedFlag[] {
  return namesIn(field).map((name) => {
    const flag = FLAGS.find((known) => known === name);
    if (!flag) throw new PhraseError(`line ${line}: flags must be some of ${FLAGS.join(', ')}`);
    return flag;
  });
}

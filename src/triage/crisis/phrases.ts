import type { Flag, Language } from '../engine/protocol.ts';

/** One row of `locales/phrases/crisis.csv`: a phrase (see pattern.ts) and two messages that prove it. */
export interface CrisisPhrase {
  readonly flag: Flag;
  readonly language: Language;
  readonly phrase: string;
  readonly mustAlarm: string;
  readonly mustNotAlarm: string;
  readonly note: string;
}

/** The plain data that triage works from. */
export interface TriageWords {
  readonly crisis: readonly CrisisPhrase[];
}

/** A phrase file that cannot be used; the message names the line and what is wrong with it. */
export class PhraseError extends Error {}

const COLUMNS = ['flag', 'language', 'phrase', 'must_alarm', 'must_not_alarm', 'note'] as const;
const KNOWN_FLAGS: Readonly<Record<Flag, true>> = { danger: true, self_harm: true, minor: true, deadline: true };
const KNOWN_LANGUAGES: Readonly<Record<Language, true>> = { en: true, ur: true, 'ur-Latn': true };

/** Reads the text of a phrase file: comma-separated with a heading, one row a line, `"…"` around fields with commas. Throws {@link PhraseError}. */
export function parsePhrases(csv: string): TriageWords {
  const [heading, ...lines] = csv.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (heading !== COLUMNS.join(',')) throw new PhraseError(`line 1: the heading must be ${COLUMNS.join(',')}`);
  return { crisis: lines.flatMap((line, index) => (line.trim() === '' ? [] : [row(line, index + 2)])) };
}

function row(line: string, number: number): CrisisPhrase {
  const fields = split(line, number);
  if (fields.length !== COLUMNS.length)
    throw new PhraseError(`line ${number}: ${fields.length} fields instead of ${COLUMNS.length}`);
  const [flag = '', language = '', phrase = '', mustAlarm = '', mustNotAlarm = '', note = ''] = fields;
  if (!isFlag(flag)) throw new PhraseError(`line ${number}: flag must be one of ${Object.keys(KNOWN_FLAGS).join(', ')}`);
  if (!isLanguage(language))
    throw new PhraseError(`line ${number}: language must be one of ${Object.keys(KNOWN_LANGUAGES).join(', ')}`);
  for (const [name, value] of Object.entries({ phrase, must_alarm: mustAlarm, must_not_alarm: mustNotAlarm })) {
    if (value === '') throw new PhraseError(`line ${number}: ${name} is empty`);
  }
  return { flag, language, phrase, mustAlarm, mustNotAlarm, note };
}

function split(line: string, number: number): string[] {
  const fields: string[] = [];
  const field = /\s*(?:"((?:[^"]|"")*)"|([^",]*))\s*(,|$)/y;
  while (field.lastIndex <= line.length) {
    const match = field.exec(line);
    if (!match) throw new PhraseError(`line ${number}: a quotation mark is open or out of place`);
    fields.push(match[1] === undefined ? (match[2] ?? '').trim() : match[1].replaceAll('""', '"'));
    if (match[3] === '') return fields;
  }
  return fields;
}

function isFlag(name: string): name is Flag {
  return Object.hasOwn(KNOWN_FLAGS, name);
}

function isLanguage(name: string): name is Language {
  return Object.hasOwn(KNOWN_LANGUAGES, name);
}

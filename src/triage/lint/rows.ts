/** The phrase files row by row, so that one row that cannot be read does not hide what is wrong with the others. */
import type { Language } from '../../engine/protocol.ts';
import { type Alarm, parseAlarms } from '../crisis/alarms.ts';
import { parsePattern } from '../crisis/pattern.ts';
import { type CrisisPhrase, parseCrisisPhrases } from '../crisis/phrases.ts';
import { LEARNT } from '../text/columns.ts';
import { parseTopicPhrases, type TopicPhrase } from '../topics/phrases.ts';
import { parseTypePhrases, type TypePhrase } from '../types/phrases.ts';
import { parseWatchedPhrases, type WatchedPhrase } from '../watched/phrases.ts';
import type { Finding } from './finding.ts';

/** A phrase file: the name an editor knows it by, and all of its text. */
export interface PhraseFile {
  readonly name: string;
  readonly text: string;
}

/** A row and where it stands; lines count from 1. */
export interface Located<Row> {
  readonly file: string;
  readonly line: number;
  readonly row: Row;
}

/** The rows that can be read, in their order, and a finding for each that cannot. */
export interface Rows<Row> {
  readonly rows: readonly Located<Row>[];
  readonly findings: readonly Finding[];
}

/** Reads the rows of `types.csv`. */
export function typeRows(file: PhraseFile): Rows<TypePhrase> {
  return read(file, parseTypePhrases);
}

/** Reads the rows of `crisis.csv`; a phrase whose notation is wrong cannot be read either. */
export function crisisRows(file: PhraseFile, languages: readonly Language[] = LEARNT): Rows<CrisisPhrase> {
  return read(file, (csv) => {
    const rows = parseCrisisPhrases(csv, languages);
    for (const { phrase } of rows) parsePattern(phrase);
    return rows;
  });
}

/** Reads the rows of `watched.csv`; a phrase whose notation is wrong cannot be read either. */
export function watchedRows(file: PhraseFile, languages: readonly Language[] = LEARNT): Rows<WatchedPhrase> {
  return read(file, (csv) => {
    const rows = parseWatchedPhrases(csv, languages);
    for (const { phrase } of rows) parsePattern(phrase);
    return rows;
  });
}

/** Reads the rows of `topics.csv`; a phrase whose notation is wrong cannot be read either. */
export function topicRows(file: PhraseFile, languages: readonly Language[] = LEARNT): Rows<TopicPhrase> {
  return read(file, (csv) => {
    const rows = parseTopicPhrases(csv, languages);
    for (const { phrase } of rows) parsePattern(phrase);
    return rows;
  });
}

/** Reads the rows of `alarms.csv`. */
export function alarmRows(file: PhraseFile): Rows<Alarm> {
  return read(file, parseAlarms);
}

function read<Row>({ name: file, text }: PhraseFile, parse: (csv: string) => readonly Row[]): Rows<Row> {
  const [heading = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const rows: Located<Row>[] = [];
  const findings: Finding[] = [];
  const attempt = (csv: string, line: number): void => {
    try {
      for (const row of parse(csv)) rows.push({ file, line, row });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const say = `This row cannot be read: ${reason(error)}. Mend it, with "…" around a field that holds a comma.`;
      findings.push({ kind: 'unreadable', file, line, say });
    }
  };
  attempt(heading, 1);
  // Under a wrong heading every row would seem wrong.
  if (findings.length === 0) for (const [index, line] of lines.entries()) attempt(`${heading}\n${line}`, index + 2);
  return { rows, findings };
}

/** What is wrong, without the line of the piece that was tried and without the words that stand there. */
function reason({ message }: Error): string {
  const said = message.replace(/^line \d+: /, '');
  return said.replace(/^(phrase must begin with a fixed word|not one word in a phrase): .*$/s, '$1');
}

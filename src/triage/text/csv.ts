/** A phrase file that cannot be used; the message names the line and what is wrong with it. */
export class PhraseError extends Error {}

/** One row of a phrase file: its fields by column, and the line it stands on, counted from 1. */
export interface CsvRow<Column extends string> {
  readonly line: number;
  readonly fields: Readonly<Record<Column, string>>;
}

/** Reads comma-separated text with a heading, one row a line, `"…"` around fields with commas. Throws {@link PhraseError}. */
export function readCsv<Column extends string>(text: string, columns: readonly Column[]): readonly CsvRow<Column>[] {
  const [heading, ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (heading !== columns.join(',')) throw new PhraseError(`line 1: the heading must be ${columns.join(',')}`);
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [row(line, index + 2, columns)]));
}

function row<Column extends string>(text: string, line: number, columns: readonly Column[]): CsvRow<Column> {
  const fields = split(text, line);
  if (fields.length !== columns.length)
    throw new PhraseError(`line ${line}: ${fields.length} fields instead of ${columns.length}`);
  return {
    line,
    fields: Object.fromEntries(columns.map((column, index) => [column, fields[index] ?? ''])) as Record<Column, string>,
  };
}

function split(text: string, line: number): string[] {
  const fields: string[] = [];
  const field = /\s*(?:"((?:[^"]|"")*)"|([^",]*))\s*(,|$)/y;
  while (field.lastIndex <= text.length) {
    const match = field.exec(text);
    if (!match) throw new PhraseError(`line ${line}: a quotation mark is open or out of place`);
    fields.push(match[1] === undefined ? (match[2] ?? '').trim() : match[1].replaceAll('""', '"'));
    if (match[3] === '') return fields;
  }
  return fields;
}

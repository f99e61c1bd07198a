/** The table of a run: numbers only. */
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import type { Blow } from './line.ts';
import type { Outcome } from './scene.ts';

/** One line: a channel, what it went through, and what became of everything. */
export interface FaultRow extends Outcome {
  readonly channel: string;
  readonly seconds: number;
  readonly blows: Readonly<Record<Blow, number>>;
  /** Faults of sending. */
  readonly faults: number;
}

const COLUMNS: readonly (readonly [string, (row: FaultRow) => string | number | null])[] = [
  ['channel', (row) => row.channel],
  ['events', (row) => row.events],
  ['kills', (row) => row.blows.program],
  ['database', (row) => row.blows.database],
  ['browser', (row) => row.blows.browser],
  ['cuts', (row) => row.blows.connection],
  ['faults', (row) => row.faults],
  ['inbox', (row) => row.inbox],
  ['lost', (row) => row.lost],
  ['doubled', (row) => row.doubled],
  ['unworked', (row) => row.unworked],
  ['turns twice', (row) => row.twice],
  ['otherwise', (row) => row.otherwise.length],
  ['replies', (row) => row.replies],
  ['unsent', (row) => row.unsent],
  ['lost', (row) => row.repliesLost],
  ['doubled', (row) => row.repliesDoubled],
  ['astray', (row) => row.astray],
  ['unanswered', (row) => row.unanswered],
  ['found', (row) => row.found],
  ['repeated', (row) => row.repeated],
  ['hopeless', (row) => row.hopeless],
  ['errors', (row) => row.errors],
  ['strays', (row) => row.strays],
  ['exit', (row) => row.exit],
  ['seconds', (row) => row.seconds],
];

const WIDTHS = COLUMNS.map(([name]) => Math.max(name.length, name === 'channel' ? 14 : 6));

function lineOf(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell, index) => String(cell)[index === 0 ? 'padEnd' : 'padStart'](WIDTHS[index] ?? 0)).join('  ')}\n`;
}

/** The names of the columns. */
export const HEADER = lineOf(COLUMNS.map(([name]) => name));

/** Prints a row, and adds it to the file that FAULT_TABLE names. */
export function report(row: FaultRow): void {
  const line = lineOf(COLUMNS.map(([, cell]) => cell(row)));
  process.stdout.write(`\n${HEADER}${line}`);
  const file = process.env.FAULT_TABLE;
  if (!file) return;
  if (!existsSync(file)) writeFileSync(file, HEADER);
  appendFileSync(file, line);
}

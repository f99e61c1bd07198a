/** `triage picks`: what people made of the types that were proposed to them. */
import { parseArgs } from 'node:util';
import { countPicks, type PickCount } from '../../../db/queries/picks.ts';
import { readConfig } from '../../config.ts';
import { createLogger } from '../../logger.ts';
import { openFoundation } from '../../wiring/foundation.ts';
import { say } from './output.ts';

const HEADING = ['language', 'proposed', 'picked', 'count', 'mean score'];

export async function picks(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } });
  const config = readConfig({ LOG_LEVEL: 'error', ...process.env });
  const foundation = await openFoundation(config, createLogger(config.LOG_LEVEL));
  try {
    const counts = await countPicks(foundation.database.sql);
    await say(values.json ? [JSON.stringify(counts)] : table(counts));
    return 0;
  } finally {
    await foundation.close();
  }
}

function table(counts: readonly PickCount[]): readonly string[] {
  if (counts.length === 0) return ['Nobody has picked a type yet.'];
  const rows = counts.map(({ language, proposed, picked, count, meanScore }) => [
    language,
    proposed ?? '(nothing)',
    picked,
    String(count),
    meanScore.toFixed(2),
  ]);
  const widths = HEADING.map((name, column) =>
    Math.max(...[[name], ...rows.map((row) => [row[column] ?? ''])].map(([cell = '']) => cell.length)),
  );
  return [HEADING, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

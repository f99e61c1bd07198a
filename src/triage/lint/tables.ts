/** The phrase files together, as lint looks at them. */
import type { Alarm } from '../crisis/alarms.ts';
import type { CrisisPhrase } from '../crisis/phrases.ts';
import type { TypePhrase } from '../types/phrases.ts';
import type { Finding } from './finding.ts';
import { alarmRows, crisisRows, type Located, type PhraseFile, typeRows } from './rows.ts';

export interface PhraseFiles {
  readonly types: PhraseFile;
  readonly crisis: PhraseFile;
  readonly alarms: PhraseFile;
}

/** What can be read of each file, and a finding for each row that cannot. */
export interface Tables {
  readonly files: PhraseFiles;
  readonly types: readonly Located<TypePhrase>[];
  readonly crisis: readonly Located<CrisisPhrase>[];
  readonly alarms: readonly Located<Alarm>[];
  readonly unreadable: readonly Finding[];
}

export function readTables(files: PhraseFiles): Tables {
  const types = typeRows(files.types);
  const crisis = crisisRows(files.crisis);
  const alarms = alarmRows(files.alarms);
  const unreadable = [types, crisis, alarms].flatMap(({ findings }) => findings);
  return { files, types: types.rows, crisis: crisis.rows, alarms: alarms.rows, unreadable };
}

/** The sentences that somebody might write, by row: phrases, and the two examples of a crisis row. */
export function sentences({ types, crisis, alarms }: Tables): readonly Located<readonly string[]>[] {
  return [
    ...[...types, ...alarms].map(({ file, line, row }) => ({ file, line, row: [row.phrase] })),
    ...crisis.map(({ file, line, row }) => ({ file, line, row: [row.mustAlarm, row.mustNotAlarm] })),
  ];
}

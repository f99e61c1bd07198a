/** The phrase files together, as lint looks at them. */
import type { Language } from '../../engine/protocol.ts';
import type { Alarm } from '../crisis/alarms.ts';
import type { CrisisPhrase } from '../crisis/phrases.ts';
import { LEARNT } from '../text/columns.ts';
import type { TopicPhrase } from '../topics/phrases.ts';
import type { TypePhrase } from '../types/phrases.ts';
import type { WatchedPhrase } from '../watched/phrases.ts';
import type { Finding } from './finding.ts';
import { alarmRows, crisisRows, type Located, type PhraseFile, topicRows, typeRows, watchedRows } from './rows.ts';

export interface PhraseFiles {
  readonly types: PhraseFile;
  readonly crisis: PhraseFile;
  readonly alarms: PhraseFile;
  readonly watched: PhraseFile;
  readonly topics: PhraseFile;
}

/** What can be read of each file, and a finding for each row that cannot. */
export interface Tables {
  readonly files: PhraseFiles;
  readonly types: readonly Located<TypePhrase>[];
  readonly crisis: readonly Located<CrisisPhrase>[];
  readonly alarms: readonly Located<Alarm>[];
  readonly watched: readonly Located<WatchedPhrase>[];
  readonly topics: readonly Located<TopicPhrase>[];
  readonly unreadable: readonly Finding[];
}

/** Reads the files, with rules in any of `languages`. */
export function readTables(files: PhraseFiles, languages: readonly Language[] = LEARNT): Tables {
  const types = typeRows(files.types);
  const crisis = crisisRows(files.crisis, languages);
  const alarms = alarmRows(files.alarms);
  const watched = watchedRows(files.watched, languages);
  const topics = topicRows(files.topics, languages);
  return {
    files,
    types: types.rows,
    crisis: crisis.rows,
    alarms: alarms.rows,
    watched: watched.rows,
    topics: topics.rows,
    unreadable: [types, crisis, alarms, watched, topics].flatMap(({ findings }) => findings),
  };
}

/** The sentences that somebody might write, by row: phrases, and the two examples of a rule. */
export function sentences({ types, crisis, alarms, watched, topics }: Tables): readonly Located<readonly string[]>[] {
  return [
    ...[...types, ...alarms].map(({ file, line, row }) => ({ file, line, row: [row.phrase] })),
    ...[...crisis, ...watched].map(({ file, line, row }) => ({ file, line, row: [row.mustAlarm, row.mustNotAlarm] })),
    ...topics.map(({ file, line, row }) => ({ file, line, row: [row.mustMatch, row.mustNotMatch] })),
  ];
}

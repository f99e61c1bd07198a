import { normalise } from '../text/normalise.ts';
import type { Triage } from '../triage.ts';
import { createCue } from '../watched/cue.ts';
import type { WatchedPhrase } from '../watched/phrases.ts';
import type { Finding } from './finding.ts';
import { repeatedPhrases } from './repeated.ts';
import type { Located } from './rows.ts';

/** Rows of `watched.csv` whose examples do not hold: for the phrase by itself, and for all rows together. A guard finds nothing by itself. */
export function brokenWatched(rows: readonly Located<WatchedPhrase>[], triage: Triage): readonly Finding[] {
  return rows.flatMap(({ file, line, row }) => {
    const problems = [ownMessage(row), missed(row, triage), falseCue(row, triage)];
    return problems.flatMap((say): Finding[] => (say === null ? [] : [{ kind: 'example', file, line, say }]));
  });
}

/** Phrases, and examples, that stand twice in `watched.csv`. */
export function repeatedWatched(rows: readonly Located<WatchedPhrase>[]): readonly Finding[] {
  const column = (of: (row: WatchedPhrase) => string): readonly Finding[] =>
    repeatedPhrases(
      rows.map((located) => ({ ...located, row: { phrase: of(located.row) } })),
      () => '',
    );
  return [
    ...column(({ phrase }) => phrase),
    ...column(({ mustAlarm }) => mustAlarm),
    ...column(({ mustNotAlarm }) => mustNotAlarm),
  ];
}

function ownMessage(row: WatchedPhrase): string | null {
  if (row.phrase.startsWith('!') || createCue([row])(normalise(row.mustAlarm)).watched) return null;
  return 'The phrase does not find its own must_alarm message. Mend one of the two.';
}

function missed({ mustAlarm }: WatchedPhrase, triage: Triage): string | null {
  if (triage.judge(mustAlarm).watched) return null;
  return 'The must_alarm message does not raise the cue. Leave out the words of a guard that stand in it.';
}

function falseCue({ mustNotAlarm }: WatchedPhrase, triage: Triage): string | null {
  if (!triage.judge(mustNotAlarm).watched) return null;
  return 'The must_not_alarm message raises the cue. Make the phrase that stands in it narrower, or add a guard.';
}

import type { CrisisPhrase } from '../crisis/phrases.ts';
import { createRules } from '../crisis/rules.ts';
import { normalise } from '../text/normalise.ts';
import type { Triage } from '../triage.ts';
import type { Finding } from './finding.ts';
import type { Located } from './rows.ts';

/** Crisis rows whose examples do not hold: for the phrase by itself, and for the triage as a whole. A guard finds nothing by itself. */
export function brokenExamples(rows: readonly Located<CrisisPhrase>[], triage: Triage): readonly Finding[] {
  return rows.flatMap(({ file, line, row }) => {
    const problems = [ownMessage(row), missed(row, triage), falseAlarm(row, triage)];
    return problems.flatMap((say): Finding[] => (say === null ? [] : [{ kind: 'example', file, line, say }]));
  });
}

function ownMessage(row: CrisisPhrase): string | null {
  if (row.phrase.startsWith('!') || createRules([row])(normalise(row.mustAlarm)).of[row.flag] === 'found') return null;
  return 'The phrase does not find its own must_alarm message. Mend one of the two.';
}

function missed({ flag, mustAlarm }: CrisisPhrase, triage: Triage): string | null {
  if (triage.judge(mustAlarm).flags.includes(flag)) return null;
  return `The must_alarm message does not raise ${flag}. Add messages of its kind to alarms.csv with that flag.`;
}

function falseAlarm({ flag, mustNotAlarm }: CrisisPhrase, triage: Triage): string | null {
  const { flags, signs } = triage.explain(mustNotAlarm);
  if (!flags.includes(flag)) return null;
  const cure =
    signs.of[flag] === 'found'
      ? 'Make the phrase that stands in it narrower, or add a guard'
      : 'No phrase stands in it, so add calm messages of its kind to alarms.csv';
  return `The must_not_alarm message raises ${flag}. ${cure}; triage explain says more.`;
}

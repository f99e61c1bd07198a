/** `npm run bench -- triage`: how well messages are understood, beside two libraries that learnt the same phrases. */
import { parseArgs } from 'node:util';
import { type Command, print } from '../../../src/cli/command.ts';
import { readTriageWords } from '../../../src/wiring/triage.ts';
import { learnAfresh } from './learning.ts';
import { teachNlpJs } from './nlpjs.ts';
import { describe } from './report.ts';
import type { Rival, Teach } from './rival.ts';
import { measureSet, type SetReport } from './setReport.ts';
import { readSets } from './sets.ts';
import { speeds } from './speed.ts';
import { teachWink } from './wink.ts';

const HELP = `Usage: npm run bench -- triage [options]

Learns the types and flags from locales/phrases and judges the labelled messages of test/triage/messages, each file a
set of its own: types and their confidence, crisis flags, language of the reply. nlp.js and
wink-naive-bayes-text-classifier learn the same phrases; that takes about a minute.

  --set NAME          only the set of this name
  --errors            also where ours errs: id, label, guess, confidence; never a text
  --without-others    leave the two libraries out
  --json              print one JSON object; where ours errs is always in it`;

const OTHERS: readonly Teach[] = [teachNlpJs, teachWink];

/** How well messages are understood. */
export const triage: Command = {
  summary: 'how well messages are understood, beside two libraries that learnt the same phrases',
  help: HELP,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        set: { type: 'string' },
        errors: { type: 'boolean', default: false },
        'without-others': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const sets = readSets(values.set);
    const words = readTriageWords();
    const { triage: ours, learning } = learnAfresh(words);
    const took = speeds(
      ours,
      sets.flatMap(({ messages }) => messages.map(({ text }) => text)),
    );
    const rivals: Rival[] = [];
    for (const teach of values['without-others'] ? [] : OTHERS) rivals.push(await teach(words.types));
    const measured: SetReport[] = [];
    for (const set of sets) measured.push(await measureSet(set, ours, rivals));
    const report = { learning, speeds: took, setUps: rivals.map(({ setUp }) => setUp), sets: measured };
    print(values.json ? JSON.stringify(report) : describe(report, values.errors));
    return 0;
  },
};

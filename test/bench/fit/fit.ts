/**
 * Fits what the phrases cannot teach: how much each signal of a flag weighs, and how sharp the confidences are. Prints
 * constants for src/triage; writes nothing. Every figure is of messages that the fit behind it has not seen (five folds).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Command, print } from '../../../src/cli/command.ts';
import { FLAGS, type ScreenedFlag } from '../../../src/engine/protocol.ts';
import { createRules } from '../../../src/triage/crisis/rules.ts';
import { signalsOf } from '../../../src/triage/crisis/signals.ts';
import { gather } from '../../../src/triage/learned/evidence.ts';
import { learn } from '../../../src/triage/learned/learn.ts';
import type { Model } from '../../../src/triage/learned/model.ts';
import { type LabelledMessage, parseMessages } from '../../../src/triage/measure/messages.ts';
import { normalise } from '../../../src/triage/text/normalise.ts';
import { SHARPNESS } from '../../../src/triage/triage.ts';
import { readTriageWords } from '../../../src/wiring/triage.ts';
import { fitLogistic } from './logistic.ts';

const MESSAGES = join(import.meta.dirname, '../../triage/messages');
const FOLDS = 5;
const SHRINK = 2;

/** Sets written to tempt: every second message is a crisis or looks like one, so each counts for less. */
const RARER: Readonly<Record<string, number>> = { crisis: 0.35, 'crisis-hard': 0.35 };
const RECALLS = [0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 1] as const;

interface Row {
  readonly message: LabelledMessage;
  readonly counts: number;
  readonly signals: Readonly<Record<ScreenedFlag, readonly number[]>>;
}

export const fit: Command = {
  summary: 'the constants of the crisis signals, anew',
  help: 'Usage: npm run bench -- fit [--without SET]...\n\nFits on all labelled sets but those left out, and prints what belongs in src/triage/crisis/weights.ts.',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { without: { type: 'string', multiple: true, default: [] } } });
    const words = readTriageWords();
    const model = learn(words);
    const rules = createRules(words.crisis);
    const messages = labelled(values.without);
    const rows = messages.map(({ message, counts }): Row => {
      const text = normalise(message.text);
      const evidence = gather(model, text, SHARPNESS);
      const signs = rules(text);
      const signals = FLAGS.map((flag) => [flag, signalsOf(flag, evidence, signs, text.tokens.length)]);
      return { message, counts, signals: Object.fromEntries(signals) as Row['signals'] };
    });
    print(`${rows.length} messages`);
    for (const flag of FLAGS)
      report(
        flag,
        rows.filter(({ message }) => !message.note.includes(`ambiguous:${flag}`)),
      );
    reportSharpness(
      model,
      messages.filter(({ counts }) => counts === 1).map(({ message }) => message),
    );
    return 0;
  },
};

function labelled(without: readonly string[]): readonly Pick<Row, 'message' | 'counts'>[] {
  const sets = readdirSync(MESSAGES).filter((name) => name.endsWith('.jsonl') && !without.includes(basename(name, '.jsonl')));
  return sets.flatMap((name) => {
    const counts = RARER[basename(name, '.jsonl')] ?? 1;
    return parseMessages(readFileSync(join(MESSAGES, name), 'utf8')).map((message) => ({ message, counts }));
  });
}

function report(flag: ScreenedFlag, rows: readonly Row[]): void {
  const x = rows.map(({ signals }) => signals[flag]);
  const y = rows.map(({ message }) => (message.flags.includes(flag) ? 1 : 0));
  const c = rows.map(({ counts }) => counts);
  const unseen = rows.map((_, at) => at % FOLDS).flatMap((fold, at) => [{ fold, at }]);
  const odds = new Array<number>(rows.length).fill(0);
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const known = unseen.filter((entry) => entry.fold !== fold).map(({ at }) => at);
    const weights = fitLogistic(
      known.map((at) => x[at] ?? []),
      known.map((at) => y[at] ?? 0),
      known.map((at) => c[at] ?? 1),
      SHRINK,
    );
    for (const { at } of unseen.filter((entry) => entry.fold === fold)) odds[at] = weigh(weights, x[at] ?? []);
  }
  const weights = fitLogistic(x, y, c, SHRINK);
  print(`\n${flag}: [${weights.map((weight) => weight.toFixed(3)).join(', ')}]`);
  const raised = odds.filter((_, at) => y[at] === 1).sort((a, b) => b - a);
  const tempting = rows.flatMap(({ message }, at) => (message.note.includes(`hardneg:${flag}`) ? [odds[at] ?? 0] : []));
  for (const recall of RECALLS) {
    const line = raised[Math.ceil(recall * raised.length) - 1] ?? 0;
    const claimed = sum(c.filter((_, at) => (odds[at] ?? 0) >= line));
    const hits = sum(c.filter((_, at) => (odds[at] ?? 0) >= line && y[at] === 1));
    const fooled = tempting.filter((value) => value >= line).length;
    print(
      `  recall ${recall.toFixed(2)} at ${line.toFixed(2)}: precision ${(hits / claimed).toFixed(2)}, hard negatives ${fooled}/${tempting.length}`,
    );
  }
}

function weigh([constant = 0, ...weights]: readonly number[], signals: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * (signals[at] ?? 0), constant);
}

function reportSharpness(model: Model, messages: readonly LabelledMessage[]): void {
  const texts = messages.map(({ text, label }) => ({ text: normalise(text), label }));
  print('');
  for (const sharpness of [1, 1.5, 2, 2.5, 3, 3.5, 4]) {
    const surprise = texts.map(({ text, label }) => -Math.log(gather(model, text, sharpness).shares.get(label) ?? 1e-9));
    print(`sharpness ${sharpness}: ${(surprise.reduce((sum, value) => sum + value, 0) / surprise.length).toFixed(4)} nats`);
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

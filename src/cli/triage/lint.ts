/** `triage lint`: what is to be mended in the phrase files, how good they are, and what changed since lint last ran. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TYPES } from '../../../flows/intake/types.ts';
import { readConfig } from '../../config.ts';
import { changeLine, type Measured, type Moved, movedBetween, percent } from '../../triage/lint/change.ts';
import { type Finding, KINDS } from '../../triage/lint/finding.ts';
import { lintPhrases } from '../../triage/lint/lint.ts';
import { readTables } from '../../triage/lint/tables.ts';
import { within } from '../../triage/measure/scores.ts';
import type { Triage } from '../../triage/triage.ts';
import { idsOfLanguages, loadTriage } from '../../wiring/triage.ts';
import { keep, readKept } from './kept.ts';
import { say } from './output.ts';
import { readPhraseFiles } from './phraseFiles.ts';
import { readTestSet, type TestSet } from './testSet.ts';

/** All that lint found. `left` says in sentences what could not be looked at. */
interface Report {
  readonly findings: readonly Finding[];
  readonly left: readonly string[];
  readonly measured: { readonly set: string; readonly count: number; readonly top1: number; readonly top3: number } | null;
  readonly change: { readonly line: string; readonly moved: readonly Moved[] } | null;
}

export async function lint(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { set: { type: 'string' }, json: { type: 'boolean' } } });
  const report = examine(readTestSet(values.set), readConfig(process.env).DATA_DIR);
  const ok = report.findings.length === 0;
  await say(values.json ? [JSON.stringify({ ok, ...report })] : inWords(report));
  return ok ? 0 : 1;
}

function examine(set: TestSet | null, dataDir: string): Report {
  const tables = readTables(readPhraseFiles(), idsOfLanguages());
  const triage = tables.unreadable.length === 0 ? loadTriage(dataDir) : null;
  const known = TYPES.map(({ key }) => key);
  const findings = lintPhrases(tables, { known, messages: set?.messages ?? null, triage });
  const left = [
    ...(set ? [] : ['There is no set of labelled messages: overlap with it was not checked and nothing was measured.']),
    ...(triage ? [] : ['As long as a row cannot be read, examples are not tried and nothing is measured.']),
  ];
  if (!set || !triage) return { findings, left, measured: null, change: null };
  const { files, types, crisis, alarms, watched, topics } = tables;
  const rows = [types, crisis, alarms, watched, topics].reduce((sum, { length }) => sum + length, 0);
  const now = measure(triage, set, rows);
  const { top1, top3 } = now;
  const texts = [files.types, files.crisis, files.alarms, files.watched, files.topics].map(({ text }) => text);
  const prints = { set: fingerprint(set.text), files: fingerprint(...texts) };
  const path = join(dataDir, 'triage', 'lint.json');
  const before = readKept(path);
  const kept = keep(path, { ...prints, measured: now });
  return {
    findings,
    left: kept ? left : [...left, 'DATA_DIR cannot be written: the next lint has nothing to compare with.'],
    measured: { set: set.name, count: set.messages.length, top1, top3 },
    change:
      before?.set === prints.set && before.files !== prints.files
        ? { line: changeLine(before.measured, now), moved: movedBetween(before.measured, now) }
        : null,
  };
}

function measure(triage: Triage, { messages }: TestSet, phrases: number): Measured {
  const guesses = messages.map((message) => ({ message, types: triage.judge(message.text).types }));
  const firsts = Object.fromEntries(guesses.map(({ message, types }) => [message.id, types[0]?.type ?? '']));
  return { phrases, top1: within(guesses, 1).share, top3: within(guesses, 3).share, firsts };
}

function inWords({ findings, left, measured, change }: Report): readonly string[] {
  const counts = KINDS.map((kind) => [kind, findings.filter((finding) => finding.kind === kind).length] as const);
  const summary = counts.filter(([, count]) => count > 0).map(([kind, count]) => `${count} ${kind}`);
  return [
    ...findings.map(({ file, line, say: what }) => `${file}:${line}  ${what}`),
    findings.length === 0 ? 'Nothing to mend.' : `To mend: ${summary.join(', ')}.`,
    ...left,
    ...(measured ? [`${measured.set}: ${shares(measured)} (n = ${measured.count})`] : []),
    ...(change ? [change.line, ...change.moved.map(({ id, from, to }) => `  ${id}: ${from} → ${to}`)] : []),
  ];
}

function shares({ top1, top3 }: { readonly top1: number; readonly top3: number }): string {
  return `top-1 ${percent(top1)} %, top-3 ${percent(top3)} %`;
}

function fingerprint(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex').slice(0, 32);
}

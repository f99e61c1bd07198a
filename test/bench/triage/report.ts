/** The measurements as a person reads them. Shares are in percent, with their 95 % interval. */
import type { Share } from '../../../src/triage/measure/scores.ts';
import { table } from '../table.ts';
import type { Errors } from './errors.ts';
import type { FlagFigures } from './flags.ts';
import type { Learning } from './learning.ts';
import { type SetReport, SUREST } from './setReport.ts';
import type { Speed } from './speed.ts';

export interface Report {
  readonly learning: Learning;
  readonly speeds: readonly Speed[];
  /** How each other library was set up. */
  readonly setUps: readonly string[];
  readonly sets: readonly SetReport[];
}

/** What we aim at, printed beside what was measured. */
const AIMS = {
  seconds: 'aim under 10 s',
  bytes: 'aim under 10 MB',
  speed: 'aim p99 under 5 ms',
  types: 'aim top-3 92 % or more, 88 % in each language, top-1 78 % or more',
  macroF1: '0.75 or more',
  surest: '93 % or more',
  calibration: '4 % or less',
  flags: 'aim recall 97 % or more (danger and self_harm 99 %), precision 70 % or more, at most 2 of 24 hard negatives raised',
  reply: 'aim 98 % or more',
};

export function describe({ learning, speeds, setUps, sets }: Report, withErrors: boolean): string {
  return [
    `Learning ${learning.phrases.toLocaleString('en')} type phrases and the crisis phrases took ${learning.seconds.toFixed(1)} s (${AIMS.seconds});`,
    `the packed model has ${learning.bytes.toLocaleString('en')} bytes (${AIMS.bytes}).`,
    '',
    `Judging one message; ${AIMS.speed}`,
    table([['messages', 'n', 'p50 ms', 'p99 ms', 'max ms'], ...speeds.map(speedRow)]),
    ...(setUps.length > 0 ? ['', 'The other libraries', ...setUps] : []),
    ...sets.flatMap((set) => ['', ...describeSet(set), ...(withErrors ? describeErrors(set.errors) : [])]),
  ].join('\n');
}

function speedRow({ of, messages, p50, p99, max }: Speed): string[] {
  return [of, String(messages), ...[p50, p99, max].map((value) => value.toFixed(2))];
}

function describeSet(set: SetReport): string[] {
  const { contestants, languages, second } = set;
  return [
    `## ${set.name}: ${set.count} messages, % right with 95 % interval`,
    '',
    `Types; ${AIMS.types}`,
    table([
      ['language', 'n', ...contestants.flatMap((name) => [`${name} top-1`, 'top-3'])],
      ...languages.map(({ language, count, each }) => [
        language,
        String(count),
        ...each.flatMap(({ top1, top3 }) => [percent(top1), percent(top3)]),
      ]),
    ]),
    '',
    'Ours',
    table([
      ['figure', 'value', 'n', 'aim'],
      ['macro-F1', set.macroF1.toFixed(3), String(set.count), AIMS.macroF1],
      figure(`surest ${SUREST * 100} % top-1`, set.surest, AIMS.surest),
      ['calibration error', (set.calibrationError * 100).toFixed(1), String(set.count), AIMS.calibration],
      figure('abstained', set.abstained),
      figure('top-3 where not abstained', set.top3Proposed),
      figure('second named where one applies', second.recall),
      figure('second named applies', second.precision),
      figure('the same, where one applies', second.precisionWhereFurther),
    ]),
    '',
    table([
      ['words', 'n', 'top-1', 'top-3'],
      ...set.lengths.map(({ words, top1, top3 }) => [words, String(top1.count), percent(top1), percent(top3)]),
    ]),
    '',
    `Crisis flags; ${AIMS.flags}`,
    table([
      ['flag', 'n', 'meant', 'recall', 'or asked', 'precision', 'asked in vain', 'hard', 'raised', 'asked'],
      ...set.flags.map(flagRow),
    ]),
    '',
    `Language of the reply; ${AIMS.reply}`,
    table([
      ['written in', 'n', 'right'],
      ...set.replies.map(({ language, right }) => [language, String(right.count), percent(right)]),
    ]),
  ];
}

function flagRow({ flag, count, recall, recallAsked, precision, askedInVain, hardRaised, hardAsked }: FlagFigures): string[] {
  const counts = [askedInVain.right, hardRaised.count, hardRaised.right, hardAsked.right];
  return [
    flag,
    String(count),
    String(recall.count),
    ...[recall, recallAsked, precision].map(percent),
    ...counts.map((number) => String(number)),
  ];
}

function describeErrors({ types, flags, replies }: Errors): string[] {
  return [
    '',
    'Wrong at top-1',
    table([
      ['id', 'language', 'label', 'guess', 'confidence', 'label came', 'abstained'],
      ...types.map(({ id, language, label, guess, confidence, place, abstained }) => [
        id,
        language,
        label,
        guess,
        confidence.toFixed(2),
        place === null ? '-' : String(place),
        abstained ? 'yes' : '',
      ]),
    ]),
    '',
    'Wrong flags',
    table([['id', 'flag', 'mistake'], ...flags.map(({ id, flag, mistake }) => [id, flag, mistake])]),
    '',
    'Wrong language of the reply',
    table([['id', 'written in', 'answered in'], ...replies.map(({ id, written, answered }) => [id, written, answered])]),
  ];
}

function figure(name: string, value: Share, aim = ''): string[] {
  return [name, percent(value), String(value.count), aim];
}

/** Such as `84.1 (78-89)`; a dash where there is nothing to measure. */
function percent({ share, count, low, high }: Share): string {
  if (count === 0) return '-';
  return `${(share * 100).toFixed(1)} (${(low * 100).toFixed(0)}-${(high * 100).toFixed(0)})`;
}

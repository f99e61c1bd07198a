/** The measurements as a person reads them. */
import { table } from '../table.ts';
import type { Comparison, Figures } from './compare.ts';
import type { LengthCost } from './length.ts';
import type { MemoryCost } from './memory.ts';

export interface Report {
  /** Rows inserted or updated by one turn. */
  readonly rows: number;
  readonly comparisons: readonly Comparison[];
  readonly lengths: readonly LengthCost[];
  readonly memory: readonly MemoryCost[];
}

/** What we aim at, printed beside what was measured. */
const AIMS = { ratio: 'aim 0.60 or more', length: 'aim 1.10 or less', memory: 'aim 100 MiB or less, and no more at 20,000' };

export function describe({ rows, comparisons, lengths, memory }: Report): string {
  return [
    `Durable turns (${rows.toFixed(1)} rows a turn), beside the same SQL alone; ${AIMS.ratio}`,
    table([
      [
        'at once',
        'turns/s',
        'floor/s',
        'ratio',
        'p50 ms',
        'p99 ms',
        'floor p50',
        'floor p99',
        'CPU ms',
        '= Node',
        '+ PostgreSQL',
        'floor CPU',
      ],
      ...comparisons.map(comparisonRow),
    ]),
    '',
    `One conversation, turn by turn; ${AIMS.length}`,
    table([
      ['turn', 'ms', 'of turn 10'],
      ...lengths.map(({ turn, milliseconds, ratio }) => [String(turn), milliseconds.toFixed(2), ratio.toFixed(2)]),
    ]),
    ...(memory.length > 0 ? ['', `Memory of open conversations; ${AIMS.memory}`, memoryTable(memory)] : []),
  ].join('\n');
}

function comparisonRow({ conversations, real, floor, ratio }: Comparison): string[] {
  return [
    String(conversations),
    real.turnsPerSecond.toFixed(0),
    floor.turnsPerSecond.toFixed(0),
    ratio.toFixed(2),
    ...[real.p50, real.p99, floor.p50, floor.p99].map((value) => value.toFixed(2)),
    cpuTotal(real),
    real.nodeCpu.toFixed(2),
    real.postgresCpu?.toFixed(2) ?? '?',
    cpuTotal(floor),
  ];
}

function cpuTotal({ nodeCpu, postgresCpu }: Figures): string {
  return postgresCpu === undefined ? '?' : (nodeCpu + postgresCpu).toFixed(2);
}

function memoryTable(memory: readonly MemoryCost[]): string {
  return table([
    ['conversations', 'MiB more'],
    ...memory.map(({ conversations, added }) => [String(conversations), added.toFixed(0)]),
  ]);
}

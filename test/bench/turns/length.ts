/** What a turn costs when a conversation is young and when it is long: it must not grow. */
import { randomUUID } from 'node:crypto';
import { median } from '../figures.ts';
import { contentOf, OPENING, ROUND_LENGTH } from './script.ts';
import type { Stand } from './stand.ts';

/** `ratio` is the cost beside that of turn 10 of the same conversation. */
export interface LengthCost {
  readonly turn: number;
  readonly milliseconds: number;
  readonly ratio: number;
}

/** Each is measured as two whole rounds of the script that begin there, because turns of a round differ. */
const TURNS = [10, 20, 100, 400];
const MEASURED = 2 * ROUND_LENGTH;

/** Holds conversations of 400 turns, one after the other, for so many milliseconds and at least three of them. */
export async function lengthCost(stand: Stand, milliseconds: number): Promise<readonly LengthCost[]> {
  const conversations: (readonly number[])[] = [];
  const end = performance.now() + milliseconds;
  while (conversations.length < 3 || performance.now() < end) conversations.push(await hold(stand));
  const costs = conversations.map(costsOf);
  return [1, ...TURNS].map((turn) => ({
    turn,
    milliseconds: median(costs.map((cost) => cost(turn))),
    ratio: median(costs.map((cost) => cost(turn) / cost(10))),
  }));
}

/** How long each turn of one conversation took; the opening is the first. */
async function hold(stand: Stand): Promise<readonly number[]> {
  const address = randomUUID();
  const took: number[] = [];
  for (let turn = 0; turn < Math.max(...TURNS) + MEASURED; turn += 1) {
    const began = performance.now();
    await stand.say(address, turn === 0 ? OPENING : contentOf(turn - 1));
    took.push(performance.now() - began);
  }
  return took;
}

function costsOf(took: readonly number[]): (turn: number) => number {
  return (turn) => (turn === 1 ? (took[0] ?? Number.NaN) : mean(took.slice(turn - 1, turn - 1 + MEASURED)));
}

/** Of one round each turn counts; a median would pick the cheaper kind. */
function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** What a turn costs when a conversation is young and when it is long: it must not grow. */
import { randomUUID } from 'node:crypto';
import { median } from '../figures.ts';
import { contentOf, OPENING, ROUND_LENGTH } from './script.ts';
import type { Stand } from './stand.ts';

/** `ratio` is the cost beside that of turn 10, measured right before or after. */
export interface LengthCost {
  readonly turn: number;
  readonly milliseconds: number;
  readonly ratio: number;
}

/** A conversation and the turn it takes next; the opening is turn 1. */
interface Person {
  readonly address: string;
  turn: number;
}

const LENGTHS = [10, 20, 100, 400];

/** How often each person is measured: a few turns more do not make another length. */
const ROUNDS = 2;

/** Brings conversations to each length, then takes turns in them one after the other, alternating between the lengths. */
export async function lengthCost(stand: Stand, people: number): Promise<readonly LengthCost[]> {
  const groups = await Promise.all(
    Array.from({ length: people }, () => Promise.all(LENGTHS.map((length) => grow(stand, length)))),
  );
  const costs: (readonly number[])[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const group of groups) costs.push(await measure(stand, group));
  }
  return [1, ...LENGTHS].map((turn, column) => ({
    turn,
    milliseconds: median(costs.map((cost) => cost[column] ?? Number.NaN)),
    ratio: median(costs.map((cost) => (cost[column] ?? Number.NaN) / (cost[1] ?? Number.NaN))),
  }));
}

async function grow(stand: Stand, length: number): Promise<Person> {
  const person = { address: randomUUID(), turn: 1 };
  while (person.turn < length) await takeTurn(stand, person);
  return person;
}

/** The cost of an opening, and of one turn of each person, in order. */
async function measure(stand: Stand, group: readonly Person[]): Promise<readonly number[]> {
  const opening = await timed(() => takeTurn(stand, { address: randomUUID(), turn: 1 }));
  const costs = group.map(() => 0);
  // Turns of a round differ, so each takes a whole round; turn about, so that a busy moment disturbs all alike.
  for (let turn = 0; turn < ROUND_LENGTH; turn += 1) {
    for (const [index, person] of group.entries()) {
      costs[index] = (costs[index] ?? 0) + (await timed(() => takeTurn(stand, person))) / ROUND_LENGTH;
    }
  }
  return [opening, ...costs];
}

async function takeTurn(stand: Stand, person: Person): Promise<void> {
  await stand.say(person.address, person.turn === 1 ? OPENING : contentOf(person.turn - 2));
  person.turn += 1;
}

/** Milliseconds. */
async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

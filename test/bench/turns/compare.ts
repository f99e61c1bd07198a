/** The real turn beside its floor, in alternating stretches of one run, so that a busy machine disturbs both alike. */
import { randomUUID } from 'node:crypto';
import { median, quantile } from '../figures.ts';
import type { Cpu } from './cpu.ts';
import { Floor } from './floor.ts';
import { type Load, load, type TakeTurn } from './load.ts';
import type { Recorded } from './record.ts';
import { contentOf, OPENING } from './script.ts';
import type { Stand } from './stand.ts';

/** Latencies in milliseconds, processor time in milliseconds a turn. */
export interface Figures {
  readonly turnsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly nodeCpu: number;
  readonly postgresCpu: number | undefined;
}

export interface Comparison {
  readonly conversations: number;
  readonly real: Figures;
  readonly floor: Figures;
  /** The median over the pairs of stretches, of real turns a second to the floor's. */
  readonly ratio: number;
}

interface Stretch extends Load {
  readonly cpu: Cpu;
}

interface Plan {
  readonly stand: Stand;
  readonly recorded: readonly Recorded[];
  readonly cpu: () => Cpu;
  readonly conversations: number;
  readonly repeats: number;
  /** How long one stretch lasts. Milliseconds. */
  readonly stretch: number;
}

export async function compare(plan: Plan): Promise<Comparison> {
  const { stand, recorded, conversations, repeats, stretch } = plan;
  const takeReal = await realTurns(stand, conversations);
  const takeFloor = await floorTurns(stand, recorded, conversations);
  const measure = async (takeTurn: TakeTurn): Promise<Stretch> => {
    const before = plan.cpu();
    const done = await load(conversations, stretch, takeTurn);
    return { ...done, cpu: spent(before, plan.cpu()) };
  };
  await load(conversations, stretch / 2, takeReal);
  await load(conversations, stretch / 2, takeFloor);
  const pairs: { real: Stretch; floor: Stretch }[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    if (repeat % 2 === 0) pairs.push({ real: await measure(takeReal), floor: await measure(takeFloor) });
    else {
      const floor = await measure(takeFloor);
      pairs.push({ real: await measure(takeReal), floor });
    }
  }
  return {
    conversations,
    real: figures(pairs.map((pair) => pair.real)),
    floor: figures(pairs.map((pair) => pair.floor)),
    ratio: median(pairs.map(({ real, floor }) => rate(real) / rate(floor))),
  };
}

/** Opens conversations; from then on each takes turn after turn. */
async function realTurns(stand: Stand, conversations: number): Promise<TakeTurn> {
  const people = Array.from({ length: conversations }, () => ({ address: randomUUID(), turn: 0 }));
  await Promise.all(people.map(({ address }) => stand.say(address, OPENING)));
  return async (conversation) => {
    const person = people[conversation];
    if (!person) throw new Error('nobody is there');
    await stand.say(person.address, contentOf(person.turn));
    person.turn += 1;
  };
}

async function floorTurns(stand: Stand, recorded: readonly Recorded[], conversations: number): Promise<TakeTurn> {
  const floor = new Floor(stand.foundation, recorded);
  const ids = await Promise.all(Array.from({ length: conversations }, () => stand.say(randomUUID(), OPENING)));
  const turns = ids.map(() => 0);
  return async (conversation) => {
    const turn = turns[conversation] ?? 0;
    await floor.turn(ids[conversation] ?? '', turn);
    turns[conversation] = turn + 1;
  };
}

function figures(stretches: readonly Stretch[]): Figures {
  const latencies = stretches.flatMap((stretch) => stretch.latencies);
  const postgres = stretches.flatMap(({ cpu, latencies }) =>
    cpu.postgres === undefined ? [] : [cpu.postgres / latencies.length],
  );
  return {
    turnsPerSecond: median(stretches.map(rate)),
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    nodeCpu: median(stretches.map(({ cpu, latencies }) => cpu.node / latencies.length)),
    postgresCpu: postgres.length > 0 ? median(postgres) : undefined,
  };
}

function rate({ latencies, took }: Load): number {
  return (latencies.length * 1_000) / took;
}

function spent(before: Cpu, after: Cpu): Cpu {
  const known = before.postgres !== undefined && after.postgres !== undefined;
  return { node: after.node - before.node, postgres: known ? after.postgres - before.postgres : undefined };
}

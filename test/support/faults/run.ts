/** One run: many persons write while everything goes wrong, and then it is counted what became of their messages. */
import { randomInt } from 'node:crypto';
import type { DataDir } from '../dataDir.ts';
import { createRandom, type Random } from '../random.ts';
import { blowsOf, someMoment, strike } from './blows.ts';
import { HASTY_LINES, KINDS, LINES } from './cast.ts';
import type { Blow, FaultLine } from './line.ts';
import { names, Scene } from './scene.ts';
import type { FaultRow } from './table.ts';

/** How much happens. `seed` decides on the moments; the suite prints it, so that they can be seen again. */
export interface FaultPlan {
  readonly events: number;
  readonly kills: number;
  readonly seed: number;
  /** Shares of the messages that one of {@link FaultLine.often} or of {@link FaultLine.seldom} meets. */
  readonly often: number;
  readonly seldom: number;
}

/** The size of a run: what FAULT_EVENTS, FAULT_KILLS and KILL_SEED say, or these. */
export function planOf(events: number, kills: number, shares: Pick<FaultPlan, 'often' | 'seldom'>): FaultPlan {
  return {
    events: Number(process.env.FAULT_EVENTS ?? events),
    kills: Number(process.env.FAULT_KILLS ?? kills),
    seed: Number(process.env.KILL_SEED ?? randomInt(2 ** 31)),
    ...shares,
  };
}

/** How many of those who write wait for their answers. */
const IN_TURN = 0.4;

/** Runs it from the first start to the end in good order. Before anything is disturbed, one person goes through each script. */
export async function runFaults(line: FaultLine, dir: DataDir, plan: FaultPlan): Promise<FaultRow> {
  const started = performance.now();
  const random = createRandom(plan.seed);
  const scene = new Scene(line, dir);
  const { lives, cast } = scene;
  await scene.open();
  await lives.during(Promise.all(names('first', KINDS.length).map((person, kind) => cast.inTurn(person, kind))));
  scene.disturb();

  const blows = withCuts(blowsOf(line, plan.kills));
  const waiting = names('turn', (plan.events * IN_TURN) / LINES);
  const hasty = names('hasty', (plan.events * (1 - IN_TURN)) / HASTY_LINES);
  const sent = (): number => (cast.lines - KINDS.length * LINES) / (waiting.length * LINES);
  const over = new AbortController();
  const mischief = makeMischief(line, plan, random, sent, over.signal);
  const writing = cast.allInTurn(waiting, line.abreast);
  for (const [index, blow] of blows.entries()) {
    await cast.atOnce(share(hasty, index, blows.length + 1));
    await lives.during(line.standIn.until(() => sent() >= index / (blows.length + 1)));
    await lives.during(someMoment(line, random));
    await strike(blow, line, lives);
  }
  await cast.atOnce(share(hasty, blows.length, blows.length + 1));
  await lives.during(writing);
  const outcome = await scene.close();
  over.abort();
  return {
    ...outcome,
    channel: line.name,
    blows: tally(blows),
    faults: await mischief,
    seconds: Math.round((performance.now() - started) / 1_000),
  };
}

/** The connection breaks after every third blow. */
function withCuts(blows: readonly Blow[]): readonly Blow[] {
  return blows.flatMap((blow, index) => (index % 3 === 1 ? [blow, 'connection'] : [blow]));
}

function tally(blows: readonly Blow[]): Record<Blow, number> {
  const times = { program: 0, database: 0, browser: 0, connection: 0 };
  for (const blow of blows) times[blow] += 1;
  return times;
}

function share<Item>(items: readonly Item[], part: number, parts: number): readonly Item[] {
  return items.slice(Math.round((items.length * part) / parts), Math.round((items.length * (part + 1)) / parts));
}

/** Lets single messages of ours fail at random moments. Gives how many faults were ordered. */
async function makeMischief(
  line: FaultLine,
  plan: FaultPlan,
  random: Random,
  sent: () => number,
  over: AbortSignal,
): Promise<number> {
  const { below, pick } = random;
  const some = (share: number) => Array.from({ length: Math.ceil(plan.events * share) }, () => below(1_000) / 1_000);
  const due = [
    ...some(plan.often).map((at) => ({ at, fault: pick(line.often) })),
    ...some(plan.seldom).map((at) => ({ at, fault: pick(line.seldom) })),
  ].sort((one, other) => one.at - other.at);
  let ordered = 0;
  for (const { at, fault } of due) {
    await line.standIn.until(() => sent() >= at || over.aborted);
    if (over.aborted) break;
    line.standIn.fault(fault);
    ordered += 1;
  }
  return ordered;
}

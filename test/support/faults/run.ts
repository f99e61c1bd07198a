/** One run: many persons write while everything goes wrong, and then it is counted what became of their messages. */
import { randomInt } from 'node:crypto';
import type { DataDir } from '../dataDir.ts';
import { createRandom, type Random } from '../random.ts';
import { blowsOf, someMoment, strike } from './blows.ts';
import { Cast, HASTY_LINES, LINES } from './cast.ts';
import { straysIn } from './connections.ts';
import { controlOf, count, KINDS } from './count.ts';
import { type Blow, DISTURBANCE, type FaultLine } from './line.ts';
import { Lives } from './lives.ts';
import { poll } from './poll.ts';
import { quiet } from './quiet.ts';
import type { FaultRow } from './table.ts';
import { loseHope, watchRows } from './watch.ts';

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

/** Runs it from the first start to the end in good order. */
export async function runFaults(line: FaultLine, dir: DataDir, plan: FaultPlan): Promise<FaultRow> {
  const started = performance.now();
  const random = createRandom(plan.seed);
  const lives = new Lives(line, dir);
  const cast = new Cast(line.standIn);
  lives.begin();
  await lives.during(Promise.all(KINDS.map((kind) => cast.inTurn(controlOf(kind), kind))));
  await watchRows(lives.sql());
  line.standIn.disturb(DISTURBANCE);

  const blows = withCuts(blowsOf(line, plan.kills));
  const waiting = names('turn', (plan.events * IN_TURN) / LINES);
  const hasty = names('hasty', (plan.events * (1 - IN_TURN)) / HASTY_LINES);
  const sent = (): number => (cast.lines - KINDS.length * LINES) / (waiting.length * LINES);
  const over = new AbortController();
  const mischief = makeMischief(line, plan, random, sent, over.signal);
  const hope = line.patient ? hurry(lives, over.signal) : Promise.resolve(0);
  const writing = cast.allInTurn(waiting, line.abreast);
  for (const [index, blow] of blows.entries()) {
    await cast.atOnce(share(hasty, index, blows.length + 1));
    await lives.during(line.standIn.until(() => sent() >= index / (blows.length + 1)));
    await lives.during(someMoment(line, random));
    await strike(blow, line, lives);
  }
  await cast.atOnce(share(hasty, blows.length, blows.length + 1));
  await lives.during(writing);
  line.standIn.mend();
  await lives.during(quiet(() => lives.sql(), { events: () => cast.events, waiting: line.waiting }));
  over.abort();
  const exit = await lives.end();
  return {
    channel: line.name,
    ...(await count(line, cast, lives.sql(), dir.keyring())),
    blows: tally(blows),
    faults: await mischief,
    hopeless: await hope,
    errors: lives.errors,
    strays: line.standIn.strays().length + straysIn(dir.path).length,
    exit,
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

function names(what: string, howMany: number): string[] {
  return Array.from({ length: Math.round(howMany) }, (_, index) => `${what}-${index}`);
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
  const some = (share: number) => Array.from({ length: Math.round(plan.events * share) }, () => below(1_000) / 1_000);
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

/** Lets time pass wherever the program waits for a platform to tell what became of a message. Gives how often. */
async function hurry(lives: Lives, over: AbortSignal): Promise<number> {
  let hopeless = 0;
  const look = async (): Promise<boolean> => {
    hopeless += await loseHope(lives.sql());
    return false;
  };
  await poll(look, () => over.aborted);
  return hopeless;
}

/** When something dies, and what. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../random.ts';
import type { StandIn } from '../standins/standin.ts';
import { type Blow, DISTURBANCE, type FaultLine } from './line.ts';
import type { Lives } from './lives.ts';

/** So many things may happen on the platform before the blow, unless nothing happens for so many milliseconds. */
const HAPPENINGS = 60;
const STILL = 1_500;

/** What dies in a run of so many blows: mostly the program, every fifth time its database, its browser as often where it has one. */
export function blowsOf(line: FaultLine, count: number): readonly Blow[] {
  const cycle: readonly Blow[] = line.killBrowser
    ? ['browser', 'program', 'database', 'program', 'program']
    : ['program', 'program', 'database', 'program', 'program'];
  return Array.from({ length: count }, (_, index) => cycle[index % cycle.length] ?? 'program');
}

/** A moment at which much is under way: while it comes up, amid messages that take long, or whenever. The waits are part of the chance. */
export async function someMoment({ standIn }: FaultLine, { below, pick }: Random): Promise<void> {
  const kind = pick(['comingUp', 'underWay', 'underWay', 'after', 'after']);
  if (kind === 'comingUp') return void (await pause(below(3_000)));
  if (kind === 'underWay') standIn.fault({ kind: 'slow', milliseconds: 5 + below(20), times: 200 });
  await happenings(standIn, 1 + below(HAPPENINGS));
  await pause(below(kind === 'underWay' ? 8 : 40));
}

async function happenings({ until }: StandIn, count: number): Promise<void> {
  let left = count;
  const still = new AbortController();
  const happened = until(() => {
    left -= 1;
    return left <= 0 || still.signal.aborted;
  });
  await Promise.race([happened, pause(STILL)]);
  still.abort();
}

/** Strikes. The program runs, or begins to, when this resolves. */
export async function strike(blow: Blow, line: FaultLine, lives: Lives): Promise<void> {
  if (blow === 'connection') await line.cut();
  if (blow === 'browser') await lives.during(line.killBrowser?.() ?? Promise.resolve());
  if (blow === 'database') await lives.killDatabase();
  if (blow !== 'program') return;
  await lives.kill();
  line.standIn.mend();
  line.standIn.disturb(DISTURBANCE);
  lives.begin();
}

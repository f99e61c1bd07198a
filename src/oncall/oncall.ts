/** Calls associates when somebody urgent waits or a line of ours does not work: one process does it at a time. */
import { setTimeout as pause } from 'node:timers/promises';
import { claimOwnership } from '../../db/ownership.ts';
import type { Signals } from '../../db/signals.ts';
import type { WatchParts } from './parts.ts';
import { Watch } from './watch.ts';

export interface OncallParts extends WatchParts {
  readonly databaseUrl: string;
  readonly signals: Signals;
}

export interface Oncall {
  /** Finishes what is in hand. */
  stop(): Promise<void>;
}

/** A signal may be lost, so it also looks by itself. Milliseconds. */
const SWEEP = 5_000;

/** Signals of so many milliseconds are looked at together. */
const GATHER = 100;

/** Watches whenever this process owns the watch. */
export function startOncall(parts: OncallParts): Oncall {
  const stopping = Promise.withResolvers<'stopping'>();
  const ownForEver = async (): Promise<void> => {
    for (;;) {
      const lost = Promise.withResolvers<'lost'>();
      const ownership = claimOwnership(parts.databaseUrl, 'oncall', () => lost.resolve('lost'));
      let why: string = await Promise.race([ownership.owned.then(() => 'owned'), stopping.promise]);
      if (why === 'owned') {
        const shift = beginShift(parts);
        why = await Promise.race([lost.promise, stopping.promise]);
        await shift.end();
      }
      await ownership.release();
      if (why === 'stopping') return;
      parts.log.warn({}, 'the on-call watch lost its database connection');
    }
  };
  const ended = ownForEver();
  return {
    async stop() {
      stopping.resolve('stopping');
      await ended;
    },
  };
}

/** From now on the watch is ours. */
function beginShift(parts: OncallParts): { end(): Promise<void> } {
  const watch = new Watch(parts);
  let over = false;
  let bell = new AbortController();
  const ring = (): void => bell.abort();
  const unsubscribe = parts.signals.on('queue', ring);
  const lookForEver = async (): Promise<void> => {
    while (!over) {
      bell = new AbortController();
      await watch.look().catch((error: unknown) => parts.log.error({ error }, 'the on-call watch could not look'));
      await rung(bell.signal);
      if (!over) await pause(GATHER);
    }
  };
  const ended = lookForEver();
  return {
    async end() {
      over = true;
      unsubscribe();
      ring();
      await ended;
      await watch.settled();
    },
  };
}

/** Resolves when the bell rings, or when it is time to look without. */
async function rung(bell: AbortSignal): Promise<void> {
  await pause(SWEEP, undefined, { signal: bell }).catch(() => undefined);
}

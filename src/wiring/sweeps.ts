/** What is looked at from time to time, because a signal may be lost and a process may die. */
import type { Logger } from '../logger.ts';

export interface Sweep {
  readonly name: string;
  /** Milliseconds between the end of one round and the start of the next. */
  readonly every: number;
  readonly run: () => Promise<void>;
}

/** Runs each sweep now and then again and again. A round that fails is logged; the next one comes all the same. */
export function startSweeps(sweeps: readonly Sweep[], log: Logger): { stop(): Promise<void> } {
  const stops = sweeps.map((sweep) => repeat(sweep, log));
  return {
    async stop() {
      await Promise.all(stops.map((stop) => stop()));
    },
  };
}

function repeat({ name, every, run }: Sweep, log: Logger): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void>;
  const round = (): void => {
    current = run()
      .catch((error: unknown) => log.error({ error, sweep: name }, 'sweep failed'))
      .then(() => {
        if (!stopped) timer = setTimeout(round, every);
      });
  };
  round();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await current;
  };
}

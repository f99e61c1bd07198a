/** A running installation: the parts that this process's roles ask for, started in order and stopped in order. */

import { deleteErased } from '../../db/queries/erase.ts';
import { deleteOld } from '../../db/queries/retention.ts';
import type { Role } from '../config.ts';
import { ringTimers } from '../conversation/timers.ts';
import { listen } from '../http/server.ts';
import { type RunningChannel, runChannel } from './channels.ts';
import { deskApp, publicUrl } from './desk.ts';
import { Fallback } from './fallback.ts';
import type { Foundation } from './foundation.ts';
import { makeChannels } from './makers.ts';
import { createOncall } from './oncall.ts';
import { startSweeps } from './sweeps.ts';
import { createInbox, createWorker } from './turns.ts';

export interface Amaan {
  /** Where people reach it. */
  readonly url: string;
  /** Finishes what is in hand and lets go of everything but the foundation. */
  stop(): Promise<void>;
}

const SECOND = 1_000;

const DAY = 24 * 60 * 60 * SECOND;

/** How long the farewell of an erased conversation can still be read. Milliseconds. */
const FAREWELL = 10 * 60 * SECOND;

/** Starts what the roles ask for. */
export async function startAmaan(foundation: Foundation): Promise<Amaan> {
  const { config, signals, log } = foundation;
  const has = (role: Role): boolean => config.ROLES.includes(role);
  const fallback = new Fallback(foundation);
  const worker = has('bot') ? createWorker(foundation, { fallback }) : undefined;
  const receiver = createInbox(foundation, worker);
  const stopping = new AbortController();
  if (worker) signals.on('inbox', (id) => worker.wake(id));

  const oncall = createOncall(foundation);
  const makers = has('bot') ? await makeChannels(foundation, oncall) : [];
  const channels: RunningChannel[] = makers.map(({ make }) => runChannel(foundation, make, receiver));

  const sweeps = startSweeps(
    [
      ...(foundation.reviveDatabase ? [{ name: 'database', every: 5 * SECOND, run: foundation.reviveDatabase }] : []),
      ...(worker ? [{ name: 'inbox', every: 5 * SECOND, run: () => worker.sweep() }] : []),
      ...(has('bot') || has('worker') ? [{ name: 'fallback', every: 15 * SECOND, run: () => fallback.look() }] : []),
      ...(has('worker')
        ? [
            {
              name: 'timers',
              every: 5 * SECOND,
              run: () => ringTimers({ ...foundation, wake: (id) => signals.notify('inbox', id) }),
            },
            { name: 'retention', every: DAY / 24, run: () => forgetOld(foundation) },
            { name: 'erased', every: 60 * SECOND, run: () => forgetErased(foundation) },
          ]
        : []),
    ],
    log,
  );

  const webhooks = makers.flatMap(({ hook }) => (hook ? [hook] : []));
  const side = { receiver, channels, webhooks, oncall, stopping: stopping.signal, servesPages: has('desk') };
  const server = await listen((port) => deskApp(foundation, side, port), config.HOST, config.PORT);
  const calling = has('worker') ? oncall.start(publicUrl(foundation, server.port)) : undefined;
  return {
    url: publicUrl(foundation, server.port),
    async stop() {
      stopping.abort();
      await calling?.stop();
      await Promise.all(channels.map((channel) => channel.stop()));
      await sweeps.stop();
      await worker?.stop();
      await server.close();
    },
  };
}

/** Keeps the promise of the welcome: what is over is deleted after so many days. */
async function forgetOld({ database, profile, clock, log, signals }: Foundation): Promise<void> {
  const gone = await deleteOld(database.sql, new Date(clock().getTime() - profile.retentionDays * DAY));
  for (const id of gone) signals.notify('gone', id);
  if (gone.length > 0) log.info({ count: gone.length }, 'old conversations deleted');
}

/** Deletes what still held the farewell of those who asked to be forgotten. */
async function forgetErased({ database, clock, signals }: Foundation): Promise<void> {
  for (const id of await deleteErased(database.sql, new Date(clock().getTime() - FAREWELL))) signals.notify('gone', id);
}

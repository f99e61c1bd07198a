/** Brings a channel up: one process owns its account, receives from it and delivers to it. */
import { claimOwnership } from '../../db/ownership.ts';
import type { Channel } from '../channels/channel.ts';
import { Deliverer } from '../conversation/deliverer.ts';
import type { Receiver } from '../conversation/receive.ts';
import type { Foundation } from './foundation.ts';
import { startSweeps } from './sweeps.ts';

export interface RunningChannel {
  readonly channel: Channel;
  /** Resolves when this process owns the account and messages can arrive; never, when another goes on owning it. */
  readonly started: Promise<void>;
  /** Resolves when everything that was said has been handed over. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Milliseconds between two looks at the outbox. */
const SWEEP = 5_000;

/**
 * Starts receiving and delivering as soon as this process owns the account. `lost` is called when the ownership is
 * gone with its connection: the process has to end, because another may own the account by then.
 */
export function runChannel(foundation: Foundation, channel: Channel, receiver: Receiver, lost: () => void): RunningChannel {
  const { log, signals, databaseUrl } = foundation;
  const deliverer = new Deliverer({ ...foundation, channel });
  const ownership = claimOwnership(databaseUrl, `channel/${channel.name}/${channel.account}`, lost);
  const unsubscribe = signals.on('outbox', (id) => deliverer.wake(id));
  let sweeps: { stop(): Promise<void> } | undefined;

  const started = ownership.owned.then(async () => {
    sweeps = startSweeps([{ name: `outbox ${channel.name}`, every: SWEEP, run: () => deliverer.sweep() }], log);
    await channel.start(async (inbound) => {
      await receiver.message(channel, inbound);
    });
    log.info({ channel: channel.name }, 'channel started');
  });
  started.catch((error: unknown) => log.error({ error, channel: channel.name }, 'channel did not start'));
  return {
    channel,
    started,
    settled: () => deliverer.settled(),
    async stop() {
      unsubscribe();
      await channel.stop();
      await sweeps?.stop();
      await deliverer.stop();
      await ownership.release();
    },
  };
}

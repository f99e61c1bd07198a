/** Brings a channel up: one process owns its account, receives from it and delivers to it, for as long as it owns it. */
import { setTimeout as pause } from 'node:timers/promises';
import { claimOwnership } from '../../db/ownership.ts';
import { type Channel, type ChannelHealth, FetchError, type Inbound } from '../channels/channel.ts';
import { Collector } from '../conversation/collector.ts';
import { Deliverer } from '../conversation/deliverer.ts';
import type { Receiver } from '../conversation/receive.ts';
import type { Foundation } from './foundation.ts';
import { LineKeeper, LOOK } from './lineKeeper.ts';
import { startSweeps } from './sweeps.ts';

export interface RunningChannel {
  readonly name: Channel['name'];
  readonly account: string;
  /** Fetches a file that the platform keeps, whoever owns the account just now. Throws `FetchError`. */
  fetch(reference: string): AsyncIterable<Uint8Array>;
  health(): ChannelHealth;
  /** Resolves when this process owns the account and messages can arrive; never, when another goes on owning it. */
  readonly started: Promise<void>;
  /** Resolves when everything that was said has been handed over. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** How long what is in hand may take when we stop. Milliseconds. */
const IN_HAND = 5_000;

/** Milliseconds between two looks at the outbox. */
const SWEEP = 5_000;

/**
 * Receives and delivers whenever this process owns the account. When the database connection that holds the ownership
 * breaks, another process may own it by then: the channel is stopped, and made anew once the account is ours again.
 */
export function runChannel(foundation: Foundation, make: () => Channel, receiver: Receiver): RunningChannel {
  let channel = make();
  let term: Term | undefined;
  const account = `channel/${channel.name}/${channel.account}`;
  const first = Promise.withResolvers<void>();
  const stopping = Promise.withResolvers<'stopping'>();

  const ownForEver = async (): Promise<void> => {
    for (;;) {
      const lost = Promise.withResolvers<'lost'>();
      const ownership = claimOwnership(foundation.databaseUrl, account, () => lost.resolve('lost'));
      let why: string = await Promise.race([ownership.owned.then(() => 'owned'), stopping.promise]);
      if (why === 'owned') {
        term = beginTerm(foundation, channel, receiver);
        first.resolve(term.started);
        why = await Promise.race([lost.promise, stopping.promise]);
        await term.end();
      }
      await ownership.release();
      if (why === 'stopping') return;
      foundation.log.warn({ channel: channel.name }, 'channel lost its database connection');
      channel = make();
    }
  };
  const ended = ownForEver();
  return {
    name: channel.name,
    account: channel.account,
    fetch(reference) {
      if (!channel.fetch) throw new FetchError('misconfigured');
      return channel.fetch(reference);
    },
    health: () => channel.health(),
    started: first.promise,
    settled: async () => term?.settled(),
    async stop() {
      stopping.resolve('stopping');
      await ended;
    },
  };
}

interface Term {
  readonly started: Promise<void>;
  settled(): Promise<void>;
  end(): Promise<void>;
}

/** From now on the account is ours. */
function beginTerm(foundation: Foundation, channel: Channel, receiver: Receiver): Term {
  const { log, signals } = foundation;
  const deliverer = new Deliverer({ ...foundation, channel });
  const unsubscribe = signals.on('outbox', (id) => deliverer.wake(id));
  const collector = new Collector({ ...foundation, channel });
  const keeper = new LineKeeper(foundation, channel);
  let ready = false;
  const look = async (): Promise<void> => {
    const was = ready;
    ready = channel.health().state === 'ready';
    await keeper.look();
    if (ready && !was) await deliverer.resume();
  };
  const sweeps = startSweeps(
    [
      { name: `outbox ${channel.name}`, every: SWEEP, run: () => deliverer.sweep() },
      { name: `files ${channel.name}`, every: SWEEP, run: () => collector.sweep() },
      { name: `line ${channel.name}`, every: LOOK, run: look },
    ],
    log,
  );
  const started = channel.start(async (inbound) => {
    await take(receiver, channel, inbound);
    if (inbound.content.kind === 'attachment') collector.wake();
  });
  started.then(
    () => {
      // Stopped before anything could arrive, it resolves as well.
      if (channel.health().state !== 'down') log.info({ channel: channel.name }, 'channel started');
    },
    (error: unknown) => log.error({ error, channel: channel.name }, 'channel did not start'),
  );
  return {
    started,
    async settled() {
      await collector.settled();
      await deliverer.settled();
    },
    async end() {
      unsubscribe();
      // What is being fetched needs the channel, what was handed over its answer, and a stopped channel is no news.
      const inHand = Promise.all([sweeps.stop(), collector.stop(), deliverer.stop()]);
      // Whoever waits for us to end has a limit, and the channel needs its time to end well.
      await Promise.race([inHand, pause(IN_HAND, undefined, { ref: false })]);
      await channel.stop();
      await inHand;
    },
  };
}

async function take(receiver: Receiver, channel: Channel, { content, ...inbound }: Inbound): Promise<void> {
  switch (content.kind) {
    case 'gone':
    case 'back':
    case 'moved':
    case 'undelivered':
      return await receiver.reach(channel, inbound.address, content);
    default:
      await receiver.message(channel, { ...inbound, content });
  }
}

/** The real parts on a test database, with a stand-in platform of one chat and a clock that the test moves. */
import { randomBytes, randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { openSignals } from '../../db/signals.ts';
import type { Channel, Content, Outbound } from '../../src/channels/channel.ts';
import { readConfig } from '../../src/config.ts';
import { Deliverer } from '../../src/conversation/deliverer.ts';
import { createReceiver } from '../../src/conversation/receive.ts';
import { ringTimers } from '../../src/conversation/timers.ts';
import type { Effect } from '../../src/engine/protocol.ts';
import { createLogger } from '../../src/logger.ts';
import { Keyring } from '../../src/privacy/keyring.ts';
import { Vault } from '../../src/privacy/vault.ts';
import { loadProfile } from '../../src/profile.ts';
import { loadTexts } from '../../src/texts.ts';
import type { Foundation } from '../../src/wiring/foundation.ts';
import { createWorker } from '../../src/wiring/turns.ts';
import { createDatabase } from './database.ts';

/** What came of one turn, in order: what the person sees, and what else the flow asked for. */
export type Seen = { readonly message: Outbound; readonly to: string } | { readonly effect: Effect };

/** An earlier message of the person is changed or taken back; `back` 1 is the last one. */
export type Amendment =
  | { readonly kind: 'edit'; readonly back: number; readonly text: string }
  | { readonly kind: 'revoke'; readonly back: number };

export interface Stage {
  readonly foundation: Foundation;
  /** Sends something as one person and resolves to what came of it. Several contents arrive at the same moment. */
  send(address: string, ...contents: (Content | Amendment)[]): Promise<readonly Seen[]>;
  /** Lets everything that is due happen, and resolves to what came of it. */
  settle(): Promise<readonly Seen[]>;
  /** Moves the clock by milliseconds and lets what became due happen. */
  pass(milliseconds: number): Promise<readonly Seen[]>;
  setTime(at: Date): void;
  close(): Promise<void>;
}

/** The parts as one process has them, on a database and a clock of the test's. */
export async function createFoundation(clock: () => Date): Promise<Foundation> {
  const { database, url } = await createDatabase();
  const keyring = new Keyring(randomBytes(32));
  const log = createLogger('silent');
  const signals = await openSignals(database.sql, () => {});
  const vault = new Vault({ database, keyring, clock });
  signals.on('gone', (id) => vault.forget(id));
  return {
    config: readConfig({ LOG_LEVEL: 'silent', DATA_DIR: inject('dataDir') }),
    log,
    clock,
    databaseUrl: url,
    database,
    keyring,
    vault,
    signals,
    texts: loadTexts(),
    profile: loadProfile(),
    secretFor: () => randomBytes(32).toString('hex'),
    close: () => signals.close(),
  };
}

export async function createStage(): Promise<Stage> {
  let now = Date.parse('2026-11-23T10:00:00+05:00');
  const clock = (): Date => new Date(now);
  const foundation = await createFoundation(clock);
  const { signals } = foundation;
  let seen: Seen[] = [];
  const worker = createWorker(foundation, {
    watch: (_id, effects) => {
      seen.push(...effects.filter(({ type }) => type !== 'say').map((effect) => ({ effect })));
    },
  });
  /** Messages of the same moment are all there before the first is worked. */
  const woken = new Set<string>();
  const receiver = createReceiver({ ...foundation, wake: (id) => woken.add(id) });
  const channel: Channel = {
    name: 'terminal',
    account: 'stage',
    can: { buttons: true, textLimit: 100_000 },
    start: async () => {},
    send: async (to, message) => {
      seen.push({ message, to });
      return {};
    },
    health: () => ({ state: 'ready' }),
    stop: async () => {},
  };
  const deliverer = new Deliverer({ ...foundation, channel });
  signals.on('outbox', (id) => deliverer.wake(id));
  signals.on('inbox', (id) => worker.wake(id));

  /** The ids of what each person wrote, in order. */
  const written = new Map<string, readonly string[]>();
  const settle = async (): Promise<readonly Seen[]> => {
    await worker.settled();
    await deliverer.settled();
    const came = seen;
    seen = [];
    return came;
  };
  return {
    foundation,
    async send(address, ...contents) {
      now += 1_000;
      for (const what of contents) {
        const ids = written.get(address) ?? [];
        const id = randomUUID();
        const content = 'back' in what ? { ...what, of: ids.at(-what.back) ?? '' } : what;
        await receiver.message(channel, { id, address, content });
        if (!('back' in what)) written.set(address, [...ids, id]);
      }
      for (const id of woken) worker.wake(id);
      woken.clear();
      return await settle();
    },
    settle,
    async pass(milliseconds) {
      now += milliseconds;
      await ringTimers({ ...foundation, wake: (id) => worker.wake(id) });
      return await settle();
    },
    setTime(at) {
      now = at.getTime();
    },
    async close() {
      await worker.stop();
      await deliverer.stop();
      await foundation.close();
    },
  };
}

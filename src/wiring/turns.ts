/** The part that works turns: the flow, the triage and the worker on top of a foundation. */
import { intake } from '../../flows/index.ts';
import { createLedger } from '../cases/ledger.ts';
import type { ChannelName } from '../channels/channel.ts';
import { createReceiver, type Receiver } from '../conversation/receive.ts';
import { Worker, type WorkerParts } from '../conversation/worker.ts';
import { loadWords } from '../words.ts';
import type { Fallback } from './fallback.ts';
import type { Foundation } from './foundation.ts';
import { loadTriage } from './triage.ts';

/** How long a story-teller may pause before the burst counts as over. Milliseconds. */
const PATIENCE: Readonly<Record<ChannelName, number>> = { telegram: 6_000, whatsapp: 6_000, web: 3_000, terminal: 0 };

interface WorkerSettings {
  /** Hears the effects of each turn after its commit. */
  readonly watch?: WorkerParts['watch'];
  /** Where the model is kept. */
  readonly modelDir?: string;
  readonly fallback?: Fallback;
}

/** Makes the worker. */
export function createWorker(foundation: Foundation, { watch, modelDir, fallback }: WorkerSettings = {}): Worker {
  const { database, keyring, log } = foundation;
  return new Worker({
    ...foundation,
    flow: intake,
    triage: loadTriage(modelDir ?? foundation.config.DATA_DIR),
    words: loadWords(),
    ledger: createLedger({ database, keyring }),
    patience: (channel) => PATIENCE[channel as ChannelName] ?? 0,
    restarted: (reason) => log.warn({ reason }, 'conversation began anew'),
    elsewhere: (channel, language) => fallback?.words(channel, language),
    ...(watch ? { watch } : {}),
  });
}

/** Makes the receiver; it wakes the worker of this process, or whichever process has one. */
export function createInbox(foundation: Foundation, worker?: Worker): Receiver {
  return createReceiver({ ...foundation, ...(worker ? { wake: (id: string) => worker.wake(id) } : {}) });
}

/** The part that works turns: the flow, the triage and the worker on top of a foundation. */
import { intake } from '../../flows/index.ts';
import { createLedger } from '../cases/ledger.ts';
import type { ChannelName } from '../channels/channel.ts';
import { createReceiver, type Receiver } from '../conversation/receive.ts';
import { Worker, type WorkerParts } from '../conversation/worker.ts';
import { loadWords } from '../words.ts';
import type { Foundation } from './foundation.ts';
import { loadTriage } from './triage.ts';

/** How long a story-teller may pause before the burst counts as over. Milliseconds. */
const PATIENCE: Readonly<Record<ChannelName, number>> = { telegram: 6_000, whatsapp: 6_000, web: 3_000, terminal: 0 };

/** Makes the worker. `watch` hears the effects of each turn after its commit; the model is kept under `modelDir`. */
export function createWorker(
  foundation: Foundation,
  watch?: WorkerParts['watch'],
  modelDir: string = foundation.config.DATA_DIR,
): Worker {
  const { database, keyring, log } = foundation;
  return new Worker({
    ...foundation,
    flow: intake,
    triage: loadTriage(modelDir),
    words: loadWords(),
    ledger: createLedger({ database, keyring }),
    patience: (channel) => PATIENCE[channel as ChannelName] ?? 0,
    restarted: (reason) => log.warn({ reason }, 'conversation began anew'),
    ...(watch ? { watch } : {}),
  });
}

/** Makes the receiver; it wakes the worker of this process, or whichever process has one. */
export function createInbox(foundation: Foundation, worker?: Worker): Receiver {
  return createReceiver({ ...foundation, ...(worker ? { wake: (id: string) => worker.wake(id) } : {}) });
}

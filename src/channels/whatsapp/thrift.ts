/** Starts the browser anew when it has grown too large: WhatsApp Web never forgets what it has shown. */
import type { Logger } from '../../logger.ts';
import { pause } from '../pause.ts';
import { footprint } from './footprint.ts';
import type { Session } from './session.ts';
import type { Timings } from './timings.ts';

/** So much over the limit it is not waited for a quiet moment any more. */
const TOO_MUCH = 1.5;

/** `limit` in bytes. `quietFor` gives for how many milliseconds nothing came, `busy` whether something is on its way out. */
export interface ThriftParts {
  readonly limit: number;
  readonly session: () => Session | undefined;
  readonly quietFor: () => number;
  readonly busy: () => boolean;
  readonly timings: Timings;
  readonly stopping: AbortSignal;
  readonly log: Logger;
}

/** Looks at the memory until stopped. Never rejects. */
export async function watchMemory(parts: ThriftParts): Promise<void> {
  const { limit, session, quietFor, busy, timings, stopping, log } = parts;
  while (!stopping.aborted) {
    await pause(timings.memory, stopping);
    const current = session();
    if (current?.pid === undefined) continue;
    let size = await footprint(current.pid).catch(() => undefined);
    if (size === undefined || size <= limit) continue;
    log.info({ megabytes: Math.round(size / 2 ** 20) }, 'whatsapp browser has grown too large');
    while (!stopping.aborted && current.ready && (busy() || (quietFor() < timings.quiet && size < limit * TOO_MUCH))) {
      await pause(Math.min(timings.quiet, 500), stopping);
      size = (await footprint(current.pid).catch(() => undefined)) ?? size;
    }
    current.end('memory');
  }
}

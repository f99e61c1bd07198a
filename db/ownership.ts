/** One owner at a time for what must not be done twice, such as polling a channel account; another takes over when it dies. */
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { BLANKS, ENDURING } from './socket.ts';

export interface Ownership {
  /** Resolves when this process owns the name. Never rejects; never resolves after `release`. */
  readonly owned: Promise<void>;
  release(): Promise<void>;
}

/** Milliseconds between two tries; a dead owner's lock falls with its connection. */
const PAUSE = 2_000;

/**
 * Asks for the ownership of `name`. `lost` is called when the connection that holds it broke: whoever owned must stop
 * at once and ask again.
 */
export function claimOwnership(url: string, name: string, lost: () => void): Ownership {
  const stopping = new AbortController();
  let holding = false;
  const sql = postgres(url, {
    ...ENDURING,
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    onnotice: () => {},
    connection: { application_name: 'amaan-owner', options: BLANKS },
    onclose: () => {
      if (holding && !stopping.signal.aborted) lost();
      holding = false;
    },
  });
  const acquire = async (): Promise<void> => {
    for (;;) {
      if (stopping.signal.aborted) return new Promise(() => {});
      const rows = await sql<{ mine: boolean }[]>`select pg_try_advisory_lock(hashtextextended(${name}, 0)) as mine`.catch(
        () => [],
      );
      if (rows[0]?.mine) {
        holding = true;
        return;
      }
      await pause(PAUSE, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };
  return {
    owned: acquire(),
    async release() {
      stopping.abort();
      await sql.end({ timeout: 2 });
    },
  };
}

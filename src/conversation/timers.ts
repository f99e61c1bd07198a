/** Turns due silences into events of the inbox, stamped with the turn they waited after. */
import type { Database } from '../../db/client.ts';
import { insertInbox } from '../../db/queries/inbox.ts';
import { takeDueTimers } from '../../db/queries/timers.ts';
import type { Clock } from '../clock.ts';
import { type Keyring, sealJson } from '../privacy/keyring.ts';
import type { Vault } from '../privacy/vault.ts';
import type { Arrived } from './receive.ts';

interface Parts {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly wake: (conversationId: string) => void;
}

/** Timers that are taken in one transaction. */
const BATCH = 100;

/** Works all timers that are due now. */
export async function ringTimers(parts: Parts): Promise<void> {
  const now = parts.clock();
  const due = await parts.database.transaction(async (tx) => {
    const timers = await takeDueTimers(tx, now, BATCH);
    const rows = timers.map(({ conversationId, turn, dataKey }) => {
      const arrived: Arrived = { event: { type: 'silence' }, ...(turn === null ? {} : { turn }) };
      return {
        conversationId,
        sourceHash: parts.keyring.hash('message', `silence/${conversationId}/${turn ?? now.toISOString()}`),
        kind: 'event' as const,
        body: sealJson(parts.vault.open(conversationId, dataKey), 'inbox', conversationId, arrived),
        at: now,
      };
    });
    if (rows.length > 0) await insertInbox(tx.sql, rows);
    return timers;
  });
  for (const { conversationId } of due) parts.wake(conversationId);
  if (due.length === BATCH) await ringTimers(parts);
}

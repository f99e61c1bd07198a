/** Forgetting somebody at their own wish. */
import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../db/client.ts';
import { moveFarewell } from '../../db/queries/erase.ts';
import { type Keyring, openJson, sealJson } from '../privacy/keyring.ts';

/**
 * Deletes a conversation with its key and all that hangs on it. What the turn said last goes out from a conversation
 * that holds nothing but the address and is deleted soon after. Returns its id.
 */
export async function eraseConversation(
  tx: Transaction,
  { keyring }: { readonly keyring: Keyring },
  id: string,
  key: Buffer,
  now: Date,
): Promise<string> {
  const successor = randomUUID();
  const fresh = keyring.create(successor);
  await moveFarewell(tx, { from: id, to: successor, dataKey: fresh.wrapped, now }, (place, sealed) =>
    sealJson(fresh.key, place, successor, openJson(key, place, id, sealed)),
  );
  return successor;
}

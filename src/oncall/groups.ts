/** Writes a group's lines and keeps them true. */
import { beginPost, type DuePost, noteEdited, notePosted, takeBackPost } from '../../db/queries/oncall.ts';
import { loseGroup, setAddress } from '../../db/queries/oncallPlaces.ts';
import { SendError } from '../channels/channel.ts';
import { GroupMoved, type GroupPoster } from '../channels/telegram/group.ts';
import type { Keyring } from '../privacy/keyring.ts';
import { lineOf } from './lines.ts';
import type { WatchParts } from './parts.ts';
import { timesAt } from './times.ts';

type GroupParts = WatchParts & { readonly poster: GroupPoster };

/** Serves one group, oldest line first. Rejects with the `SendError` after which the group has to rest. */
export async function tendGroup(parts: GroupParts, due: readonly DuePost[]): Promise<void> {
  for (const line of due) {
    const address = parts.keyring.openOwn<string>('oncallGroup', line.groupId, line.address);
    try {
      if (line.post !== null && line.reference !== null) await edit(parts, line, line.post, address, line.reference);
      else await post(parts, line, address);
    } catch (error) {
      if (!(await endedHere(parts, line.groupId, error))) throw error;
      return;
    }
  }
}

async function post(parts: GroupParts, line: DuePost, address: string): Promise<void> {
  const { sql } = parts.database;
  const begun = await beginPost(sql, line, timesAt(parts.clock()));
  if (begun === undefined) return;
  try {
    await notePosted(sql, begun, await parts.poster.post(address, lineOf(parts, line, 'waiting')));
  } catch (error) {
    const surelyNot = error instanceof GroupMoved || (error instanceof SendError && !error.maybeSent);
    if (surelyNot) await takeBackPost(sql, begun);
    throw error;
  }
}

async function edit(parts: GroupParts, line: DuePost, id: string, address: string, reference: string): Promise<void> {
  try {
    await parts.poster.edit(address, reference, lineOf(parts, line, line.says));
  } catch (error) {
    // A line that can never be changed must not hold up those that somebody has to read.
    if (!(error instanceof SendError) || error.reason !== 'rejected') throw error;
    parts.log.warn({ error }, 'a line in a group could not be changed');
  }
  await noteEdited(parts.database.sql, id, line.says);
}

/** Whether the group is not where it was: it moved, and is served at its new address next time, or it is lost to us. */
async function endedHere({ database, keyring, clock, signals, log }: GroupParts, id: string, error: unknown): Promise<boolean> {
  if (error instanceof GroupMoved) {
    await database.transaction((tx) => setAddress(tx, id, groupAddress(keyring, id, error.to)));
    return true;
  }
  if (!(error instanceof SendError) || error.reason !== 'blocked') return false;
  await database.transaction((tx) => loseGroup(tx, id, clock()));
  signals.notify('queue');
  log.warn({ group: id }, 'a group of associates cannot be written to any more and was unlinked');
  return true;
}

/** A group's address as it is kept. */
export function groupAddress(keyring: Keyring, id: string, address: string): { address: Buffer; addressHash: Buffer } {
  return { address: keyring.sealOwn('oncallGroup', id, address), addressHash: keyring.hash('oncallGroup', address) };
}
